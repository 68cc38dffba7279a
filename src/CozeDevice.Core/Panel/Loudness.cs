namespace CozeDevice.Panel;

/// <summary>From decibels to how far an LED opens: fast up, slow down, as a needle of a meter moves.</summary>
public static class Loudness
{
    /// <summary>What counts as silence, in decibels below full scale.</summary>
    public const float QuietDb = -50;

    /// <summary>What counts as loud speech close to the microphone.</summary>
    public const float LoudDb = -15;

    private const double Fall = 0.3; // of the way down per picture: half a second from loud to quiet

    /// <summary>The next value.</summary>
    /// <param name="before">The value before, 0 to 1.</param>
    /// <param name="rmsDb">The level now.</param>
    /// <returns>0 for silence to 1 for loud speech.</returns>
    public static double Next(double before, float rmsDb)
    {
        double now = Math.Clamp((rmsDb - QuietDb) / (LoudDb - QuietDb), 0, 1);
        return now >= before ? now : before + (now - before) * Fall;
    }
}
