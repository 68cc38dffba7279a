using CozeDevice.Audio;

namespace CozeDevice.Tests.Support.Audio;

/// <summary>A microphone and a speaker in one room, at real time and without a file: the microphone hears the speaker after a delay,
/// with reverberation, some noise, and a person as often as a test lets one speak.</summary>
/// <remarks>Both move by one sample clock, as two halves of one card do: when a thread comes late, what was played and what is
/// heard stay where they were in time.</remarks>
internal sealed class SyntheticRoom : IAudioDevices, IDisposable
{
    private const int EchoSamples = 40 * AudioFormat.SampleRate / 1000;
    private const int ReverbSamples = 50 * AudioFormat.SampleRate / 1000;
    private const int NoiseAmplitude = 20;
    private const double Reverb = 0.25; // 12 dB every 50 ms
    private const int Remembered = 1 << 15; // two seconds, a power of two

    private readonly SystemPacer _clock = new SystemPacer(TimeProvider.System);
    private readonly Lock _lock = new();
    private readonly double[] _air = new double[Remembered]; // what the speaker played, and the walls
    private readonly Random _random = new(11);
    private RoomSpeaker? _speaker;
    private RoomMicrophone? _microphone;
    private long _moved; // samples of the clock the speaker has moved
    private int _spoken;
    private volatile bool _isSpeaking;

    /// <summary>How loud the speaker is at the microphone; 0 as if a canceller had taken it out.</summary>
    public double EchoGain { get; init; }

    /// <summary>What a person says, without an end.</summary>
    public short[] Person { get; init; } = Signal.Voice(AudioFormat.Samples(4_000));

    /// <summary>Whether somebody in the room speaks.</summary>
    public bool IsSpeaking
    {
        get => _isSpeaking;
        set => _isSpeaking = value;
    }

    /// <summary>Times the device took back what it was about to say.</summary>
    public int Drops => _speaker?.Drops ?? 0;

    /// <summary>Frames with a sound in them that were handed to the speaker.</summary>
    public long Frames => _speaker?.Frames ?? 0;

    /// <summary>Samples with a sound in them that are still to be heard.</summary>
    public int Waiting => _speaker?.Sounding ?? 0;

    /// <summary>Times the speaker stood still for want of samples, or samples of the microphone were lost: the machine was
    /// busy.</summary>
    public int Breaks => (_speaker?.Underruns ?? 0) + (_microphone?.Overruns ?? 0);

    /// <summary>Samples since the room exists.</summary>
    public long Now => _clock.Now.Ticks * AudioFormat.SampleRate / TimeSpan.TicksPerSecond;

    public IPcmCapture OpenCapture(string name) => _microphone = new RoomMicrophone(this);

    public IPcmPlayback OpenPlayback(string name)
    {
        lock (_lock) return _speaker = new RoomSpeaker(this, _lock);
    }

    /// <summary>How long until a sample has passed.</summary>
    public TimeSpan TimeTo(long sample) => TimeSpan.FromTicks((sample * TimeSpan.TicksPerSecond / AudioFormat.SampleRate) + 1) - _clock.Now;

    /// <summary>What is at the microphone from a sample on; all of it has passed.</summary>
    public void Hear(long from, Span<short> frame)
    {
        lock (_lock)
        {
            Advance();
            for (var i = 0; i < frame.Length; i++)
            {
                var echo = EchoGain * At(from + i - EchoSamples);
                var near = _isSpeaking ? Person[_spoken++ % Person.Length] : 0;
                frame[i] = (short)Math.Clamp(
                    echo + near + _random.Next(-NoiseAmplitude, NoiseAmplitude + 1), short.MinValue, short.MaxValue);
            }
        }
    }

    /// <summary>Lets the speaker play until now. Under the lock.</summary>
    public void Advance()
    {
        for (var now = Now; _moved < now; _moved++)
            _air[_moved % Remembered] = (_speaker?.Move() ?? 0) + (Reverb * At(_moved - ReverbSamples));
    }

    public void Dispose()
    {
        _clock.Dispose();
        _speaker?.Dispose();
        _microphone?.Dispose();
    }

    private double At(long sample) => sample < 0 ? 0 : _air[sample % Remembered];
}
