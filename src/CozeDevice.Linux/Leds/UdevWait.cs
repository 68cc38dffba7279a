namespace CozeDevice.Linux.Leds;

/// <summary>Waits, not for long, until a udev rule has given new files of the kernel to our group.</summary>
internal static class UdevWait
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    private const int PauseMs = 20;

    /// <summary>Makes a wait that gives up a second from now. It blocks its thread, which is never the dispatcher's.</summary>
    /// <param name="time">The clock.</param>
    public static Func<bool> Make(TimeProvider time)
    {
        long began = time.GetTimestamp();
        return () =>
        {
            if (time.GetElapsedTime(began) >= Limit)
                return false;
            Thread.Sleep(PauseMs);
            return true;
        };
    }
}
