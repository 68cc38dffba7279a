using CozeDevice.Linux.Posix;
using Microsoft.Extensions.Logging.Abstractions;

namespace CozeDevice.HardwareTests.Sound;

/// <summary>A thread with the scheduling of the agent's audio threads.</summary>
internal static class AudioThread
{
    private const int Priority = 20;

    /// <summary>Runs to the end on a thread of its own.</summary>
    public static Task RunAsync(Action run)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        new RealtimeThreads(Priority, NullLogger<RealtimeThreads>.Instance).Start("coze-test", () =>
        {
            try
            {
                run();
                done.SetResult();
            }
            catch (Exception failure)
            {
                done.SetException(failure);
            }
        });
        return done.Task;
    }
}
