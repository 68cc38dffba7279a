using CozeDevice.Audio;
using CozeDevice.Linux.Alsa;
using CozeDevice.Options;
using CozeDevice.SoundCheck;

namespace CozeDevice.Commands;

/// <summary>One run of <c>audio test</c>.</summary>
/// <param name="context">The surroundings; without a terminal nobody is asked.</param>
/// <param name="session">Opens the devices.</param>
/// <param name="names">Which devices.</param>
/// <param name="asJson">Whether the result is JSON; nobody is asked then either.</param>
internal sealed class AudioTest(ProgramContext context, AudioSession session, DeviceNames names, bool asJson)
{
    private const double RecordSeconds = 3;
    private const string SpeakerThread = "coze-speaker";

    private readonly bool _asks = context.IsInteractive && !asJson;
    private readonly List<short> _recording = [];

    /// <summary>Runs it.</summary>
    /// <returns>0 if all is well, 5 if something is wrong.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        await SayAsync($"speaker {names.Playback}, microphone {names.Capture}");
        if (!_asks) await SayAsync("nobody is asked without a terminal: only what can be measured is checked");
        var speaker = await SpeakerAsync(cancellationToken);
        var microphone = await MicrophoneAsync(speaker, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        var remedies = TestVerdict.Of(speaker, microphone, Cards());
        var isGood = !remedies.Any(remedy => remedy.Finding.IsFault);
        if (asJson) await JsonOutput.WriteAsync(context.Out, json => TestJson.Write(json, speaker, microphone, remedies));
        else await VerdictAsync(remedies, isGood);
        return isGood ? ExitCode.Ok : ExitCode.Device;
    }

    private async Task<SpeakerResult> SpeakerAsync(CancellationToken cancellationToken)
    {
        await SayAsync("playing three rising notes");
        try
        {
            await PlayAsync(Tone.Create(), cancellationToken);
        }
        catch (CommandException e)
        {
            return new(names.Playback, e.Message, null);
        }

        return new(names.Playback, null, _asks ? await Question.AskAsync(context, "Did you hear them?", cancellationToken) : null);
    }

    private async Task<MicrophoneResult> MicrophoneAsync(SpeakerResult speaker, CancellationToken cancellationToken)
    {
        await SayAsync(_asks ? $"speak now, for {RecordSeconds} s" : $"recording {RecordSeconds} s");
        SignalReport report;
        try
        {
            report = await RecordAsync(cancellationToken);
        }
        catch (CommandException e)
        {
            return new(names.Capture, e.Message, null, null);
        }

        await SayAsync($"recorded {SignalVerdict.Figures(report)}");
        cancellationToken.ThrowIfCancellationRequested();
        var isWorthPlaying = speaker.Problem is null && !report.Faults.HasFlag(MicrophoneFaults.Silent);
        if (!isWorthPlaying) return new(names.Capture, null, report, null);
        await SayAsync("playing it back");
        try
        {
            await PlayAsync([.. _recording], cancellationToken);
        }
        catch (CommandException e)
        {
            return new(names.Capture, $"its recording could not be played: {e.Message}", report, null);
        }

        return new(
            names.Capture, null, report, _asks ? await Question.AskAsync(context, "Did you hear yourself?", cancellationToken) : null);
    }

    private async Task PlayAsync(short[] samples, CancellationToken cancellationToken)
    {
        using var playback = session.OpenPlayback(names.Playback);
        var player = new SoundPlayer(playback, names.Playback);
        await AudioSession.OnThreadAsync(SpeakerThread, () => player.Play(samples, new Volume(), cancellationToken));
        cancellationToken.ThrowIfCancellationRequested();
    }

    private async Task<SignalReport> RecordAsync(CancellationToken cancellationToken)
    {
        using var capture = session.OpenCapture(names.Capture);
        var display = new LevelDisplay(context);
        var request = new ListeningRequest(
            names.Capture, ListeningRequest.FramesOf(RecordSeconds), display.IntervalMs(asJson: false), frame => _recording.AddRange(frame));
        var result = await AudioSession.ListenAsync(capture, request, asJson ? LevelDisplay.IgnoreAsync : display.BarAsync, cancellationToken);
        return result.Report;
    }

    private IReadOnlyList<SoundCard> Cards() => context.SoundCards.IsInstalled ? context.SoundCards.Read().Cards : [];

    private async Task VerdictAsync(IReadOnlyList<Remedy> remedies, bool isGood)
    {
        foreach (var remedy in remedies)
        {
            await SayAsync(remedy.Finding.Text);
            foreach (var line in remedy.Lines) await SayAsync($"  - {line}");
        }

        await SayAsync(!isGood ? "the sound does not work yet" : _asks ? "speaker and microphone work" : "nothing is wrong that can be measured");
    }

    private Task SayAsync(string line) => asJson ? Task.CompletedTask : context.Out.WriteLineAsync(Printable.Line(line));
}
