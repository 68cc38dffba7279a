using CozeDevice.Audio;

namespace CozeDevice.Tests.Support.Audio;

/// <summary>A speaker that the microphone hears: what is played arrives after a delay, with noise. Its clock is a test's, moved
/// on by each read.</summary>
internal sealed class LoopbackDevices(ManualTimeProvider time) : IAudioDevices
{
    private readonly Queue<short> _waiting = [];
    private readonly Random _random = new(7);
    private readonly List<short> _played = [];
    private long _heard;
    private bool _hasStarted;
    private double _ahead; // samples the speaker has played more than the microphone has heard

    /// <summary>The speaker's period: its buffer holds four, and it starts with two.</summary>
    public int PeriodMs { get; init; } = 20;

    /// <summary>From the end of the speaker's buffer to the microphone, in samples.</summary>
    public int AirSamples { get; init; } = 45;

    /// <summary>Of the air.</summary>
    public double Gain { get; init; } = 0.5;

    /// <summary>How much faster the speaker's clock runs, in parts per million.</summary>
    public double PlaybackPpm { get; init; }

    /// <summary>The largest noise, in sample values.</summary>
    public int Noise { get; init; } = 100;

    /// <summary>How late each read comes, in milliseconds; used in turn.</summary>
    public int[] LateMs { get; init; } = [0];

    /// <summary>Statuses of the next reads.</summary>
    public Queue<PcmStatus> Statuses { get; } = [];

    public int Opened { get; private set; }

    public int Closed { get; private set; }

    public IPcmCapture OpenCapture(string name)
    {
        Opened++;
        return new Microphone(this);
    }

    public IPcmPlayback OpenPlayback(string name)
    {
        Opened++;
        return new Speaker(this);
    }

    private PcmStatus Read(Span<short> frame)
    {
        var status = Statuses.TryDequeue(out var next) ? next : PcmStatus.Ok;
        if (status == PcmStatus.Gone) return status;
        // The time of the sound, not of the reader: a late one finds the next frame ready.
        var late = LateMs[(int)(_heard / AudioFormat.FrameSamples % LateMs.Length)];
        var due = TimeSpan.FromHours(1) + TimeSpan.FromMilliseconds(((_heard / AudioFormat.FrameSamples) + 1) * AudioFormat.FrameMs + late);
        if (due > time.Now) time.Advance(due - time.Now);
        for (var i = 0; i < frame.Length; i++)
        {
            _ahead += PlaybackPpm / 1_000_000;
            if (_ahead >= 1 && _hasStarted && _waiting.TryDequeue(out _)) _ahead--;
            _played.Add(_hasStarted && _waiting.TryDequeue(out var sample) ? sample : (short)0);
            var from = _heard - AirSamples;
            var air = from >= 0 ? _played[(int)from] * Gain : 0;
            frame[i] = (short)Math.Clamp(air + _random.Next(-Noise, Noise + 1), short.MinValue, short.MaxValue);
            _heard++;
        }

        return status;
    }

    private sealed class Microphone(LoopbackDevices air) : IPcmCapture
    {
        public PcmStatus Read(Span<short> frame) => air.Read(frame);

        public void Rewind() { }

        public void Dispose() => air.Closed++;
    }

    private sealed class Speaker(LoopbackDevices air) : IPcmPlayback
    {
        public int Delay => air._waiting.Count;

        public PcmStatus Wait() => PcmStatus.Ok;

        public PcmStatus Write(ReadOnlySpan<short> frame)
        {
            if (air._waiting.Count + frame.Length > AudioFormat.Samples(4 * air.PeriodMs)) return PcmStatus.Timeout;
            foreach (var sample in frame) air._waiting.Enqueue(sample);
            air._hasStarted |= air._waiting.Count >= AudioFormat.Samples(2 * air.PeriodMs);
            return PcmStatus.Ok;
        }

        public void Drop() => air._waiting.Clear();

        public void Idle() { }

        public void Finish() => air._hasStarted = true;

        public void Dispose() => air.Closed++;
    }
}
