using System.CommandLine;
using CozeDevice.Audio;
using CozeDevice.Linux.Speex;
using CozeDevice.SoundCheck;
using Microsoft.Extensions.Logging.Abstractions;

namespace CozeDevice.Commands;

/// <summary><c>audio echo-test</c>: whether the device can listen while it speaks, and what to do if not.</summary>
internal static class AudioEchoTestCommand
{
    private const string Thread = "coze-mic";

    /// <summary>Builds the command.</summary>
    public static Command Create(ProgramContext context, SharedOptions shared, AudioSession session)
    {
        var device = AudioArguments.Device("the configured microphone and speaker");
        var seconds = AudioArguments.EchoSeconds();
        var command = new Command(
            "echo-test", "Makes a sound like speech, measures how much of it the echo canceller removes, and says what to do.")
        {
            seconds,
            device,
        };
        command.SetAction((parsed, token) => RunAsync(
            context, session, session.Names(parsed, device), session.Echo(parsed), parsed.GetValue(seconds), parsed.GetValue(shared.Json),
            token));
        return command;
    }

    private static async Task<int> RunAsync(
        ProgramContext context, AudioSession session, DeviceNames names, EchoOptions options, int seconds, bool asJson,
        CancellationToken cancellationToken)
    {
        using var filter = MakeFilter(options);
        using var capture = session.OpenCapture(names.Capture);
        using var playback = session.OpenPlayback(names.Playback);
        if (!asJson) await context.Out.WriteLineAsync($"from {names.Playback} to {names.Capture}, {seconds} s; say nothing meanwhile");
        using var echo = new EchoCanceller(options, filter, context.Time, NullLogger<EchoCanceller>.Instance);
        var probe = new EchoProbe(capture, playback, echo, names);
        var report = await AudioSession.OnThreadAsync(Thread, () => probe.Run(seconds, cancellationToken));
        if (asJson) await JsonOutput.WriteAsync(context.Out, json => EchoText.Write(json, names, report), indented: false);
        else await context.Out.WriteLineAsync(EchoText.Table(report));
        if (!EchoText.IsUsable(report.Verdict)) throw new CommandException(ExitCode.Device, EchoText.Advice(report));
        if (!asJson) await context.Out.WriteLineAsync(EchoText.Advice(report));
        return ExitCode.Ok;
    }

    private static SpeexEchoFilter MakeFilter(EchoOptions options)
    {
        try
        {
            return SpeexEchoFilter.Create(options.TailMs);
        }
        catch (EchoFilterException e)
        {
            throw new CommandException(ExitCode.Configuration, e.Message);
        }
    }
}
