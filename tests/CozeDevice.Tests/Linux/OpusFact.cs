using System.Runtime.CompilerServices;
using CozeDevice.Linux.Opus;
using Xunit;

namespace CozeDevice.Tests.Linux;

/// <summary>A test that needs libopus; skipped with a reason on a machine without it.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class OpusFactAttribute : FactAttribute
{
    public OpusFactAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = 0)
        : base(file, line)
    {
        if (!new LinuxCodecs().HasOpus) Skip = "libopus.so.0 is not installed";
    }
}
