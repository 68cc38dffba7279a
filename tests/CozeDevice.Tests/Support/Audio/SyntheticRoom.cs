using CozeDevice.Audio;

namespace CozeDevice.Tests.Support.Audio;

/// <summary>A microphone and a speaker in one room, at real time and without a file: the microphone hears the speaker after a delay,
/// with reverberation, some noise, and a person as often as a test lets one speak.</summary>
internal sealed class SyntheticRoom : IAudioDevices
{
    private const int EchoSamples = 40 * AudioFormat.SampleRate / 1000;
    private const int ReverbSamples = 50 * AudioFormat.SampleRate / 1000;
    private const double Reverb = 0.4; // 8 dB every 50 ms

    private static readonly short[] Voice = Signal.Voice(AudioFormat.Samples(4_000));

    private readonly Lock _lock = new();
    private readonly Queue<short> _heard = [];
    private readonly double[] _air = new double[EchoSamples + ReverbSamples];
    private readonly Random _random = new(11);
    private VirtualSpeaker? _speaker;
    private int _at;
    private int _spoken;
    private volatile bool _isSpeaking;
    private int _drops;
    private long _frames;

    /// <summary>How loud the speaker is at the microphone; 0 as if a canceller had taken it out.</summary>
    public double EchoGain { get; init; }

    /// <summary>Whether somebody in the room speaks.</summary>
    public bool IsSpeaking
    {
        get => _isSpeaking;
        set => _isSpeaking = value;
    }

    /// <summary>Times the device took back what it was about to say.</summary>
    public int Drops => Volatile.Read(ref _drops);

    /// <summary>Frames handed to the speaker.</summary>
    public long Frames => Volatile.Read(ref _frames);

    /// <summary>Samples that are still to be heard.</summary>
    public int Waiting => _speaker?.Delay ?? 0;

    public IPcmCapture OpenCapture(string name) => new Microphone(this);

    public IPcmPlayback OpenPlayback(string name) => new Speaker(this);

    private void Collect()
    {
        Span<short> samples = stackalloc short[AudioFormat.FrameSamples];
        int count;
        while (_speaker is { } speaker && (count = speaker.Collect(samples)) > 0)
        {
            foreach (var sample in samples[..count]) _heard.Enqueue(sample);
        }
    }

    private void Hear(Span<short> frame)
    {
        lock (_lock)
        {
            Collect();
            for (var i = 0; i < frame.Length; i++)
            {
                var played = _heard.TryDequeue(out var sample) ? sample : 0;
                var before = _air[(_at + _air.Length - ReverbSamples) % _air.Length];
                _air[_at] = played + (Reverb * before);
                var echo = EchoGain * _air[(_at + _air.Length - EchoSamples) % _air.Length];
                _at = (_at + 1) % _air.Length;
                var near = _isSpeaking ? Voice[_spoken++ % Voice.Length] : 0;
                frame[i] = (short)Math.Clamp(echo + near + _random.Next(-20, 21), short.MinValue, short.MaxValue);
            }
        }
    }

    private sealed class Microphone(SyntheticRoom room) : IPcmCapture
    {
        private static readonly int Buffer = AudioFormat.Samples(200);

        private readonly FramePace _pace = new(new SystemPacer(TimeProvider.System));
        private long _start;
        private long _read;

        public bool IsMicrophone => true;

        // A thread that comes late reads what was recorded while it was away, as far as the buffer of a card reaches.
        public int Waiting => _start == 0
            ? 0
            : (int)Math.Clamp(TimeProvider.System.GetElapsedTime(_start).TotalSeconds * AudioFormat.SampleRate - _read, 0, Buffer);

        public PcmStatus Read(Span<short> frame)
        {
            if (!_pace.Wait()) return PcmStatus.Timeout;
            if (_start == 0) _start = TimeProvider.System.GetTimestamp();
            room.Hear(frame);
            _read += frame.Length;
            return PcmStatus.Ok;
        }

        public void Rewind() { }

        public void Dispose() => _pace.Dispose();
    }

    private sealed class Speaker : IPcmPlayback
    {
        private readonly SyntheticRoom _room;
        private readonly VirtualSpeaker _speaker = new(new SystemPacer(TimeProvider.System));

        public Speaker(SyntheticRoom room)
        {
            _room = room;
            lock (room._lock) room._speaker = _speaker;
        }

        public int Delay => _speaker.Delay;

        public PcmStatus Wait() => _speaker.Wait();

        public PcmStatus Write(ReadOnlySpan<short> frame)
        {
            lock (_room._lock)
            {
                _room.Collect();
                Interlocked.Increment(ref _room._frames);
                return _speaker.Write(frame);
            }
        }

        public void Drop()
        {
            _speaker.Drop();
            Interlocked.Increment(ref _room._drops);
        }

        public void Finish() => _speaker.Finish();

        public void Idle() => _speaker.Idle();

        public void Dispose()
        {
            lock (_room._lock) _room._speaker = null;
            _speaker.Dispose();
        }
    }
}
