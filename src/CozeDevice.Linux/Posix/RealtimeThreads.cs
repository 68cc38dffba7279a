using System.Collections.Immutable;
using System.Globalization;
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
    private ImmutableSortedDictionary<string, string> _scheduling = ImmutableSortedDictionary<string, string>.Empty;
    private int _isRefusalTold;

    /// <summary>How the kernel schedules each thread: its name to <c>fifo 20</c>, <c>other</c> and the like. Any thread.</summary>
    public IReadOnlyDictionary<string, string> Scheduling => Volatile.Read(ref _scheduling);

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
        ImmutableInterlocked.Update(ref _scheduling, static (all, own) => all.SetItem(own.Name, own.Text), (Name: name, Text: Describe()));
        if (errno == 0) PosixLog.Realtime(logger, name, priority);
        else if (Interlocked.Exchange(ref _isRefusalTold, 1) == 0)
            PosixLog.NotRealtime(logger, Marshal.GetPInvokeErrorMessage(errno));
    }

    /// <summary>Asks for the calling thread alone: threads that it starts, such as those of the pool, do not inherit it.</summary>
    /// <returns>0, or the errno of the refusal.</returns>
    internal static int Request(int priority)
    {
        var param = new Libc.sched_param { sched_priority = priority };
        return Libc.sched_setscheduler(0, Libc.SCHED_FIFO | Libc.SCHED_RESET_ON_FORK, param) == 0
            ? 0
            : Marshal.GetLastPInvokeError();
    }

    /// <summary>How the kernel schedules the calling thread.</summary>
    internal static string Describe()
    {
        var policy = Libc.sched_getscheduler(0) & ~Libc.SCHED_RESET_ON_FORK;
        var name = policy switch
        {
            Libc.SCHED_OTHER => "other",
            Libc.SCHED_FIFO => "fifo",
            Libc.SCHED_RR => "rr",
            Libc.SCHED_BATCH => "batch",
            Libc.SCHED_IDLE => "idle",
            _ => "unknown",
        };
        return policy is Libc.SCHED_FIFO or Libc.SCHED_RR && Libc.sched_getparam(0, out var param) == 0
            ? string.Create(CultureInfo.InvariantCulture, $"{name} {param.sched_priority}")
            : name;
    }
}
