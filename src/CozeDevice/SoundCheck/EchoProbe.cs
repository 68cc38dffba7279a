using CozeDevice.Audio;

namespace CozeDevice.SoundCheck;

/// <summary>Speaks and listens at once, with and without a canceller in between.</summary>
/// <remarks>One thread does both halves, as in <see cref="LatencyProbe"/>: it blocks in the microphone alone.</remarks>
/// <param name="capture">The microphone.</param>
/// <param name="playback">The speaker.</param>
/// <param name="echo">The canceller. Not disposed here.</param>
/// <param name="names">The configured names, for messages.</param>
internal sealed class EchoProbe(IPcmCapture capture, IPcmPlayback playback, EchoCanceller echo, DeviceNames names)
{
    private const int WarmUpFrames = 50; // a second in which the streams are compared and the room is heard
    private const double QuietestRoom = 10 * 10; // −70 dBFS: the digital silence of a sound server is no room
    private const int LowSamples = 2 * AudioFormat.FrameSamples;
    private const int HighSamples = 3 * AudioFormat.FrameSamples;

    private readonly DeviceWatch _captureWatch = new(names.Capture, AudioDirection.Capture);
    private readonly DeviceWatch _playbackWatch = new(names.Playback, AudioDirection.Playback);
    private readonly SpeechSound _speech = new();
    private readonly SignalCheck _signal = new();
    private readonly short[] _spoken = new short[AudioFormat.FrameSamples];
    private readonly short[] _heard = new short[AudioFormat.FrameSamples];
    private readonly short[] _left = new short[AudioFormat.FrameSamples];
    private Powers _room;
    private Powers _last;
    private int _delay = int.MaxValue; // when it was looked at last
    private bool _isSpeaking;

    /// <summary>Speaks so long, and listens. Blocks.</summary>
    /// <param name="seconds">How long.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="AudioDeviceException">A device was lost.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public EchoReport Run(int seconds, CancellationToken cancellationToken)
    {
        var frames = seconds * 1000 / AudioFormat.FrameMs;
        for (var i = 0; i < WarmUpFrames; i++)
        {
            Step(cancellationToken);
            if (i >= WarmUpFrames / 2) _room.Add(_spoken, _heard, _left);
        }

        _isSpeaking = true;
        for (var i = 0; i < frames; i++)
        {
            Step(cancellationToken);
            if (i >= frames * 2 / 3) _last.Add(_spoken, _heard, _left);
        }

        playback.Drop();
        _room.Floor(QuietestRoom);
        return new(
            seconds,
            echo.Status,
            Powers.Db(_last.Heard, _last.Spoken),
            Powers.Db(_last.Heard, _room.Heard),
            Powers.Db(_last.Heard, _last.Left),
            Powers.Db(_last.Left, _room.Left),
            _captureWatch.Xruns + _playbackWatch.Xruns,
            _signal.Report());
    }

    private void Step(CancellationToken cancellationToken)
    {
        var delay = playback.Delay;
        if (delay < LowSamples) Write(cancellationToken);
        // One with long periods starts with more: while nothing moves, more is given.
        if (delay < HighSamples || delay >= _delay) Write(cancellationToken);
        _delay = playback.Delay;
        PcmStatus status;
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            status = capture.Read(_heard);
        }
        while (!_captureWatch.Transferred(status));
        if (status == PcmStatus.Xrun) echo.CaptureBroke(isNewDevice: false);
        _signal.Add(_heard);
        _heard.CopyTo(_left, 0);
        echo.Cancel(_left, capture.Waiting);
    }

    private void Write(CancellationToken cancellationToken)
    {
        if (_isSpeaking) _speech.Fill(_spoken);
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var status = playback.Wait();
            if (status is PcmStatus.Ok or PcmStatus.Xrun) status = playback.Write(_spoken);
            if (!_playbackWatch.Transferred(status)) continue;
            if (status == PcmStatus.Xrun) echo.PlaybackBroke(isNewDevice: false);
            echo.Played(_spoken, playback.Delay);
            return;
        }
    }

    private struct Powers
    {
        public double Spoken;
        public double Heard;
        public double Left;
        private const double LeastPower = 1.0 / 12; // what rounding leaves
        private long _samples;

        public static double Db(double power, double reference) => 10 * Math.Log10(Math.Max(power, LeastPower) / Math.Max(reference, LeastPower));

        public void Add(ReadOnlySpan<short> spoken, ReadOnlySpan<short> heard, ReadOnlySpan<short> left)
        {
            var before = (double)_samples / (_samples + spoken.Length);
            _samples += spoken.Length;
            Spoken = (Spoken * before) + (Power(spoken) / _samples);
            Heard = (Heard * before) + (Power(heard) / _samples);
            Left = (Left * before) + (Power(left) / _samples);
        }

        public void Floor(double power) => (Heard, Left) = (Math.Max(Heard, power), Math.Max(Left, power));

        private static double Power(ReadOnlySpan<short> samples)
        {
            double sum = 0;
            foreach (var sample in samples) sum += (double)sample * sample;
            return sum;
        }
    }
}
