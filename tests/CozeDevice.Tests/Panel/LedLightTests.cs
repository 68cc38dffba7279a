using CozeDevice.Panel;
using Xunit;

namespace CozeDevice.Tests.Panel;

public sealed class LedLightTests
{
    [Theory]
    [InlineData(0xffffff, 1, 1)]
    [InlineData(0x000000, 1, 0)]
    [InlineData(0x808080, 1, 0.2158605)] // sRGB: half as bright to the eye is about a fifth of the light
    [InlineData(0x0a0a0a, 1, 0.0030353)] // the straight part of the curve
    [InlineData(0xffffff, 0.1, 0.1)]
    public void A_colour_of_the_screen_becomes_linear_light(int rgb, double level, double light)
    {
        LedLight of = LedLight.Of(rgb, level);
        Assert.Equal(light, of.Red, 5);
        Assert.Equal(light, of.Green, 5);
        Assert.Equal(light, of.Blue, 5);
    }

    [Theory]
    [InlineData(0xffa000, 1, 1, 0)] // amber: yellow
    [InlineData(0x8000ff, 1, 0, 1)] // violet: magenta
    [InlineData(0x00ffff, 0, 1, 1)]
    [InlineData(0xff0000, 1, 0, 0)]
    public void Three_lines_show_the_nearest_of_eight_colours(int rgb, float red, float green, float blue)
    {
        Assert.Equal(new LedLight(red, green, blue), LedLight.OnOff(rgb, isOn: true));
        Assert.Equal(LedLight.Dark, LedLight.OnOff(rgb, isOn: false));
    }
}
