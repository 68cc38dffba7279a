using System.Runtime.InteropServices;
using CozeDevice.Audio;
using Microsoft.Extensions.Logging;

namespace CozeDevice.Linux.Posix;

/// <summary>Background threads that ask the kernel for SCHED_FIFO and say what they got.</summary>
/// <remarks>The priority keeps other programs from delaying the audio; it does not protect from a pause of the collector, which
/// the device buffers and the allocation-free path are for. Without permission (RLIMIT_RTPRIO or CAP_SYS_NICE) the thread
/// runs as any other. <see cref="Thread.Priority"/> has no effect on Linux.</remarks>
/// <param name="priority">1 to 99; audio servers use about 50, so a device among them takes less.</param>
/// <param name="logger">Where the outcome is told.</param>
public sealed class RealtimeThreads(int priority, ILogger<RealtimeThreads> logger) : IAudioThreads
{
    /// <inheritdoc/>
    public Thread Start(string name, Action run)
    {
        var thread = new Thread(() =>
        {
            Ask(name);
            run();
        })
        { Name = name, IsBackground = true };
        thread.Start();
        return thread;
    }

    private void Ask(string name)
    {
        var errno = Request(priority);
        if (errno == 0) PosixLog.Realtime(logger, name, priority);
        else PosixLog.NotRealtime(logger, name, Marshal.GetPInvokeErrorMessage(errno));
    }

    /// <summary>Asks for the calling thread.</summary>
    /// <returns>0, or the errno of the refusal.</returns>
    internal static int Request(int priority)
    {
        var param = new Libc.sched_param { sched_priority = priority };
        return Libc.sched_setscheduler(0, Libc.SCHED_FIFO, param) == 0 ? 0 : Marshal.GetLastPInvokeError();
    }
}
