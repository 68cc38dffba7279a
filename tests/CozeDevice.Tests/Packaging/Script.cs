using System.Diagnostics;
using CozeDevice.Tests.Support;

namespace CozeDevice.Tests.Packaging;

/// <summary>One run of a program or script, with an environment that is all its own if one is given.</summary>
internal sealed record Script(int ExitCode, string Out, string Error)
{
    private const double Limit = 300;
    private const double LongLimit = 1_800;

    /// <summary>Runs it to its end.</summary>
    /// <param name="environment">Its whole environment; null gives it that of the tests.</param>
    /// <param name="program">Its path.</param>
    /// <param name="arguments">Its arguments.</param>
    public static Task<Script> RunAsync(
        IReadOnlyDictionary<string, string>? environment, string program, params IReadOnlyList<string> arguments) =>
        RunAsync(environment, Limit, program, arguments);

    /// <summary>Runs one that takes many minutes, with the environment of the tests.</summary>
    public static Task<Script> RunLongAsync(string program, params IReadOnlyList<string> arguments) => RunAsync(null, LongLimit, program, arguments);

    /// <summary>Runs it to its end.</summary>
    /// <param name="environment">Its whole environment; null gives it that of the tests.</param>
    /// <param name="limit">Seconds it may take.</param>
    /// <param name="program">Its path.</param>
    /// <param name="arguments">Its arguments.</param>
    public static async Task<Script> RunAsync(
        IReadOnlyDictionary<string, string>? environment, double limit, string program, params IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (environment is not null)
        {
            start.Environment.Clear();
            foreach (var (name, value) in environment) start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        try
        {
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync();
            var error = process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync().Within(limit);
            return new(process.ExitCode, await output.Within(limit), await error.Within(limit));
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }

    /// <summary>Writes a file that can be run.</summary>
    public static string Write(TempDirectory directory, string name, string text)
    {
        // By a shell: what is open for writing here is also open in a process that another test forks meanwhile, and a file that is
        // open for writing cannot be run ("text file busy"; a shell that looks for a program then takes the next one of that name).
        string path = directory[name];
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var shell = Process.Start(
            new ProcessStartInfo("/bin/sh", ["-c", "cat > \"$0\" && chmod 700 \"$0\"", path]) { RedirectStandardInput = true })!;
        shell.StandardInput.Write(text);
        shell.StandardInput.Close();
        Xunit.Assert.True(shell.WaitForExit(TimeSpan.FromSeconds(Limit)) && shell.ExitCode == 0, $"{path} was not written");
        return path;
    }
}
