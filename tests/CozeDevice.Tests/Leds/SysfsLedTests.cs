using CozeDevice.Linux.Leds;
using CozeDevice.Panel;
using Xunit;

namespace CozeDevice.Tests.Leds;

public sealed class SysfsLedTests : IDisposable
{
    private readonly LedClassTree _leds = new();

    [Theory]
    [InlineData(255, 1f, "255")]
    [InlineData(255, 0.5f, "128")]
    [InlineData(255, 0.001f, "1")] // lit is never rounded to nothing
    [InlineData(255, 0f, "0")]
    [InlineData(7, 0.5f, "4")]
    [InlineData(1, 1f, "1")]
    public void Light_is_scaled_to_the_steps_the_kernel_has(int max, float share, string written)
    {
        _leds.Add("lamp", max);
        using SysfsLed led = Open("lamp");

        led.Show([new LedLight(share, 0, share)]);

        Assert.Equal(written, _leds.Read("lamp", "brightness"));
    }

    [Fact]
    public void An_LED_that_knows_two_steps_is_not_dimmed_and_neither_is_one_on_a_GPIO_line_whatever_the_kernel_says()
    {
        _leds.Add("two", max: 1);
        _leds.Add("line", max: 255, driver: "leds-gpio");
        _leds.Add("chip", max: 255, driver: "leds-pca963x");

        Assert.Equal(LedTraits.OnOff, Traits("two"));
        Assert.Equal(LedTraits.OnOff, Traits("line"));
        Assert.Equal(LedTraits.Dimmable, Traits("chip"));
    }

    [Theory]
    [InlineData("none timer [mmc0] heartbeat", "mmc0")]
    [InlineData("none [actpwr] timer", "actpwr")]
    [InlineData("none timer mmc0 [heartbeat]", "none")] // would make a dead agent look alive
    [InlineData("none [timer] mmc0", "none")]
    [InlineData("[none] timer mmc0", "none")]
    public void The_trigger_is_taken_away_and_given_back_unless_it_blinks_by_itself(string before, string after)
    {
        _leds.Add("ACT", trigger: before);
        SysfsLed led = Open("ACT");
        Assert.Equal("none", _leds.Read("ACT", "trigger").Replace("[none]", "none", StringComparison.Ordinal).Split(' ')[0]);

        led.Dispose();

        Assert.Equal(after, _leds.Read("ACT", "trigger").Replace("[none]", "none", StringComparison.Ordinal).Split(' ')[0]);
    }

    [Fact]
    public void The_boards_own_LED_has_another_name_on_older_kernels()
    {
        _leds.Add("led0");
        using SysfsLed led = Open("ACT");
        led.Show([new LedLight(1, 1, 1)]);
        Assert.Equal("255", _leds.Read("led0", "brightness"));
    }

    [Fact]
    public void A_name_that_is_not_there_is_told_with_those_that_are()
    {
        _leds.Add("PWR");
        _leds.Add("ACT");
        var failure = Assert.Throws<LedException>(() => Open("AKT"));
        Assert.Equal($"{_leds.Root}/AKT: does not exist; there are ACT, PWR", failure.Message);
    }

    [Fact]
    public void Three_LEDs_are_one_colour_LED()
    {
        foreach (string name in (string[])["r", "g", "b"])
            _leds.Add(name);
        using SysfsLed led = Open("r", "g", "b");

        led.Show([new LedLight(1, 0.5f, 0)]);

        Assert.Equal(LedTraits.Colour, led.Traits);
        Assert.Equal(["255", "128", "0"], ((string[])["r", "g", "b"]).Select(name => _leds.Read(name, "brightness")));
    }

    [Theory]
    [InlineData("red green blue", "255 128 0")]
    [InlineData("green red blue", "128 255 0")]
    [InlineData("blue green red", "0 128 255")]
    public void A_multicolor_LED_is_written_in_the_order_of_its_driver(string order, string written)
    {
        _leds.Add("rgb:status", colours: order);
        using SysfsLed led = Open("rgb:status");

        led.Show([new LedLight(1, 0.5f, 0)]);

        Assert.Equal(LedTraits.Colour, led.Traits);
        Assert.Equal(written, _leds.Read("rgb:status", "multi_intensity"));
        Assert.Equal("255", _leds.Read("rgb:status", "brightness"));
    }

    [Fact]
    public void When_one_of_three_is_missing_the_others_are_given_back()
    {
        _leds.Add("r", trigger: "none [mmc0]");
        Assert.Throws<LedException>(() => Open("r", "g", "b"));
        Assert.Equal("mmc0", _leds.Read("r", "trigger"));
    }

    [Fact]
    public void A_dead_agent_is_shown_by_the_kernel_with_no_process_behind()
    {
        _leds.Add("ACT", trigger: "none timer [mmc0]");
        SysfsLed led = Open("ACT");
        int waits = 0;

        led.ShowDead(() =>
        {
            // The kernel makes the files when the trigger is set, and udev gives them to us a little later.
            if (++waits < 3)
                return true;
            Assert.Equal("timer", _leds.Read("ACT", "trigger"));
            _leds.Write("ACT", "delay_on", "500\n");
            _leds.Write("ACT", "delay_off", "500\n");
            return true;
        });

        Assert.Equal(("1000", "9000"), (_leds.Read("ACT", "delay_on"), _leds.Read("ACT", "delay_off")));
        Assert.Equal("timer", _leds.Read("ACT", "trigger"));
    }

    [Fact]
    public void A_kernel_that_cannot_blink_leaves_the_LED_dark()
    {
        _leds.Add("ACT", trigger: "none [mmc0]");
        SysfsLed led = Open("ACT");
        led.Show([new LedLight(1, 1, 1)]);

        Assert.Throws<LedException>(() => led.ShowDead(() => false));

        Assert.Equal("0", _leds.Read("ACT", "brightness"));
        Assert.Equal("mmc0", _leds.Read("ACT", "trigger"));
    }

    [Fact]
    public void Drawing_allocates_nothing()
    {
        _leds.Add("lamp");
        using SysfsLed led = Open("lamp");
        var pixels = new LedLight[] { new(0.5f, 0, 0) };
        led.Show(pixels);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
            led.Show(pixels);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    public void Dispose() => _leds.Dispose();

    private SysfsLed Open(params string[] names) => new(names, _leds.Root);

    private LedTraits Traits(string name)
    {
        using SysfsLed led = Open(name);
        return led.Traits;
    }
}
