using CozeDevice.Linux.Alsa;
using Xunit;

namespace CozeDevice.Tests.Alsa;

public sealed class ChannelMixTests
{
    [Fact]
    public void One_channel_is_left_as_it_is() => Assert.Equal([1, -2, 3], Down([1, -2, 3], 1));

    [Fact]
    public void Two_channels_are_averaged_so_that_a_microphone_on_either_side_is_heard() =>
        Assert.Equal([50, -50, 32_767, -32_768], Down([100, 0, 0, -100, 32_767, 32_767, -32_768, -32_768], 2));

    [Fact]
    public void Of_an_array_the_first_channel_is_taken() => Assert.Equal([1, 5], Down([1, 2, 3, 4, 5, 6, 7, 8], 4));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    public void A_speaker_gets_the_sound_on_every_channel(int channels)
    {
        var frames = new short[3 * channels];
        ChannelMix.Up([1, 2, 3], channels, frames);

        Assert.Equal(Enumerable.Range(0, 3 * channels).Select(i => (short)((i / channels) + 1)), frames);
    }

    private static short[] Down(short[] frames, int channels)
    {
        var mono = new short[frames.Length / channels];
        ChannelMix.Down(frames, channels, mono);
        return mono;
    }
}
