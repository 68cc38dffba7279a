using CozeDevice.Linux.Gpio;
using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.Tests.Linux.Gpio;

public sealed class GpioFinderTests
{
    [Fact]
    public void A_machine_without_chips_says_so()
    {
        using var dev = new TempDirectory();

        GpioException e = Assert.Throws<GpioException>(() => new GpioFinder(dev.Path).Find(null, "GPIO17"));

        Assert.Equal(GpioProblem.NoChip, e.Problem);
        Assert.Equal("this machine has no GPIO chip", e.Message);
    }

    [Fact]
    public void A_path_that_does_not_exist_is_named()
    {
        GpioException e = Assert.Throws<GpioException>(() => new GpioFinder().Find("/dev/gpiochip_none", "GPIO17"));

        Assert.Equal("/dev/gpiochip_none does not exist", e.Message);
    }

    [Fact]
    public void A_device_that_is_no_chip_is_no_chip()
    {
        GpioException e = Assert.Throws<GpioException>(() => new GpioFinder().Find("/dev/null", "GPIO17"));

        Assert.Equal(GpioProblem.NoChip, e.Problem);
        Assert.Equal("/dev/null is no GPIO chip", e.Message);
    }

    [Fact]
    public void Chips_come_in_the_order_of_their_numbers()
    {
        using var dev = new TempDirectory();
        foreach (string name in new[] { "gpiochip10", "gpiochip2", "gpiochip0", "gpiomem" })
            File.WriteAllText(Path.Combine(dev.Path, name), "");

        Assert.Equal(["gpiochip0", "gpiochip2", "gpiochip10"], new GpioFinder(dev.Path).Paths().Select(Path.GetFileName));
    }
}
