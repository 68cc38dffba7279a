using System.Runtime.CompilerServices;
using Xunit;

namespace CozeDevice.Tests.Alsa.Mixer;

/// <summary>A test on a mixer made of C; skipped with a reason where it cannot be built.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class MixerFactAttribute : FactAttribute
{
    public MixerFactAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = 0)
        : base(file, line)
    {
        Skip = MixerPlugin.Missing;
    }
}
