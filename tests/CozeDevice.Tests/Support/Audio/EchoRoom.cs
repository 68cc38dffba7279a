using System.Numerics;
using CozeDevice.Audio;

namespace CozeDevice.Tests.Support.Audio;

/// <summary>A speaker and a microphone in a room, simulated as fast as the machine can: two sample clocks, the way of the sound, the
/// room, noise, a person, and how inexactly devices tell where they are.</summary>
internal sealed class EchoRoom
{
    private const int Frame = AudioFormat.FrameSamples;
    private const int QueuedFrames = 4;
    private const int NoiseAmplitude = 32; // evenly distributed: −65 dBFS

    private readonly ManualTimeProvider _time;
    private readonly EchoCanceller _canceller;
    private readonly TimeSpan _start;
    private readonly float[] _room;
    private readonly Random _random = new(3);
    private readonly float[] _air; // what left the speaker, by the time of the microphone
    private readonly Queue<short> _queue = [];
    private readonly short[] _spoken = new short[Frame];
    private double _speakerClock; // samples the speaker should have moved
    private long _speakerMoved;
    private int _told;

    public EchoRoom(ManualTimeProvider time, EchoCanceller canceller, double seconds)
    {
        (_time, _canceller, _start) = (time, canceller, time.Now);
        _room = RoomResponse.Create(0.5);
        Array.Reverse(_room);
        Samples = (int)(seconds * AudioFormat.SampleRate) / Frame * Frame;
        _air = new float[Samples + _room.Length];
        (Far, Near) = (new short[Samples], new short[Samples]);
        (Heard, Left) = (new short[Samples], new short[Samples]);
    }

    public int Samples { get; }

    /// <summary>What the device says.</summary>
    public short[] Far { get; set; }

    /// <summary>What a person says.</summary>
    public short[] Near { get; set; }

    /// <summary>What the microphone heard.</summary>
    public short[] Heard { get; }

    /// <summary>What the canceller left of it.</summary>
    public short[] Left { get; }

    public int DelayMs { get; init; } = 40;

    /// <summary>How much faster the speaker's clock runs.</summary>
    public double Ppm { get; init; }

    /// <summary>Samples by which positions lag, at most.</summary>
    public int Jitter { get; init; } = 2;

    /// <summary>Samples of the microphone so far.</summary>
    public int Now { get; private set; }

    public double Seconds => (double)Now / AudioFormat.SampleRate;

    /// <summary>Lets time pass.</summary>
    public void RunTo(double seconds)
    {
        var end = Math.Min(Samples, (int)(seconds * AudioFormat.SampleRate));
        while (Now + Frame <= end) Step();
    }

    /// <summary>One period of both.</summary>
    public void Step()
    {
        Speak();
        for (var i = 0; i < Frame; i++) Move(i);
        var frame = Heard.AsSpan(Now, Frame);
        Now += Frame;
        _time.Advance(_start + TimeSpan.FromSeconds(Seconds) - _time.Now);
        frame.CopyTo(Left.AsSpan(Now - Frame, Frame));
        _canceller.Cancel(Left.AsSpan(Now - Frame, Frame), waiting: 0);
    }

    /// <summary>The speaker loses its place: what waits is gone, and it stands still for a while.</summary>
    public void Underrun(int samples)
    {
        _queue.Clear();
        _speakerClock -= samples;
        _canceller.PlaybackBroke(isNewDevice: false);
    }

    /// <summary>The device is silenced: what waits is gone, and only silence follows.</summary>
    public void Hush()
    {
        _queue.Clear();
        Far.AsSpan(Math.Min(_told, Far.Length)).Clear();
        _canceller.PlaybackBroke(isNewDevice: false);
    }

    /// <summary>ERLE between two times, in decibels.</summary>
    public double Attenuation(double from, double to) => EchoMeasures.Attenuation(Heard, Left, from, to);

    /// <summary>How much of a person's voice is left, in decibels.</summary>
    public double NearGain(double from, double to) => EchoMeasures.NearGain(Left, Near, from, to);

    private void Speak()
    {
        while (_queue.Count < QueuedFrames * Frame)
        {
            for (var i = 0; i < Frame; i++, _told++) _spoken[i] = _told < Far.Length ? Far[_told] : (short)0;
            foreach (var sample in _spoken) _queue.Enqueue(sample);
            _canceller.Played(_spoken, _queue.Count + _random.Next(Jitter + 1));
        }
    }

    private void Move(int i)
    {
        var now = Now + i;
        _speakerClock += 1 + (Ppm / 1_000_000);
        float sample = 0;
        while (_speakerMoved + 1 <= _speakerClock)
        {
            _speakerMoved++;
            if (_queue.TryDequeue(out var next)) sample = next;
        }

        var at = now + _room.Length - 1; // the oldest that is still heard is at now
        if (at < _air.Length) _air[at] = sample;
        var delay = DelayMs * AudioFormat.SampleRate / 1000;
        var echo = now >= delay ? Convolve(now - delay) : 0;
        Heard[now] = (short)Math.Clamp(
            echo + Near[now] + _random.Next(-NoiseAmplitude, NoiseAmplitude + 1), short.MinValue, short.MaxValue);
    }

    // The response is kept backwards, so that both run forwards.
    private double Convolve(int newest)
    {
        ReadOnlySpan<float> room = _room, air = _air.AsSpan(newest, _room.Length);
        var sum = Vector<float>.Zero;
        var i = 0;
        for (; i <= room.Length - Vector<float>.Count; i += Vector<float>.Count)
            sum += new Vector<float>(air[i..]) * new Vector<float>(room[i..]);
        double total = Vector.Sum(sum);
        for (; i < room.Length; i++) total += air[i] * room[i];
        return total;
    }
}
