using System.Globalization;

namespace CozeDevice.Simulator;

/// <summary>Makes ids of conversations, chats, messages and files: decimal int64 in strings, never repeated.</summary>
internal static class Ids
{
    // Beyond 2^53, as the real ones are, so that a client that reads them as a double is caught. The start depends
    // on the clock so that ids of two runs differ.
    private static long Last = 7_500_000_000_000_000_000 + (DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() * 1000);

    /// <summary>The next id.</summary>
    internal static string Next() => Interlocked.Increment(ref Last).ToString(CultureInfo.InvariantCulture);
}
