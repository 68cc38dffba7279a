using CozeDevice.Audio;

namespace CozeDevice.SoundCheck;

/// <summary>Plays clicks and hears them: how long sound takes from the program through speaker and microphone back to it.</summary>
/// <remarks>One thread does both halves. It blocks in the microphone alone: the speaker is kept at two to three frames, so it has
/// room when it is written to, and a thread that was late catches up with both. A sample's time is counted from the promptest
/// read of the run, so lateness does not falsify it.</remarks>
/// <param name="capture">The microphone.</param>
/// <param name="playback">The speaker.</param>
/// <param name="names">The configured names, for messages.</param>
/// <param name="time">The clock.</param>
internal sealed class LatencyProbe(IPcmCapture capture, IPcmPlayback playback, DeviceNames names, TimeProvider time)
{
    private const int WarmUpFrames = 25; // half a second: a card that has just been started may crackle or jump
    private const int LeadFrames = 10;
    private const int ListenFrames = 60; // 1.2 s: Bluetooth and sound servers need some hundred milliseconds
    private const int MaxRetries = 3; // of a click during which sound was lost
    private const int LowSamples = 2 * AudioFormat.FrameSamples;
    private const int HighSamples = 3 * AudioFormat.FrameSamples;
    private const double FrameMs = AudioFormat.FrameMs;

    private readonly short[] _click = ClickSignal.Create();
    private readonly ClickDetector _detector = new(ClickSignal.Create());
    private readonly DeviceWatch _captureWatch = new(names.Capture, AudioDirection.Capture);
    private readonly DeviceWatch _playbackWatch = new(names.Playback, AudioDirection.Playback);
    private readonly short[] _heard = new short[(LeadFrames + ListenFrames) * AudioFormat.FrameSamples];
    private readonly short[] _silence = new short[AudioFormat.FrameSamples];
    private int _clickFrames; // of the click, still to be written
    private int _delay = int.MaxValue; // when it was looked at last
    private bool _isWarm;
    private bool _hasLost; // sound, in this run
    private double _writtenAt; // the click, in milliseconds
    private double _reportedMs;

    /// <summary>Everything that was heard so far.</summary>
    public SignalCheck Heard { get; } = new();

    /// <summary>Plays one click and listens for it. Blocks for about a second and a half.</summary>
    /// <exception cref="AudioDeviceException">A device was lost.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public LatencyRun Run(CancellationToken cancellationToken)
    {
        if (!_isWarm) Listen(WarmUpFrames, cancellationToken);
        _isWarm = true;
        for (var retry = 0; ; retry++)
        {
            var run = Once(cancellationToken);
            if (!_hasLost || retry == MaxRetries) return run;
        }
    }

    private LatencyRun Once(CancellationToken cancellationToken)
    {
        _hasLost = false;
        var earliest = double.PositiveInfinity;
        for (var frame = 0; frame < LeadFrames + ListenFrames; frame++)
        {
            if (frame == LeadFrames) _clickFrames = _click.Length / AudioFormat.FrameSamples;
            Step(_heard.AsSpan(frame * AudioFormat.FrameSamples, AudioFormat.FrameSamples), cancellationToken, out var readAt);
            earliest = Math.Min(earliest, readAt - ((frame + 1) * FrameMs));
        }

        var match = _detector.Find(_heard);
        return match is not { } found
            ? new(null, _reportedMs, 0)
            : new(earliest + (found.Position * 1000.0 / AudioFormat.SampleRate) - _writtenAt, _reportedMs, found.Strength);
    }

    private void Listen(int frames, CancellationToken cancellationToken)
    {
        for (var i = 0; i < frames; i++) Step(_heard.AsSpan(0, AudioFormat.FrameSamples), cancellationToken, out _);
    }

    private void Step(Span<short> frame, CancellationToken cancellationToken, out double readAt)
    {
        var delay = playback.Delay;
        if (delay < LowSamples) Write(cancellationToken);
        // One with long periods starts with more: while nothing moves, more is given.
        if (delay < HighSamples || delay >= _delay) Write(cancellationToken);
        _delay = playback.Delay;
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
        }
        while (!Read(frame, out readAt));
    }

    private bool Read(Span<short> frame, out double readAt)
    {
        var status = capture.Read(frame);
        readAt = Now();
        if (!_captureWatch.Transferred(status)) return false;
        _hasLost |= status == PcmStatus.Xrun;
        Heard.Add(frame);
        return true;
    }

    private void Write(CancellationToken cancellationToken)
    {
        var isClick = _clickFrames > 0;
        var isFirst = _clickFrames * AudioFormat.FrameSamples == _click.Length;
        var frame = isClick ? _click.AsSpan(^(_clickFrames * AudioFormat.FrameSamples)..) : _silence;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var status = playback.Wait();
            var (at, delay) = (Now(), playback.Delay);
            if (status is PcmStatus.Ok or PcmStatus.Xrun) status = playback.Write(frame[..AudioFormat.FrameSamples]);
            if (!_playbackWatch.Transferred(status)) continue;
            _hasLost |= status == PcmStatus.Xrun;
            if (isFirst) (_writtenAt, _reportedMs) = (at, delay * 1000.0 / AudioFormat.SampleRate);
            if (isClick) _clickFrames--;
            return;
        }
    }

    private double Now() => time.GetElapsedTime(0).TotalMilliseconds;
}
