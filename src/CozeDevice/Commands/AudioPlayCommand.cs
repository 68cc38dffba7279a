using System.CommandLine;
using System.Globalization;
using CozeDevice.Audio;
using CozeDevice.SoundCheck;

namespace CozeDevice.Commands;

/// <summary><c>audio play FILE.wav</c>: plays as the agent would speak.</summary>
internal static class AudioPlayCommand
{
    private const string Thread = "coze-speaker";

    /// <summary>Builds the command.</summary>
    public static Command Create(ProgramContext context, SharedOptions shared, AudioSession session)
    {
        var file = AudioArguments.File("A WAV file, 8 to 48 kHz, 1 to 8 channels.");
        var device = AudioArguments.Device("the configured speaker");
        var volume = AudioArguments.Volume();
        var command = new Command("play", "Plays a WAV file and waits until it was heard.") { file, volume, device };
        command.SetAction((parsed, token) => RunAsync(
            context, session, parsed.GetValue(file)!, session.Names(parsed, device).Playback,
            parsed.GetValue(volume), parsed.GetValue(shared.Json), token));
        return command;
    }

    private static async Task<int> RunAsync(
        ProgramContext context,
        AudioSession session,
        string path,
        string name,
        int percent,
        bool asJson,
        CancellationToken cancellationToken)
    {
        var samples = AudioSession.ReadWav(path);
        using var playback = session.OpenPlayback(name);
        var player = new SoundPlayer(playback, name);
        var isWhole = await AudioSession.OnThreadAsync(
            Thread, () => player.Play(samples, new Volume(percent), cancellationToken));
        var seconds = (double)samples.Length / AudioFormat.SampleRate;
        if (asJson)
        {
            await JsonOutput.WriteAsync(context.Out, json =>
            {
                json.WriteStartObject();
                json.WriteString("device", name);
                json.WriteString("file", path);
                json.WriteNumber("seconds", Math.Round(seconds, 2));
                json.WriteBoolean("complete", isWhole);
                json.WriteNumber("xruns", player.Xruns);
                json.WriteEndObject();
            }, indented: false);
            return ExitCode.Ok;
        }

        await context.Out.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"{path} to {name}: {seconds:0.0} s{(isWhole ? "" : ", stopped")}"));
        if (player.Xruns > 0) await context.Out.WriteLineAsync($"  the speaker ran empty {player.Xruns} times");
        return ExitCode.Ok;
    }
}
