using System.Globalization;

namespace CozeDevice.HardwareTests.Board;

/// <summary>Measured times and counts, for people: printed as they come, never asserted tightly.</summary>
internal static class Figures
{
    /// <summary>Whether the long forms were asked for (<c>--long</c>).</summary>
    public static bool IsLong => Environment.GetEnvironmentVariable("COZEDEVICE_LONG") == "1";

    /// <summary>Prints one figure.</summary>
    /// <param name="what">What was measured.</param>
    /// <param name="value">With its unit.</param>
    public static void Print(string what, FormattableString value) =>
        Console.WriteLine($"figure: {what}: {value.ToString(CultureInfo.InvariantCulture)}");

    /// <summary>Prints the distribution of a time.</summary>
    /// <param name="what">What was measured.</param>
    /// <param name="times">At least one.</param>
    public static void Print(string what, IEnumerable<TimeSpan> times)
    {
        double[] sorted = [.. times.Select(time => time.TotalMilliseconds).Order()];
        Print(what, $"median {sorted[sorted.Length / 2]:0.0} ms, worst {sorted[^1]:0.0} ms of {sorted.Length}");
    }
}
