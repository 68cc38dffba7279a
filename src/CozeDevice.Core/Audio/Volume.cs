namespace CozeDevice.Audio;

/// <summary>The volume people set, and the gain that is left for software: 100 leaves samples untouched, 0 is silence, between
/// them it is linear in dB over 50 dB. While a card's mixer carries the volume, software only makes 0 silent.</summary>
/// <remarks><see cref="Percent"/> and <see cref="IsInHardware"/> may be used from any thread; the rest belongs to the speaker
/// thread. A change during sound is a ramp over one frame, so that it does not click. The gain is never above one: nothing
/// clips that was not clipped before.</remarks>
public sealed class Volume
{
    /// <summary>The volume of a device whose volume was never set, on a hardware mixer: 15 dB below the loudest.</summary>
    public const int HardwareDefault = 70;

    /// <summary>The volume of a device whose volume was never set, in software.</summary>
    public const int SoftwareDefault = 100;

    /// <summary>What lies between 100 % and 0 %, in dB.</summary>
    public const float SpanDb = 50;

    private const int NeverSet = -1;

    private int _percent;
    private volatile bool _isInHardware;
    private float _gain;

    /// <summary>Starts at a volume.</summary>
    /// <param name="percent">0 to 100; what is outside is brought inside. Null starts at the default of whatever carries the
    /// volume.</param>
    /// <param name="max">The loudest that may be set, 1 to 100: for toys.</param>
    public Volume(int? percent = SoftwareDefault, int max = 100)
    {
        Max = Math.Clamp(max, 1, 100);
        _percent = percent is { } set ? Math.Clamp(set, 0, Max) : NeverSet;
        Settle();
    }

    /// <summary>The loudest that may be set, in percent.</summary>
    public int Max { get; }

    /// <summary>0 to <see cref="Max"/>; what is outside is brought inside.</summary>
    public int Percent
    {
        get => PercentOn(_isInHardware);
        set => Volatile.Write(ref _percent, Math.Clamp(value, 0, Max));
    }

    /// <summary>Whether the volume was set at all: by hand, by configuration, or remembered.</summary>
    public bool IsSet => Volatile.Read(ref _percent) != NeverSet;

    /// <summary>Whether a card's mixer carries the volume. Set after the mixer has taken it, so that nothing is ever louder
    /// than asked.</summary>
    public bool IsInHardware
    {
        get => _isInHardware;
        set => _isInHardware = value;
    }

    private float Target
    {
        get
        {
            var isInHardware = _isInHardware;
            var percent = PercentOn(isInHardware);
            return isInHardware && percent > 0 ? 1 : Gain(percent);
        }
    }

    /// <summary>The percentage this would be if the volume were carried there.</summary>
    /// <param name="isInHardware">By a card's mixer, or by software.</param>
    public int PercentOn(bool isInHardware)
    {
        var percent = Volatile.Read(ref _percent);
        return percent != NeverSet ? percent : Math.Min(isInHardware ? HardwareDefault : SoftwareDefault, Max);
    }

    /// <summary>The factor of a percentage in software.</summary>
    /// <param name="percent">0 to 100.</param>
    public static float Gain(int percent) => percent switch
    {
        >= 100 => 1,
        <= 0 => 0,
        _ => MathF.Pow(10, (percent - 100) * SpanDb / 100 / 20),
    };

    /// <summary>A new stream begins after silence: it starts at the volume as it is, without a ramp.</summary>
    public void Settle() => _gain = Target;

    /// <summary>Applies the volume.</summary>
    /// <param name="frame">20 ms of sound, changed in place.</param>
    public void Apply(Span<short> frame)
    {
        var target = Target;
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
