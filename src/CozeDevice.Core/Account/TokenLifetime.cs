namespace CozeDevice.Account;

/// <summary>How long a token is good, whatever this board's clock says. Pure.</summary>
internal static class TokenLifetime
{
    /// <summary>How long before its end a token is replaced.</summary>
    public static readonly TimeSpan Margin = TimeSpan.FromMinutes(2);

    /// <summary>What Coze gives (protocol §8.1); assumed where the answer and the clock contradict each other.</summary>
    public static readonly TimeSpan Usual = TimeSpan.FromMinutes(15);

    // A number below this is a duration: as a point in time it would lie in 2001 or before.
    private const long FirstPointInTime = 1_000_000_000;
    private static readonly TimeSpan Longest = TimeSpan.FromDays(400);

    /// <summary>Reads <c>expires_in</c>: Coze sends a point in time under this name, RFC 6749 a duration.</summary>
    /// <param name="expiresIn">Seconds, or Unix seconds.</param>
    /// <param name="serverNow">The time the answer was sent by the clock of the service (its <c>Date</c> header), if known.</param>
    /// <param name="localNow">This board's clock, used only when there is nothing better.</param>
    /// <returns>The time left. A result that cannot be, because the clock is wrong, becomes <see cref="Usual"/>.</returns>
    public static TimeSpan Of(long expiresIn, DateTimeOffset? serverNow, DateTimeOffset localNow)
    {
        if (expiresIn is > 0 and < FirstPointInTime)
            return TimeSpan.FromSeconds(Math.Min(expiresIn, (long)Longest.TotalSeconds));
        double seconds = expiresIn - (double)(serverNow ?? localNow).ToUnixTimeSeconds();
        return seconds <= 0 || seconds > Longest.TotalSeconds ? Usual : TimeSpan.FromSeconds(seconds);
    }

    /// <summary>Whether a token with so much time left is replaced now. A short-lived one is used for half its life.</summary>
    /// <param name="left">The time left.</param>
    /// <param name="lifetime">Its whole life.</param>
    public static bool IsDue(TimeSpan left, TimeSpan lifetime) => left < (lifetime / 2 < Margin ? lifetime / 2 : Margin);
}
