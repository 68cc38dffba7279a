using System.CommandLine;
using CozeDevice.SoundCheck;

namespace CozeDevice.Commands;

/// <summary><c>audio meter</c>: shows how loud the microphone is.</summary>
internal static class AudioMeterCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create(ProgramContext context, SharedOptions shared, AudioSession session)
    {
        var device = AudioArguments.Device("the configured microphone");
        var seconds = AudioArguments.Seconds();
        var command = new Command("meter", "Shows the level of the microphone, until Ctrl-C.") { seconds, device };
        command.SetAction((parsed, token) => RunAsync(
            context, session, session.Names(parsed, device).Capture, parsed.GetValue(seconds), parsed.GetValue(shared.Json), token));
        return command;
    }

    private static async Task<int> RunAsync(
        ProgramContext context, AudioSession session, string name, double? seconds, bool asJson, CancellationToken cancellationToken)
    {
        using var capture = session.OpenCapture(name);
        var display = new LevelDisplay(context);
        var request = new ListeningRequest(
            name, ListeningRequest.FramesOf(seconds ?? AudioArguments.MaxSeconds), display.IntervalMs(asJson));
        var result = await AudioSession.ListenAsync(
            capture, request, readings => display.MeterAsync(readings, asJson), cancellationToken);
        await ResultText.WriteAsync(context, name, result, asJson);
        return ExitCode.Ok;
    }
}
