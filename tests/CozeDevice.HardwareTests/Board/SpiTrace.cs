using System.Globalization;
using System.Text.RegularExpressions;

namespace CozeDevice.HardwareTests.Board;

/// <summary>What went out on the SPI bus, as the kernel traced it on its way to the lines.</summary>
/// <remarks>The kernel prints at most the first 64 bytes of a transfer; <see cref="Transfer.Length"/> tells of the others.</remarks>
internal sealed partial class SpiTrace : IDisposable
{
    private const string Tracing = "/sys/kernel/tracing";

    private readonly string _trace = $"{Tracing}/trace";
    private readonly string _switch = $"{Tracing}/events/spi/spi_transfer_start/enable";

    private readonly int _before; // the kernel keeps what was traced for others

    /// <summary>Starts to look.</summary>
    public SpiTrace()
    {
        _before = All().Count;
        KernelFile.Write(_switch, "1");
    }

    /// <summary>The transfers since then, oldest first.</summary>
    public IReadOnlyList<Transfer> Transfers => [.. All().Skip(_before)];

    /// <inheritdoc/>
    public void Dispose() => KernelFile.Write(_switch, "0");

    private List<Transfer> All() =>
    [
        .. Line().Matches(File.ReadAllText(_trace)).Select(match => new Transfer(
            int.Parse(match.Groups["length"].Value, CultureInfo.InvariantCulture),
            match.Groups["bytes"].Value.Length == 0 ? [] : Convert.FromHexString(match.Groups["bytes"].Value.Replace("-", "", StringComparison.Ordinal)))),
    ];

    // spi_transfer_start: spi0.0 00000000abcdef01 len=4 tx=[01-02-03-04] rx=[00-00-00-00]
    [GeneratedRegex(@"spi_transfer_start: \S+ \S+ len=(?<length>\d+) tx=\[(?<bytes>[0-9a-fA-F-]*)")]
    private static partial Regex Line();

    /// <summary>One transfer.</summary>
    /// <param name="Length">In bytes.</param>
    /// <param name="Bytes">The first of them.</param>
    internal sealed record Transfer(int Length, byte[] Bytes);
}
