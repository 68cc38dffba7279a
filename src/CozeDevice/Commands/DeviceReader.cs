using CozeDevice.Linux.Posix;

namespace CozeDevice.Commands;

/// <summary>Sleeps until a device has something, or the command ends.</summary>
internal static class DeviceReader
{
    // Kernels before 6.6 do not wake the readers of a chip that is taken away: look once a second.
    private const int LookMs = 1_000;

    /// <summary>Runs until cancelled, on a thread of the pool that this command may keep.</summary>
    /// <param name="device">What is read.</param>
    /// <param name="read">Reads what there is.</param>
    /// <param name="look">Fails if the device is gone.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static Task RunAsync(FileDescriptor device, Func<Task> read, Action look, CancellationToken cancellationToken) =>
        Task.Run(async () =>
        {
            using var wake = new WakeEvent();
            await using var ended = cancellationToken.Register(wake.Set);
            var entries = new Libc.PollEntry[2];
            while (true)
            {
                // What came before the end is read to the end.
                var isEnding = cancellationToken.IsCancellationRequested;
                entries[0] = new() { fd = device.Number, events = Libc.POLLIN };
                entries[1] = new() { fd = wake.Descriptor.Number, events = Libc.POLLIN };
                var ready = PollCalls.Kernel(entries, isEnding ? 0 : LookMs);
                if (isEnding && entries[0].revents == 0) return;
                if (ready > 0 && entries[0].revents != 0) await read();
                if (ready == 0 || (entries[0].revents & ~Libc.POLLIN) != 0) look();
            }
        }, CancellationToken.None);
}
