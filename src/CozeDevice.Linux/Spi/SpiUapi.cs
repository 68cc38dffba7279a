using System.Runtime.InteropServices;
using CozeDevice.Linux.Posix;

namespace CozeDevice.Linux.Spi;

/// <summary>The kernel's interface to SPI devices, <c>linux/spi/spidev.h</c>. C names are kept; a test compares sizes, offsets and numbers with the
/// header.</summary>
internal static class SpiUapi
{
    private const uint SPI_IOC_MAGIC = 'k';

    /// <summary>Clock rests low, data is taken at its first edge.</summary>
    internal const byte SPI_MODE_0 = 0;

    // _IOW(SPI_IOC_MAGIC, 1, __u8), _IOW(SPI_IOC_MAGIC, 3, __u8), _IOW(SPI_IOC_MAGIC, 4, __u32)
    internal static readonly uint SPI_IOC_WR_MODE = Ioctl.Write<byte>(SPI_IOC_MAGIC, 1);
    internal static readonly uint SPI_IOC_WR_BITS_PER_WORD = Ioctl.Write<byte>(SPI_IOC_MAGIC, 3);
    internal static readonly uint SPI_IOC_WR_MAX_SPEED_HZ = Ioctl.Write<uint>(SPI_IOC_MAGIC, 4);

    /// <summary><c>SPI_IOC_MESSAGE(1)</c>: one transfer.</summary>
    internal static readonly uint SPI_IOC_MESSAGE_1 = Ioctl.Write<spi_ioc_transfer>(SPI_IOC_MAGIC, 0);

    /// <summary>One transfer. Pointers are 64 bits wide on every machine.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct spi_ioc_transfer
    {
        /// <summary>Bytes to send, or 0 for zeros.</summary>
        internal ulong tx_buf;

        /// <summary>Where received bytes go, or 0.</summary>
        internal ulong rx_buf;

        /// <summary>How many bytes.</summary>
        internal uint len;

        /// <summary>Bits per second, or 0 for the device's own.</summary>
        internal uint speed_hz;

        /// <summary>Rest after the last bit, in microseconds.</summary>
        internal ushort delay_usecs;

        /// <summary>Bits of a word, or 0 for the device's own.</summary>
        internal byte bits_per_word;

        /// <summary>Whether the device is deselected before the next transfer.</summary>
        internal byte cs_change;

        /// <summary>Lines to send on, or 0 for one.</summary>
        internal byte tx_nbits;

        /// <summary>Lines to receive on, or 0 for one.</summary>
        internal byte rx_nbits;

        /// <summary>Rest between words, in microseconds.</summary>
        internal byte word_delay_usecs;

        /// <summary>Unused.</summary>
        internal byte pad;
    }
}
