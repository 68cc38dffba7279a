using CozeDevice.Linux.Input;

namespace CozeDevice.Commands;

/// <summary>Every key of an input device: how to find out what a foot switch sends.</summary>
internal static class KeyWatch
{
    private const int Batch = 32;
    private const int Autorepeat = 2;

    /// <summary>Prints keys until cancelled.</summary>
    /// <exception cref="ContactException">The device is not to be had, or is gone.</exception>
    public static async Task RunAsync(string wanted, EdgePrinter printer, CancellationToken cancellationToken)
    {
        using var device = new EvdevFinder().Find(wanted);
        await printer.BeginAsync($"{device.Name} ({device.Path})");
        await DeviceReader.RunAsync(device.Descriptor, async () =>
        {
            var events = new EvdevUapi.input_event[Batch];
            var count = device.Read(events);
            foreach (var news in events[..count])
            {
                if (news.type == EvdevUapi.EV_KEY && news.value != Autorepeat)
                {
                    await printer.EdgeAsync(
                        EvdevKeys.NameOf(news.code), news.value != 0, EvdevDevice.NanosecondsOf(news));
                }
            }
        }, () => device.Keys(), cancellationToken);
    }
}
