using CozeDevice.Linux.Posix;

namespace CozeDevice.Linux.Spi;

/// <summary>A device on an SPI bus, <c>/dev/spidevB.C</c>, that only listens.</summary>
internal sealed unsafe class SpiDevice : ISpiPort
{
    /// <summary>The most one transfer takes: <c>bufsiz</c> of the spidev module, unless set otherwise at its loading.</summary>
    public const int MaxBytes = 4096;

    private readonly FileDescriptor _descriptor;
    private readonly string _path;
    private readonly uint _speedHz;

    /// <summary>Opens the device and sets mode 0, eight bits and the speed.</summary>
    /// <param name="path">Its device file.</param>
    /// <param name="speedHz">Bits per second; the controller takes the nearest it can that is not faster.</param>
    /// <exception cref="PosixException">It is not there, not ours, or no SPI device.</exception>
    public SpiDevice(string path, uint speedHz)
    {
        (_path, _speedHz) = (path, speedHz);
        _descriptor = DeviceFile.Open(path, Libc.O_RDWR);
        try
        {
            byte mode = SpiUapi.SPI_MODE_0, bits = 8;
            Set(SpiUapi.SPI_IOC_WR_MODE, ref mode, nameof(SpiUapi.SPI_IOC_WR_MODE));
            Set(SpiUapi.SPI_IOC_WR_BITS_PER_WORD, ref bits, nameof(SpiUapi.SPI_IOC_WR_BITS_PER_WORD));
            Set(SpiUapi.SPI_IOC_WR_MAX_SPEED_HZ, ref speedHz, nameof(SpiUapi.SPI_IOC_WR_MAX_SPEED_HZ));
        }
        catch (PosixException)
        {
            _descriptor.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Send(ReadOnlySpan<byte> bytes)
    {
        fixed (byte* data = bytes)
        {
            var transfer = new SpiUapi.spi_ioc_transfer { tx_buf = (ulong)data, len = (uint)bytes.Length, speed_hz = _speedHz };
            Set(SpiUapi.SPI_IOC_MESSAGE_1, ref transfer, "SPI_IOC_MESSAGE(1)");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _descriptor.Dispose();

    private void Set<T>(uint request, ref T value, string call)
        where T : unmanaged
    {
        int errno = DeviceFile.Control(_descriptor, request, ref value);
        if (errno != 0)
            throw new PosixException(call, _path, errno);
    }
}
