using System.Diagnostics;

namespace CozeDevice.Tests.Support;

/// <summary>The program as a process of its own, for what belongs to a whole process, such as libasound's configuration.</summary>
internal sealed record CliProcess(int ExitCode, string Out, string Error)
{
    private const double Limit = 60;

    /// <summary>Runs it to its end.</summary>
    /// <param name="environment">Added to that of the tests.</param>
    /// <param name="arguments">Its arguments.</param>
    public static async Task<CliProcess> RunAsync(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "cozedevice.dll"));
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        foreach (var (name, value) in environment) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        try
        {
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync();
            var error = process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync().Within(Limit);
            return new(process.ExitCode, await output.Within(Limit), await error.Within(Limit));
        }
        finally
        {
            if (!process.HasExited) process.Kill();
        }
    }
}
