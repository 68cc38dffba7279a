using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Xunit;

namespace CozeDevice.Tests.Linux;

/// <summary>A test that needs libspeexdsp; skipped with a reason on a machine without it.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SpeexFactAttribute : FactAttribute
{
    public SpeexFactAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = 0)
        : base(file, line)
    {
        if (!IsInstalled) Skip = "libspeexdsp.so.1 is not installed";
    }

    /// <summary>Whether the library is there.</summary>
    public static bool IsInstalled => NativeLibrary.TryLoad("libspeexdsp.so.1", out _);
}
