namespace CozeDevice.Audio;

/// <summary>One band of the microphone's sound, and how far it stands out of its noise.</summary>
/// <remarks>The floor is the least smoothed power of the last three seconds: nobody speaks so long without a gap. It falls at once
/// and rises when the noise has risen for as long. Owned by one thread; allocates nothing after construction.</remarks>
internal sealed class NoiseBand
{
    private const int StretchFrames = 200 / AudioFormat.FrameMs;
    private const int Stretches = 15;
    private const float Smoothing = 0.15f; // of the power the floor follows, a frame
    private const float LeastDb = 20; // of a squared sample: digital silence and the last bits are no noise to stand out of
    private const float BiasDb = 1.5f; // the least of many is below the mean

    private readonly float _b0;
    private readonly float _a1;
    private readonly float _a2;
    private readonly float[] _least = new float[Stretches]; // of each stretch, in decibels
    private float _x1;
    private float _x2;
    private float _y1;
    private float _y2;
    private float _power;
    private float _smooth;
    private int _frames; // of the running stretch
    private int _stretch;
    private bool _isNew = true;

    /// <summary>Makes a band-pass of second order.</summary>
    /// <param name="centre">In hertz.</param>
    /// <param name="width">Between the points 3 dB down, in hertz.</param>
    public NoiseBand(double centre, double width)
    {
        var omega = 2 * Math.PI * centre / AudioFormat.SampleRate;
        var alpha = Math.Sin(omega) * width / (2 * centre);
        _b0 = (float)(alpha / (1 + alpha));
        _a1 = (float)(-2 * Math.Cos(omega) / (1 + alpha));
        _a2 = (float)((1 - alpha) / (1 + alpha));
    }

    /// <summary>Takes the next frame.</summary>
    /// <param name="frame">20 ms.</param>
    /// <returns>How far it stands out of the noise, in decibels.</returns>
    public float Add(ReadOnlySpan<short> frame)
    {
        var power = Filter(frame);
        var mean = _isNew ? power : (power + _power) / 2; // of two frames: it ends with the word
        _power = power;
        _smooth = _isNew ? power : _smooth + ((power - _smooth) * Smoothing);
        Follow(Decibels(_smooth));
        return Decibels(mean) - Floor();
    }

    /// <summary>Nothing is known any more.</summary>
    public void Reset()
    {
        _isNew = true;
        _x1 = _x2 = _y1 = _y2 = 0;
    }

    private static float Decibels(float power) => Math.Max(LeastDb, 10 * MathF.Log10(power + 1));

    private float Filter(ReadOnlySpan<short> frame)
    {
        float x1 = _x1, x2 = _x2, y1 = _y1, y2 = _y2, energy = 0;
        foreach (var sample in frame)
        {
            var y = (_b0 * (sample - x2)) - (_a1 * y1) - (_a2 * y2);
            (x2, x1, y2, y1) = (x1, sample, y1, y);
            energy += y * y;
        }

        (_x1, _x2, _y1, _y2) = (x1, x2, y1, y2);
        return energy / frame.Length;
    }

    private void Follow(float level)
    {
        if (_isNew) _least.AsSpan().Fill(level);
        _isNew = false;
        if (++_frames > StretchFrames)
        {
            _frames = 1;
            _stretch = (_stretch + 1) % Stretches;
            _least[_stretch] = level;
        }

        if (level < _least[_stretch]) _least[_stretch] = level;
    }

    private float Floor()
    {
        var floor = _least[0];
        foreach (var least in _least)
        {
            if (least < floor) floor = least;
        }

        return floor + BiasDb;
    }
}
