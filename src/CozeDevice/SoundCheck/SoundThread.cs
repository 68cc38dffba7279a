using CozeDevice.Linux.Posix;
using Microsoft.Extensions.Logging.Abstractions;

namespace CozeDevice.SoundCheck;

/// <summary>Runs work that blocks in a sound device on a thread of its own, in real time where that is allowed.</summary>
internal static class SoundThread
{
    private const int Priority = 20; // as the agent's own audio threads

    /// <summary>Runs it.</summary>
    /// <param name="name">As people see it in <c>top -H</c>: at most 15 characters.</param>
    /// <param name="work">The work; what it throws is what the task throws.</param>
    public static Task<T> RunAsync<T>(string name, Func<T> work)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        new RealtimeThreads(Priority, NullLogger<RealtimeThreads>.Instance).Start(name, () =>
        {
            try
            {
                done.SetResult(work());
            }
            catch (OperationCanceledException e)
            {
                done.SetCanceled(e.CancellationToken);
            }
            catch (Exception e)
            {
                done.SetException(e);
            }
        });
        return done.Task;
    }
}
