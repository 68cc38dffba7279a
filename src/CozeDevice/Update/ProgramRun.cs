using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace CozeDevice.Update;

/// <summary>One run of a program of the system: no shell, nothing on its input, a limit on time and on what is kept of its
/// output.</summary>
/// <param name="ExitCode">What it ended with; -1 when it did not start or not end in time.</param>
/// <param name="Out">What it wrote to its output.</param>
/// <param name="Error">What it wrote beside it.</param>
internal sealed record ProgramRun(int ExitCode, string Out, string Error)
{
    private const int MaxCharacters = 1024 * 1024;

    /// <summary>The line that explains a failure best.</summary>
    public string LastWords
    {
        get
        {
            var lines = (Out + "\n" + Error).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            return lines.LastOrDefault(line => line.StartsWith("E:", StringComparison.Ordinal) || line.Contains("error", StringComparison.Ordinal))
                ?? lines.LastOrDefault() ?? $"it ended with {ExitCode}";
        }
    }

    /// <summary>Runs it to its end.</summary>
    /// <param name="limit">How long it may take.</param>
    /// <param name="directory">Where it runs.</param>
    /// <param name="command">Its name on the path, or its path, and its arguments.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<ProgramRun> OfAsync(
        TimeSpan limit, string directory, IReadOnlyList<string> command, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = directory,
        };
        foreach (var (name, value) in (ReadOnlySpan<(string, string)>)[
            ("LC_ALL", "C.UTF-8"), ("DEBIAN_FRONTEND", "noninteractive"), ("APT_LISTCHANGES_FRONTEND", "none"), ("NEEDRESTART_SUSPEND", "1")])
        {
            start.Environment[name] = value;
        }

        // The whole limit counts, whatever the clock of a test does: these are real programs.
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        either.CancelAfter(limit);
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            return new(-1, "", e.Message);
        }

        using (process)
        {
            try
            {
                process.StandardInput.Close();
                var output = ReadAsync(process.StandardOutput, either.Token);
                var error = ReadAsync(process.StandardError, either.Token);
                await process.WaitForExitAsync(either.Token);
                return new(process.ExitCode, await output, await error);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                return new(-1, "", $"{command[0]} did not end within {limit.TotalSeconds:0} s");
            }
            finally
            {
                End(process);
            }
        }
    }

    private static async Task<string> ReadAsync(StreamReader from, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        var buffer = new char[4096];
        int length;
        while ((length = await from.ReadAsync(buffer, cancellationToken)) > 0)
            if (text.Length < MaxCharacters) text.Append(buffer, 0, length);
        return text.ToString();
    }

    private static void End(Process process)
    {
        try
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It ended meanwhile.
        }
    }
}
