using CozeDevice.Programs;

namespace CozeDevice.Update;

/// <summary>Programs of the system in an update: nobody is there to be asked.</summary>
internal static class UnattendedProgram
{
    /// <summary>Runs one to its end. The whole limit counts, whatever the clock of a test does: these are real programs.</summary>
    /// <param name="limit">How long it may take.</param>
    /// <param name="directory">Where it runs.</param>
    /// <param name="command">Its name on the path, or its path, and its arguments.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static Task<ProgramEnd> RunAsync(
        TimeSpan limit, string directory, IReadOnlyList<string> command, CancellationToken cancellationToken) =>
        new SystemProgram(command, limit) { Directory = directory, Environment = MakeQuiet }.RunAsync(cancellationToken);

    /// <summary>The line that explains a failure best.</summary>
    public static string LastWords(ProgramEnd run)
    {
        var lines = (run.Out + "\n" + run.Error).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return lines.LastOrDefault(line => line.StartsWith("E:", StringComparison.Ordinal) || line.Contains("error", StringComparison.Ordinal))
            ?? lines.LastOrDefault() ?? $"it ended with {run.ExitCode}";
    }

    private static void MakeQuiet(IDictionary<string, string?> environment)
    {
        environment["LC_ALL"] = "C.UTF-8";
        environment["DEBIAN_FRONTEND"] = "noninteractive";
        environment["APT_LISTCHANGES_FRONTEND"] = "none";
        environment["NEEDRESTART_SUSPEND"] = "1";
    }
}
