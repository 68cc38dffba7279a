using CozeDevice.Linux.Leds;
using CozeDevice.Linux.Posix;
using CozeDevice.Linux.Spi;
using CozeDevice.Panel;
using Xunit;

namespace CozeDevice.Tests.Leds;

public sealed class StripLedTests
{
    [Fact]
    public void A_picture_is_one_transfer()
    {
        var port = new RecordingPort();
        using var led = new StripLed(port, "/dev/spidev0.0", new Apa102Frame(), 3);

        led.Show([new LedLight(1, 0, 0), LedLight.Dark, LedLight.Dark]);
        led.Show(new LedLight[3]);

        Assert.Equal(new LedTraits(3, HasColour: true, CanDim: true), led.Traits);
        Assert.Equal(["00000000FF0000FFE0000000E00000000000000000", "00000000E0000000E0000000E00000000000000000"], port.Sent);
    }

    [Fact]
    public void Disposing_closes_the_device()
    {
        var port = new RecordingPort();
        new StripLed(port, "/dev/spidev0.0", new Ws2812Frame(), 1).Dispose();
        Assert.True(port.IsDisposed);
    }

    [Theory]
    [InlineData(Errno.EIO, "/dev/spidev0.0: SPI_IOC_MESSAGE(1) /dev/spidev0.0: Input/output error")]
    [InlineData(Errno.EPERM, "/dev/spidev0.0: is not allowed to this service; add DeviceAllow=char-spi rw to the unit")]
    public void A_transfer_that_fails_is_told_in_one_line(int errno, string message)
    {
        var port = new RecordingPort { Failure = new PosixException("SPI_IOC_MESSAGE(1)", "/dev/spidev0.0", errno) };
        using var led = new StripLed(port, "/dev/spidev0.0", new Apa102Frame(), 1);

        var failure = Assert.Throws<LedException>(() => led.Show(new LedLight[1]));

        Assert.Equal(message, failure.Message);
        Assert.Equal("/dev/spidev0.0", failure.Device);
    }

    [Fact]
    public void A_missing_device_says_how_to_enable_it()
    {
        var failure = Assert.Throws<LedException>(() => StripLed.Open("/dev/spidev9.9", new Apa102Frame(), 1, null, null));
        Assert.Equal("/dev/spidev9.9: does not exist; enable SPI: dtparam=spi=on in /boot/firmware/config.txt, then reboot", failure.Message);
    }

    [Fact]
    public void A_device_of_another_kind_is_named_as_such()
    {
        var failure = Assert.Throws<LedException>(() => StripLed.Open("/dev/null", new Ws2812Frame(), 1, null, null));
        Assert.Equal("/dev/null: is no SPI device", failure.Message);
    }

    [Fact]
    public void Drawing_allocates_nothing()
    {
        using var led = new StripLed(new SilentPort(), "x", new Ws2812Frame(), 12);
        var pixels = new LedLight[12];
        led.Show(pixels);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
            led.Show(pixels);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private sealed class RecordingPort : ISpiPort
    {
        public List<string> Sent { get; } = [];

        public PosixException? Failure { get; init; }

        public bool IsDisposed { get; private set; }

        public void Send(ReadOnlySpan<byte> bytes)
        {
            if (Failure is not null)
                throw Failure;
            Sent.Add(Convert.ToHexString(bytes));
        }

        public void Dispose() => IsDisposed = true;
    }

    private sealed class SilentPort : ISpiPort
    {
        public void Send(ReadOnlySpan<byte> bytes)
        {
        }

        public void Dispose()
        {
        }
    }
}
