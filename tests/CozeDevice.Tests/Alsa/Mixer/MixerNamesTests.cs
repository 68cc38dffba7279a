using CozeDevice.Linux.Alsa;
using Xunit;

namespace CozeDevice.Tests.Alsa.Mixer;

public sealed class MixerNamesTests
{
    [Theory]
    [InlineData("Headphone Speaker Playback", "Playback")] // a WM8960 board: the DAC feeds both outputs
    [InlineData("Mic PCM", "PCM")]
    [InlineData("Speaker Master", "Master")]
    [InlineData("Analogue Digital", "Digital")]
    [InlineData("Mic Line Sidetone", null)]
    [InlineData("Master/raw Speaker", "Speaker")] // a control that knows decibels before one that does not
    [InlineData("Master/raw Mic", "Master")]
    [InlineData("", null)]
    public void The_control_nearest_to_everything_the_card_plays_is_the_volume(string controls, string? expected)
    {
        var elements = controls.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(name => (name.Split('/')[0], 0u, !name.EndsWith("/raw", StringComparison.Ordinal))).ToList();

        var chosen = MixerNames.Choose(elements);

        Assert.Equal(expected, chosen < 0 ? null : elements[chosen].Item1);
    }

    [Fact]
    public void The_second_of_a_name_is_written_with_its_number() =>
        Assert.Equal(("PCM", "PCM,1"), (MixerNames.Written("PCM", 0), MixerNames.Written("PCM", 1)));
}
