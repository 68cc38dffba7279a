using System.CommandLine;
using CozeDevice.Audio;
using CozeDevice.Linux.Alsa;
using CozeDevice.Options;
using CozeDevice.SoundCheck;

namespace CozeDevice.Commands;

/// <summary><c>audio list</c>: the sound devices of this machine and what to write into the configuration.</summary>
internal static class AudioListCommand
{
    // A sound server that hangs must not hang us. A whole look takes a second, and many under emulation.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>Builds the command.</summary>
    public static Command Create(ProgramContext context, SharedOptions shared, AudioSession session)
    {
        var command = new Command("list", "Shows sound cards, what they can do, and the lines to paste.");
        command.SetAction((parsed, token) =>
            RunAsync(context, session.Configured(parsed), parsed.GetValue(shared.Json), token));
        return command;
    }

    private static async Task<int> RunAsync(
        ProgramContext context, IReadOnlyList<EffectiveSetting> settings, bool asJson, CancellationToken cancellationToken)
    {
        if (!context.SoundCards.IsInstalled) throw LibraryMissing();
        var (system, configured) = await LookAsync(context.SoundCards, settings, cancellationToken);
        if (asJson)
        {
            await JsonOutput.WriteAsync(context.Out, json => CardJson.Write(json, system, configured));
            return ExitCode.Ok;
        }

        foreach (var line in CardTable.Lines(system, configured)) await context.Out.WriteLineAsync(Printable.Line(line));
        var findings = CardFindings.Of(system, configured);
        if (findings.Count > 0) await context.Out.WriteLineAsync();
        foreach (var finding in findings) await context.Out.WriteLineAsync(Printable.Line(finding.Text));
        return ExitCode.Ok;
    }

    /// <summary>What is wrong without libasound.</summary>
    public static CommandException LibraryMissing() => new(
        ExitCode.Device, "libasound.so.2 is missing, so no sound card can be used: sudo apt-get install libasound2t64 (libasound2 before Debian 13)");

    private static async Task<(SoundSystem System, IReadOnlyList<ConfiguredDevice> Configured)> LookAsync(
        ISoundCards cards, IReadOnlyList<EffectiveSetting> settings, CancellationToken cancellationToken)
    {
        try
        {
            return await Task.Run(() => Look(cards, settings), CancellationToken.None).WaitAsync(Limit, cancellationToken);
        }
        catch (TimeoutException)
        {
            throw new CommandException(
                ExitCode.Timeout, $"the sound system did not answer within {Limit.TotalSeconds} s; is a sound server stuck?");
        }
    }

    private static (SoundSystem, IReadOnlyList<ConfiguredDevice>) Look(ISoundCards cards, IReadOnlyList<EffectiveSetting> settings) =>
        (cards.Read(),
        [
            ConfiguredDevices.Look(settings[0], AudioDirection.Capture, cards),
            ConfiguredDevices.Look(settings[1], AudioDirection.Playback, cards),
        ]);
}
