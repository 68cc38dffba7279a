using CozeDevice.Hosting;
using CozeDevice.Linux.Gpio;
using CozeDevice.Options;

namespace CozeDevice.Commands;

/// <summary>Every edge of a GPIO line, as the kernel sees it: no debouncing.</summary>
internal static class LineWatch
{
    private const int Batch = 16;

    /// <summary>Prints edges until cancelled.</summary>
    /// <exception cref="GpioException">The line is not to be had, or is gone.</exception>
    public static async Task RunAsync(LineToWatch wanted, EdgePrinter printer, CancellationToken cancellationToken)
    {
        using var line = Request(wanted);
        await printer.BeginAsync($"{line.Text} is {(line.Read() ? "active" : "inactive")}");
        var last = 0u;
        await DeviceReader.RunAsync(line.Descriptor, async () =>
        {
            var events = new GpioUapi.gpio_v2_line_event[Batch];
            var count = line.ReadEvents(events);
            foreach (var edge in events[..count])
            {
                if (last != 0 && edge.line_seqno != last + 1) await printer.MissedAsync(edge.line_seqno - last - 1);
                last = edge.line_seqno;
                await printer.EdgeAsync(wanted.Line, edge.id == GpioUapi.GPIO_V2_LINE_EVENT_RISING_EDGE, (long)edge.timestamp_ns);
            }
        }, () => line.Read(), cancellationToken);
    }

    private static GpioLine Request(LineToWatch wanted)
    {
        var bias = wanted.Bias switch
        {
            "up" => ButtonBias.Up,
            "down" => ButtonBias.Down,
            "off" => ButtonBias.Off,
            _ => ButtonBias.Auto,
        };
        using var place = new GpioFinder().Find(wanted.Chip, wanted.Line);
        return GpioLine.RequestInput(place, PanelButtons.InputOf(wanted.ActiveLow, bias, TimeSpan.Zero));
    }
}
