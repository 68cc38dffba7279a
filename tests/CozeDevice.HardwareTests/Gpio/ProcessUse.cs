namespace CozeDevice.HardwareTests.Gpio;

/// <summary>What this process holds, by the kernel's own account.</summary>
internal static class ProcessUse
{
    /// <summary>Open descriptors.</summary>
    public static int Descriptors => Directory.GetFiles("/proc/self/fd").Length;

    /// <summary>Threads of a name.</summary>
    public static IReadOnlyList<string> Threads(string name) => [.. Directory.GetDirectories("/proc/self/task").Where(task =>
    {
        try
        {
            return File.ReadAllText($"{task}/comm").TrimEnd() == name;
        }
        catch (IOException)
        {
            return false; // it ended meanwhile
        }
    })];

    /// <summary>How often a thread was woken since it began.</summary>
    public static long Wakes(string task) => File.ReadLines($"{task}/status")
        .Where(line => line.Contains("voluntary_ctxt_switches", StringComparison.Ordinal) && !line.StartsWith("non", StringComparison.Ordinal))
        .Sum(line => long.Parse(line.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture));
}
