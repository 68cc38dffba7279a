using System.Numerics;

namespace CozeDevice.Audio;

/// <summary>Finds how late the echo comes: where what was played and what is heard look alike most.</summary>
/// <remarks>At a quarter of the rate, which is exact enough, and with low frequencies weakened, as they look alike everywhere.
/// About 30 µs a frame while it searches. Owned by the mic thread; allocates nothing after construction.</remarks>
internal sealed class EchoDelaySearch
{
    /// <summary>The latest echo that is found, in samples.</summary>
    public static readonly int Reach = AudioFormat.Samples(500);

    private const int Step = 4; // samples become one
    private const int Block = AudioFormat.FrameSamples / Step;
    private const int WindowFrames = 60; // in which something was played
    private const float PreEmphasis = 0.9f;
    private const double LeastLikeness = 0.15; // chance alone stays below 0.05
    private const int SamePlace = 2;

    private readonly int _lags = Reach / Step;
    private readonly float[] _played; // the newest last
    private readonly float[] _heard = new float[Block];
    private readonly float[] _likeness;
    private float _lastPlayed;
    private float _lastHeard;
    private double _playedEnergy;
    private double _heardEnergy;
    private int _frames;
    private int _candidate = -1;

    public EchoDelaySearch()
    {
        _played = new float[_lags + Block];
        _likeness = new float[_lags];
    }

    /// <summary>Takes a frame of both. Silence of the speaker costs nothing and says nothing.</summary>
    /// <param name="reference">What was played, 20 ms.</param>
    /// <param name="microphone">What was heard at that time.</param>
    /// <param name="isSounding">Whether something was played within the reach.</param>
    /// <returns>Samples from one to the other when that became clear, otherwise null.</returns>
    public int? Add(ReadOnlySpan<short> reference, ReadOnlySpan<short> microphone, bool isSounding)
    {
        _played.AsSpan(Block).CopyTo(_played);
        Reduce(reference, _played.AsSpan(_lags), ref _lastPlayed);
        Reduce(microphone, _heard, ref _lastHeard);
        if (!isSounding) return null;
        Compare();
        return ++_frames < WindowFrames ? null : Decide();
    }

    /// <summary>Starts anew.</summary>
    public void Reset()
    {
        _candidate = -1;
        Begin();
    }

    private void Begin()
    {
        _frames = 0;
        _playedEnergy = _heardEnergy = 0;
        _likeness.AsSpan().Clear();
    }

    private void Compare()
    {
        foreach (var sample in _played.AsSpan(_lags)) _playedEnergy += sample * sample;
        foreach (var sample in _heard) _heardEnergy += sample * sample;
        for (var lag = 0; lag < _lags; lag++) _likeness[lag] += Product(_played.AsSpan(_lags - lag, Block), _heard);
    }

    private int? Decide()
    {
        var best = 0;
        for (var lag = 1; lag < _lags; lag++)
            if (Math.Abs(_likeness[lag]) > Math.Abs(_likeness[best])) best = lag;
        var scale = Math.Sqrt(_playedEnergy * _heardEnergy);
        var isClear = scale > 0 && Math.Abs(_likeness[best]) / scale >= LeastLikeness;
        var isSame = isClear && _candidate >= 0 && Math.Abs(best - _candidate) <= SamePlace;
        _candidate = isClear ? best : -1;
        Begin();
        return isSame ? best * Step : null;
    }

    private static void Reduce(ReadOnlySpan<short> samples, Span<float> reduced, ref float last)
    {
        for (var i = 0; i < Block; i++)
        {
            var at = samples.Slice(i * Step, Step);
            float sum = at[0] + at[1] + at[2] + at[3];
            (reduced[i], last) = (sum - (PreEmphasis * last), sum);
        }
    }

    private static float Product(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var sum = Vector<float>.Zero;
        var i = 0;
        for (; i <= a.Length - Vector<float>.Count; i += Vector<float>.Count)
            sum += new Vector<float>(a[i..]) * new Vector<float>(b[i..]);
        var total = Vector.Sum(sum);
        for (; i < a.Length; i++) total += a[i] * b[i];
        return total;
    }
}
