using Xunit;

namespace CozeDevice.Tests.Alsa;

/// <summary>Tests against a device that moves by the clock: they run alone, one after the other.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class RealTimeAudio
{
    public const string Name = "real-time audio";
}
