using System.Diagnostics;
using Xunit;
using Xunit.Sdk;

namespace CozeDevice.Tests.Support.Endurance;

/// <summary>Runs the body of a test in a process of its own, so that heap, descriptors, threads and lost exceptions are those of this
/// test alone while the rest of the suite goes on beside it.</summary>
internal static class Alone
{
    private const string Marker = "COZEDEVICE_TEST_ALONE";

    /// <summary>Runs the body: here if this process was started for it, else in a new one, whose figures are printed here.</summary>
    /// <param name="output">The output of the test.</param>
    /// <param name="seconds">How long the process may take.</param>
    /// <param name="body">The test; told where its figures go.</param>
    public static async Task RunAsync(ITestOutputHelper output, double seconds, Func<Action<string>, Task> body)
    {
        if (Environment.GetEnvironmentVariable(Marker) is { Length: > 0 } figures)
        {
            await body(line => File.AppendAllText(figures, line + "\n")).Within(seconds, "the test in its own process");
            return;
        }
        using var directory = new TempDirectory();
        string file = directory["figures"];
        ITest test = TestContext.Current.Test!;
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList =
            {
                typeof(Alone).Assembly.Location, "--no-ansi", "--no-progress", "--filter-method",
                $"{test.TestCase.TestClass!.TestClassName}.{test.TestCase.TestMethod!.MethodName}",
            },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment[Marker] = file;
        using Process process = Process.Start(start)!;
        try
        {
            Task<string> said = process.StandardOutput.ReadToEndAsync(), wrong = process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync().Within(seconds + 30);
            string told = await said.Within(10) + await wrong.Within(10);
            output.WriteLine(File.Exists(file) ? (await File.ReadAllTextAsync(file)).TrimEnd() : "no figures");
            Assert.True(process.ExitCode == 0, $"the process of this test ended with {process.ExitCode}:\n{told}");
        }
        finally
        {
            if (!process.HasExited)
                process.Kill();
        }
    }
}
