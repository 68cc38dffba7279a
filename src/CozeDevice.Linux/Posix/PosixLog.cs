using Microsoft.Extensions.Logging;

namespace CozeDevice.Linux.Posix;

/// <summary>Log messages 3900 to 3919.</summary>
internal static partial class PosixLog
{
    [LoggerMessage(3900, LogLevel.Debug, "thread {Thread} runs with real-time priority {Priority}")]
    internal static partial void Realtime(ILogger logger, string thread, int priority);

    [LoggerMessage(3901, LogLevel.Information,
        "the audio threads run without real-time priority ({Reason}); under load audio may stutter. LimitRTPRIO=20 in the unit allows it")]
    internal static partial void NotRealtime(ILogger logger, string reason);

    [LoggerMessage(3902, LogLevel.Debug, "memory is locked: no page is swapped out")]
    internal static partial void MemoryLocked(ILogger logger);

    [LoggerMessage(3903, LogLevel.Debug, "memory is not locked: {Reason}")]
    internal static partial void MemoryNotLocked(ILogger logger, string reason);
}
