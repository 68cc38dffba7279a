using CozeDevice.Linux.Leds;
using CozeDevice.Panel;
using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.Tests.Leds;

public sealed class PwmLedTests : IDisposable
{
    private readonly TempDirectory _pwm = new();

    public PwmLedTests()
    {
        _pwm.Write("pwmchip0/npwm", "4\n");
        _pwm.Write("pwmchip0/export", "");
        _pwm.Write("pwmchip0/unexport", "");
    }

    [Fact]
    public void A_channel_is_exported_run_dimmed_and_put_back()
    {
        int waits = 0;
        var led = new PwmLed("pwmchip0", [2], activeLow: false, () => ++waits == 1 ? Export(2) : waits < 5, _pwm.Path);
        Assert.Equal("2", Read("pwmchip0/export"));
        Assert.Equal(("1000000", "0", "1"), (Read("pwmchip0/pwm2/period"), Read("pwmchip0/pwm2/duty_cycle"), Read("pwmchip0/pwm2/enable")));

        led.Show([new LedLight(0.25f, 0, 0.1f)]);
        Assert.Equal("250000", Read("pwmchip0/pwm2/duty_cycle"));
        Assert.Equal(LedTraits.Dimmable, led.Traits);

        led.Dispose();
        Assert.Equal("0", Read("pwmchip0/pwm2/enable"));
        Assert.Equal("2", Read("pwmchip0/unexport"));
    }

    [Fact]
    public void Three_channels_are_one_colour_LED()
    {
        foreach (int channel in (int[])[0, 1, 3])
            Export(channel);
        using var led = new PwmLed("pwmchip0", [3, 0, 1], activeLow: false, () => false, _pwm.Path);

        led.Show([new LedLight(1, 0.5f, 0)]);

        Assert.Equal(LedTraits.Colour, led.Traits);
        Assert.Equal(
            ["1000000", "500000", "0"],
            ((int[])[3, 0, 1]).Select(channel => Read($"pwmchip0/pwm{channel}/duty_cycle")));
    }

    [Fact]
    public void A_channel_that_somebody_exported_stays_exported()
    {
        Export(0);
        new PwmLed("pwmchip0", [0], activeLow: false, () => false, _pwm.Path).Dispose();
        Assert.Equal("", File.ReadAllText(_pwm["pwmchip0/unexport"]));
    }

    [Fact]
    public void An_LED_lit_by_a_low_level_is_inversed_by_the_chip()
    {
        Export(0);
        using var led = new PwmLed("pwmchip0", [0], activeLow: true, () => false, _pwm.Path);
        Assert.Equal("inversed", Read("pwmchip0/pwm0/polarity"));
    }

    [Fact]
    public void A_longer_period_of_somebody_before_is_no_trouble()
    {
        Export(0);
        _pwm.Write("pwmchip0/pwm0/period", "20000000\n");
        _pwm.Write("pwmchip0/pwm0/duty_cycle", "9000000\n");
        using var led = new PwmLed("pwmchip0", [0], activeLow: false, () => false, _pwm.Path);
        Assert.Equal(("1000000", "0"), (Read("pwmchip0/pwm0/period"), Read("pwmchip0/pwm0/duty_cycle")));
    }

    [Theory]
    [InlineData("pwmchip7", 0, "pwmchip7: does not exist; for example dtoverlay=pwm,pin=18,func=2 in config.txt makes one")]
    [InlineData("pwmchip0", 4, "pwmchip0: has no channel 4; it has 4")]
    public void What_is_not_there_is_told_in_one_line(string chip, int channel, string message)
    {
        var failure = Assert.Throws<LedException>(() => new PwmLed(chip, [channel], activeLow: false, () => false, _pwm.Path));
        Assert.EndsWith(message, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_channel_that_udev_never_hands_over_is_given_up_and_put_back()
    {
        int waits = 0;
        Assert.Throws<LedException>(() => new PwmLed("pwmchip0", [1], activeLow: false, () => ++waits < 4, _pwm.Path));
        Assert.Equal(4, waits);
        Assert.Equal("1", Read("pwmchip0/unexport"));
    }

    public void Dispose() => _pwm.Dispose();

    private bool Export(int channel)
    {
        _pwm.Write($"pwmchip0/pwm{channel}/period", "0\n");
        _pwm.Write($"pwmchip0/pwm{channel}/duty_cycle", "0\n");
        _pwm.Write($"pwmchip0/pwm{channel}/polarity", "normal\n");
        _pwm.Write($"pwmchip0/pwm{channel}/enable", "0\n");
        return true;
    }

    private string Read(string file) => File.ReadLines(_pwm[file]).First();
}
