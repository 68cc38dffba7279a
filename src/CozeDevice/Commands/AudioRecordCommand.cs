using System.CommandLine;
using CozeDevice.Audio;
using CozeDevice.SoundCheck;

namespace CozeDevice.Commands;

/// <summary><c>audio record FILE.wav</c>: records as the agent would hear it.</summary>
internal static class AudioRecordCommand
{
    private const int FramesPerHeader = 25; // the file is whole twice a second, whatever happens

    /// <summary>Builds the command.</summary>
    public static Command Create(ProgramContext context, SharedOptions shared, AudioSession session)
    {
        var file = AudioArguments.File("Where the recording goes, 16 kHz mono; a file that is there is replaced.");
        var device = AudioArguments.Device("the configured microphone");
        var seconds = AudioArguments.Seconds();
        var command = new Command("record", "Records the microphone as the agent hears it.") { file, seconds, device };
        command.SetAction((parsed, token) =>
        {
            var name = session.Names(parsed, device).Capture;
            return RunAsync(
                context, session, parsed.GetValue(file)!, name, parsed.GetValue(seconds), parsed.GetValue(shared.Json), token);
        });
        return command;
    }

    private static async Task<int> RunAsync(
        ProgramContext context,
        AudioSession session,
        string path,
        string name,
        double? seconds,
        bool asJson,
        CancellationToken cancellationToken)
    {
        // The device first: without it, a file that is there stays as it is.
        using var capture = session.OpenCapture(name);
        ListeningResult result;
        try
        {
            using var file = new WavWriter(path, AudioFormat.SampleRate);
            var frames = 0L;
            var display = new LevelDisplay(context);
            var request = new ListeningRequest(
                name,
                ListeningRequest.FramesOf(seconds ?? AudioArguments.MaxSeconds),
                display.IntervalMs(asJson: false),
                frame =>
                {
                    file.Write(frame);
                    if (++frames % FramesPerHeader == 0) file.WriteHeader();
                });
            try
            {
                result = await AudioSession.ListenAsync(
                    capture, request, asJson ? LevelDisplay.IgnoreAsync : display.BarAsync, cancellationToken);
            }
            finally
            {
                file.WriteHeader(); // also when the microphone was lost: what it said before is worth keeping
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new CommandException(ExitCode.Device, $"cannot write {path}: {e.Message}");
        }

        await ResultText.WriteAsync(context, name, result, asJson, path);
        return ExitCode.Ok;
    }
}
