namespace CozeDevice.Rest;

/// <summary>Whether and when a call is made again. Pure.</summary>
internal static class RetryRule
{
    /// <summary>Attempts in all.</summary>
    internal const int MaxAttempts = 3;

    private const double FirstSeconds = 0.5;

    /// <summary>The wait before the next attempt, or null to give up.</summary>
    /// <param name="attempt">The attempt that failed, from 1.</param>
    /// <param name="failure">How.</param>
    /// <param name="isRepeatable">Whether doing it twice is the same as doing it once. Anything else is made again only
    /// where nothing left this machine.</param>
    /// <param name="left">What is left of the deadline.</param>
    /// <param name="random">From 0 to 1.</param>
    internal static TimeSpan? Next(int attempt, RestException failure, bool isRepeatable, TimeSpan left, double random)
    {
        if (attempt >= MaxAttempts || !failure.IsPassing)
            return null;
        if (!isRepeatable && failure.Failure != RestFailure.NotConnected)
            return null;
        // Half fixed, half drawn: never at once, and never all devices together.
        var ceiling = FirstSeconds * (1 << (attempt - 1));
        var wait = TimeSpan.FromSeconds((ceiling / 2) + (ceiling / 2 * random));
        if (failure.RetryAfter is { } asked && asked > wait)
            wait = asked;
        return wait < left ? wait : null;
    }
}
