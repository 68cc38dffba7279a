using System.Runtime.CompilerServices;
using Xunit;

namespace CozeDevice.Tests.Alsa;

/// <summary>A test on the bench with several devices; skipped with a reason on a machine where it cannot be built.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class AlsaTheoryAttribute : TheoryAttribute
{
    public AlsaTheoryAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = 0)
        : base(file, line) => Skip = AlsaBench.Missing;
}
