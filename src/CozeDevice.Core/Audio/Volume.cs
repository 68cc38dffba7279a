namespace CozeDevice.Audio;

/// <summary>The software volume: 100 leaves samples untouched, 0 is silence, between them it is linear in dB over 50 dB.</summary>
/// <remarks><see cref="Percent"/> may be used from any thread; the rest belongs to the speaker thread. A change during sound is
/// a ramp over one frame, so that it does not click.</remarks>
public sealed class Volume
{
    private const float RangeDb = 50;

    private int _percent;
    private float _gain;

    /// <summary>Starts at a volume.</summary>
    /// <param name="percent">0 to 100; what is outside is brought inside.</param>
    public Volume(int percent = 100)
    {
        Percent = percent;
        Settle();
    }

    /// <summary>0 to 100; what is outside is brought inside.</summary>
    public int Percent
    {
        get => Volatile.Read(ref _percent);
        set => Volatile.Write(ref _percent, Math.Clamp(value, 0, 100));
    }

    /// <summary>The factor of a percentage.</summary>
    /// <param name="percent">0 to 100.</param>
    public static float Gain(int percent) => percent switch
    {
        >= 100 => 1,
        <= 0 => 0,
        _ => MathF.Pow(10, (percent - 100) * RangeDb / 100 / 20),
    };

    /// <summary>A new stream begins after silence: it starts at the volume as it is, without a ramp.</summary>
    public void Settle() => _gain = Gain(Percent);

    /// <summary>Applies the volume.</summary>
    /// <param name="frame">20 ms of sound, changed in place.</param>
    public void Apply(Span<short> frame)
    {
        var target = Gain(Percent);
        var gain = _gain;
        var step = (target - gain) / frame.Length;
        _gain = target;
        if (step == 0 && target == 1) return;
        for (var i = 0; i < frame.Length; i++)
        {
            gain += step;
            frame[i] = (short)Math.Clamp((int)MathF.Round(frame[i] * gain), short.MinValue, short.MaxValue);
        }
    }
}
