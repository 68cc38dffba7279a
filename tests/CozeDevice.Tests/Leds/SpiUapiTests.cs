using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using CozeDevice.Linux.Spi;
using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.Tests.Leds;

/// <summary>The structures and numbers of SPI, checked by a C compiler against the kernel's own header.</summary>
public sealed class SpiUapiTests
{
    private const string Compiler = "/usr/bin/gcc";
    private const string Header = "/usr/include/linux/spi/spidev.h";

    [Fact]
    public async Task The_compiler_agrees_with_every_size_offset_and_number()
    {
        Assert.SkipUnless(File.Exists(Compiler), "gcc is not installed");
        Assert.SkipUnless(File.Exists(Header), "the kernel's headers are not installed (linux-libc-dev)");
        var lines = new List<string>
        {
            "#include <stddef.h>",
            "#include <linux/spi/spidev.h>",
            $"_Static_assert(sizeof(struct spi_ioc_transfer) == {Unsafe.SizeOf<SpiUapi.spi_ioc_transfer>()}, \"size\");",
            $"_Static_assert(SPI_IOC_WR_MODE == {SpiUapi.SPI_IOC_WR_MODE}u, \"mode\");",
            $"_Static_assert(SPI_IOC_WR_BITS_PER_WORD == {SpiUapi.SPI_IOC_WR_BITS_PER_WORD}u, \"bits\");",
            $"_Static_assert(SPI_IOC_WR_MAX_SPEED_HZ == {SpiUapi.SPI_IOC_WR_MAX_SPEED_HZ}u, \"speed\");",
            $"_Static_assert(SPI_IOC_MESSAGE(1) == {SpiUapi.SPI_IOC_MESSAGE_1}u, \"message\");",
            $"_Static_assert(SPI_MODE_0 == {SpiUapi.SPI_MODE_0}, \"mode 0\");",
        };
        foreach (string field in (string[])
            ["tx_buf", "rx_buf", "len", "speed_hz", "delay_usecs", "bits_per_word", "cs_change", "tx_nbits", "rx_nbits", "word_delay_usecs", "pad"])
        {
            nint offset = Marshal.OffsetOf<SpiUapi.spi_ioc_transfer>(field);
            lines.Add($"_Static_assert(offsetof(struct spi_ioc_transfer, {field}) == {offset}, \"{field}\");");
        }
        using var directory = new TempDirectory();
        string source = directory.Write("layout.c", string.Join('\n', lines) + "\n");

        using var process = Process.Start(new ProcessStartInfo(Compiler, ["-fsyntax-only", "-Wall", source]) { RedirectStandardError = true })!;
        string said = await process.StandardError.ReadToEndAsync().Within(60);
        await process.WaitForExitAsync().Within(60);

        Assert.Equal("", said);
        Assert.Equal(0, process.ExitCode);
    }
}
