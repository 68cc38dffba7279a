using System.Globalization;

namespace CozeDevice.Simulator;

/// <summary>Makes log ids, one for each connection or request: a time stamp and a number in hexadecimal.</summary>
internal static class LogIds
{
    private static long Last = Random.Shared.NextInt64(1L << 40);

    /// <summary>The next log id.</summary>
    internal static string Next() => string.Create(
        CultureInfo.InvariantCulture,
        $"{DateTimeOffset.UtcNow:yyyyMMddHHmmss}{Interlocked.Increment(ref Last):X18}");
}
