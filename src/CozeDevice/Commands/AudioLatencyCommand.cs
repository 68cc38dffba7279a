using System.CommandLine;
using CozeDevice.SoundCheck;

namespace CozeDevice.Commands;

/// <summary><c>audio latency</c>: plays clicks and hears them again.</summary>
internal static class AudioLatencyCommand
{
    private const string Thread = "coze-mic";

    /// <summary>Builds the command.</summary>
    public static Command Create(ProgramContext context, SharedOptions shared, AudioSession session)
    {
        var device = AudioArguments.Device("the configured microphone and speaker");
        var runs = AudioArguments.Runs();
        var command = new Command(
            "latency", "Plays clicks and hears them: a cable from output to input, or the microphone near the speaker.")
        {
            runs,
            device,
        };
        command.SetAction((parsed, token) => RunAsync(
            context, session, session.Names(parsed, device), parsed.GetValue(runs), parsed.GetValue(shared.Json), token));
        return command;
    }

    private static async Task<int> RunAsync(
        ProgramContext context, AudioSession session, DeviceNames names, int count, bool asJson, CancellationToken cancellationToken)
    {
        using var capture = session.OpenCapture(names.Capture);
        using var playback = session.OpenPlayback(names.Playback);
        if (!asJson) await context.Out.WriteLineAsync($"from {names.Playback} to {names.Capture}");
        var probe = new LatencyProbe(capture, playback, names, context.Time);
        var runs = new List<LatencyRun>();
        while (runs.Count < count)
        {
            var run = await AudioSession.OnThreadAsync(Thread, () => probe.Run(cancellationToken));
            runs.Add(run);
            if (!asJson) await context.Out.WriteLineAsync(LatencyText.Run(runs.Count, run));
        }

        playback.Drop();
        var summary = LatencySummary.Of(runs);
        if (asJson) await JsonOutput.WriteAsync(context.Out, json => LatencyText.Write(json, names, summary, runs), indented: false);
        else if (summary.IsReliable) await context.Out.WriteLineAsync(LatencyText.Table(summary));
        return summary.IsReliable
            ? ExitCode.Ok
            : throw new CommandException(ExitCode.Device, LatencyText.Unheard(summary, probe.Heard.Report()));
    }
}
