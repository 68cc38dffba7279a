using System.Diagnostics;

namespace CozeDevice.HardwareTests.Board;

/// <summary>Attributes of sysfs, configfs and procfs: written in one piece, and waited for.</summary>
internal static class KernelFile
{
    private const int PollMs = 2;

    /// <summary>Writes a value as <c>echo</c> does.</summary>
    public static void Write(string path, string value)
    {
        // Not File.WriteAllText: it would truncate first, which some attributes refuse.
        using var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        file.Write(System.Text.Encoding.ASCII.GetBytes(value + "\n"));
    }

    /// <summary>Reads a value without its line end.</summary>
    public static string Read(string path) => File.ReadAllText(path).TrimEnd();

    /// <summary>Waits until something is so. The kernel says it; nothing here counts on time.</summary>
    /// <param name="isSo">Asked every two milliseconds.</param>
    /// <param name="what">For the message.</param>
    /// <param name="seconds">The limit.</param>
    /// <returns>How long it took.</returns>
    public static async Task<TimeSpan> UntilAsync(Func<bool> isSo, string what, double seconds = 30)
    {
        var watch = Stopwatch.StartNew();
        while (!isSo())
        {
            if (watch.Elapsed.TotalSeconds > seconds) throw new TimeoutException($"not within {seconds} s: {what}");
            await Task.Delay(PollMs);
        }
        return watch.Elapsed;
    }
}
