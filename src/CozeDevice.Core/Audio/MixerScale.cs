namespace CozeDevice.Audio;

/// <summary>Percent on a card's mixer: linear in dB, as in software. 100 % is 0 dB, or the loudest of a card that stays below;
/// 1 % is close to 50 dB less, or to the quietest of a card that has less. 0 % is silence and no place on this scale.</summary>
/// <remarks>Pure. Above 0 dB cards distort, so it is never asked for.</remarks>
public readonly record struct MixerScale
{
    /// <summary>An element whose volume moves by less is a gain stage (say, 0 to 12 dB of an amplifier), not a volume.</summary>
    public const double LeastSpanDb = 10;

    private MixerScale(double bottomDb, double topDb) => (BottomDb, TopDb) = (bottomDb, topDb);

    /// <summary>Where 0 % would be, in dB.</summary>
    public double BottomDb { get; }

    /// <summary>Where 100 % is, in dB.</summary>
    public double TopDb { get; }

    /// <summary>Whether volume can be made with it.</summary>
    public bool IsUsable => TopDb - BottomDb >= LeastSpanDb;

    /// <summary>The scale of an element.</summary>
    /// <param name="minDb">Its quietest step that is not silence, in dB.</param>
    /// <param name="maxDb">Its loudest step, in dB.</param>
    public static MixerScale Of(double minDb, double maxDb)
    {
        var top = Math.Min(maxDb, 0);
        return new MixerScale(Math.Max(minDb, top - Volume.SpanDb), top);
    }

    /// <summary>The decibels of a percentage.</summary>
    /// <param name="percent">1 to 100; what is outside is brought inside.</param>
    public double Decibels(int percent) =>
        TopDb - ((TopDb - BottomDb) * (100 - Math.Clamp(percent, 1, 100)) / 100);

    /// <summary>The percentage of a level found on the mixer.</summary>
    /// <param name="decibels">Below the bottom is silence.</param>
    /// <returns>0 to 100; what can be heard has at least 1.</returns>
    public int Percent(double decibels)
    {
        if (double.IsNaN(decibels) || decibels < BottomDb) return 0;
        if (decibels >= TopDb) return 100;
        return Math.Clamp((int)Math.Round(100 - (100 * (TopDb - decibels) / (TopDb - BottomDb))), 1, 100);
    }
}
