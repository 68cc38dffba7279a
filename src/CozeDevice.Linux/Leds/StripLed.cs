using CozeDevice.Linux.Gpio;
using CozeDevice.Linux.Posix;
using CozeDevice.Linux.Spi;
using CozeDevice.Panel;

namespace CozeDevice.Linux.Leds;

/// <summary>Pixels on an SPI bus: a strip, a ring, the lights of a HAT. One transfer a picture, half a millisecond for a dozen.</summary>
internal sealed class StripLed : ILed
{
    private readonly ISpiPort _port;
    private readonly PixelFrame _frame;
    private readonly GpioLine? _power;
    private readonly string _device;
    private readonly byte[] _bytes;

    /// <summary>Takes an open device.</summary>
    /// <param name="port">The device; disposed with this.</param>
    /// <param name="device">Its name for people.</param>
    /// <param name="frame">The kind of pixel.</param>
    /// <param name="pixels">How many.</param>
    /// <param name="power">A line that is high while the pixels have power, or null; disposed with this.</param>
    public StripLed(ISpiPort port, string device, PixelFrame frame, int pixels, GpioLine? power = null)
    {
        (_port, _device, _frame, _power) = (port, device, frame, power);
        Traits = new LedTraits(pixels, HasColour: true, CanDim: true);
        _bytes = new byte[frame.BytesFor(pixels)];
    }

    /// <inheritdoc/>
    public LedTraits Traits { get; }

    /// <summary>Opens a device.</summary>
    /// <param name="path">For example <c>/dev/spidev0.0</c>.</param>
    /// <param name="frame">The kind of pixel.</param>
    /// <param name="pixels">How many.</param>
    /// <param name="powerLine">Switches the power of the pixels on, or null.</param>
    /// <param name="chip">The chip of that line, or null to find it.</param>
    /// <exception cref="LedException">It cannot be opened.</exception>
    public static StripLed Open(string path, PixelFrame frame, int pixels, string? powerLine, string? chip)
    {
        GpioLine? power = powerLine is null ? null : GpioLed.Output(chip, powerLine, activeLow: false, isActive: true);
        try
        {
            return new StripLed(new SpiDevice(path, frame.SpeedHz), path, frame, pixels, power);
        }
        catch (PosixException e)
        {
            power?.Dispose();
            throw Failure(path, e);
        }
    }

    /// <inheritdoc/>
    public void Show(ReadOnlySpan<LedLight> pixels)
    {
        _frame.Encode(pixels, _bytes);
        try
        {
            _port.Send(_bytes);
        }
        catch (PosixException e)
        {
            throw Failure(_device, e);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _port.Dispose();
        _power?.Dispose();
    }

    private static LedException Failure(string path, PosixException failure) => failure.Errno switch
    {
        Errno.ENOENT => new(path, "does not exist; enable SPI: dtparam=spi=on in /boot/firmware/config.txt, then reboot", failure),
        Errno.EACCES => new(
            path,
            $"may not be opened by {Environment.UserName}; the group spi may: sudo usermod -aG spi {Environment.UserName}, then log in again",
            failure),
        // The device policy of systemd answers so.
        Errno.EPERM => new(path, "is not allowed to this service; add DeviceAllow=char-spi rw to the unit", failure),
        Errno.ENOTTY => new(path, "is no SPI device", failure),
        _ => new(path, failure.Message, failure),
    };
}
