using CozeDevice.Linux.Alsa;
using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.Tests.Alsa;

public sealed class RateConvertersTests : IDisposable
{
    private readonly TempDirectory _root = new();

    [Theory]
    [InlineData("usr/lib/aarch64-linux-gnu/alsa-lib/libasound_module_rate_speexrate.so", true)]
    [InlineData("usr/lib/arm-linux-gnueabihf/alsa-lib/libasound_module_rate_samplerate.so", true)]
    [InlineData("usr/lib64/alsa-lib/libasound_module_rate_speexrate.so", true)]
    [InlineData("usr/lib/aarch64-linux-gnu/alsa-lib/libasound_module_pcm_pulse.so", false)]
    public void A_converter_that_filters_is_found_where_the_distributions_put_it(string file, bool isFound)
    {
        _root.Write(file, "");

        Assert.Equal(isFound, RateConverters.HasFilter(configured: null, _root.Path));
    }

    [Fact]
    public void A_directory_of_ones_own_is_the_only_one_looked_at()
    {
        _root.Write("own/libasound_module_rate_speexrate.so", "");

        Assert.True(RateConverters.HasFilter(_root["own"], "/nowhere"));
        Assert.False(RateConverters.HasFilter(_root["other"], _root.Path));
    }

    public void Dispose() => _root.Dispose();
}
