using System.Runtime.CompilerServices;
using Xunit;

namespace CozeDevice.Tests.Linux;

/// <summary>A test with several rooms that needs libspeexdsp; skipped with a reason on a machine without it.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SpeexTheoryAttribute : TheoryAttribute
{
    public SpeexTheoryAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = 0)
        : base(file, line)
    {
        if (!SpeexFactAttribute.IsInstalled) Skip = "libspeexdsp.so.1 is not installed";
    }
}
