using CozeDevice.Linux.Posix;

namespace CozeDevice.Linux.Spi;

/// <summary>Something bytes can be sent to on an SPI bus.</summary>
internal interface ISpiPort : IDisposable
{
    /// <summary>Sends bytes in one transfer. Blocks until the last bit is out.</summary>
    /// <param name="bytes">At most <see cref="SpiDevice.MaxBytes"/>.</param>
    /// <exception cref="PosixException">The kernel refuses.</exception>
    void Send(ReadOnlySpan<byte> bytes);
}
