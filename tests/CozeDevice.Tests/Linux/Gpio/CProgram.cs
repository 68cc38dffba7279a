using System.Diagnostics;
using System.Runtime.CompilerServices;
using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.Tests.Linux.Gpio;

/// <summary>A C program of assertions. It is compiled, never run: a wrong layout does not compile.</summary>
internal static class CProgram
{
    /// <summary>Fails with the compiler's words if an assertion does not hold.</summary>
    /// <param name="headers">What is included.</param>
    /// <param name="assertions">C expressions that must be true.</param>
    public static async Task Holds(IEnumerable<string> headers, IEnumerable<string> assertions)
    {
        using var directory = new TempDirectory();
        string file = Path.Combine(directory.Path, "layout.c");
        await File.WriteAllLinesAsync(file,
        [
            .. headers.Select(header => $"#include <{header}>"),
            .. assertions.Select(assertion => $"_Static_assert({assertion}, \"{assertion}\");"),
        ]);
        using var gcc = Process.Start(new ProcessStartInfo("gcc", ["-std=c11", "-fsyntax-only", file]) { RedirectStandardError = true })!;
        string complaints = await gcc.StandardError.ReadToEndAsync().Within(60);
        await gcc.WaitForExitAsync().Within(60);
        Assert.True(gcc.ExitCode == 0, complaints);
    }
}

/// <summary>A test that needs gcc; skipped with a reason on a machine without it.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class GccFactAttribute : FactAttribute
{
    public GccFactAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = 0)
        : base(file, line)
    {
        string[] path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':');
        if (!path.Any(directory => File.Exists(Path.Combine(directory, "gcc")))) Skip = "gcc is not installed";
        else if (!File.Exists("/usr/include/linux/gpio.h")) Skip = "the kernel's headers are not installed";
    }
}
