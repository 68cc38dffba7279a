namespace CozeDevice.Link;

/// <summary>What the wait before the next dial depends on.</summary>
/// <param name="Failures">Attempts in a row without a healthy session, at least 1.</param>
/// <param name="OwnerMustAct">Credentials refused, or an account without credit: the slow schedule.</param>
/// <param name="SpeechWaits">An utterance is kept for sending.</param>
/// <param name="WasOnline">The session that just ended had been online.</param>
/// <param name="RetryAfter">The least wait the service asked for.</param>
public readonly record struct RetryContext(
    int Failures, bool OwnerMustAct, bool SpeechWaits, bool WasOnline, TimeSpan? RetryAfter);

/// <summary>How long to wait before the next dial: full-jitter exponential back-off (design §3). Pure.</summary>
public static class ReconnectPolicy
{
    /// <summary>The ceiling after the first failure.</summary>
    public static readonly TimeSpan FirstCeiling = TimeSpan.FromSeconds(0.5);

    /// <summary>The largest ceiling.</summary>
    public static readonly TimeSpan MaxCeiling = TimeSpan.FromSeconds(30);

    /// <summary>The wait while only the owner can help.</summary>
    public static readonly TimeSpan OwnerWait = TimeSpan.FromMinutes(5);

    /// <summary>The least wait after a failure: a server that accepts and closes is never hammered.</summary>
    public static readonly TimeSpan Floor = TimeSpan.FromMilliseconds(50);

    /// <summary>The ceiling of the wait: doubles from 0.5 s to 30 s.</summary>
    /// <param name="failures">Attempts in a row without a healthy session, at least 1.</param>
    public static TimeSpan Ceiling(int failures)
    {
        int doublings = Math.Clamp(failures - 1, 0, 6);
        TimeSpan ceiling = FirstCeiling * (1 << doublings);
        return ceiling < MaxCeiling ? ceiling : MaxCeiling;
    }

    /// <summary>The wait before the next dial.</summary>
    /// <param name="context">What happened.</param>
    /// <param name="unit">A random number in [0, 1).</param>
    public static TimeSpan Next(in RetryContext context, double unit)
    {
        if (context.OwnerMustAct)
            return Longer(OwnerWait, context.RetryAfter);
        if (context.SpeechWaits && context.Failures <= SpeechPatience)
        {
            bool atOnce = context.WasOnline && context.Failures <= RedialsAtOnce;
            return Longer(atOnce ? TimeSpan.Zero : Longer(FirstCeiling * unit, Floor), context.RetryAfter);
        }
        TimeSpan jittered = Ceiling(context.Failures) * unit;
        return Longer(Longer(jittered, Floor), context.RetryAfter);
    }

    /// <summary>Failures in a row up to which a lost session is redialled without any wait while speech waits.</summary>
    public const int RedialsAtOnce = 3;

    /// <summary>Failures in a row up to which waiting speech hurries the dial; behind it the ordinary curve applies, so
    /// that a session which dies at each utterance is not redialled in a tight loop.</summary>
    public const int SpeechPatience = 40;

    private static TimeSpan Longer(TimeSpan a, TimeSpan? b) => b > a ? b.Value : a;
}
