using Microsoft.Extensions.Logging;

namespace CozeDevice.Linux.Posix;

/// <summary>Log messages 3900 to 3919.</summary>
internal static partial class PosixLog
{
    [LoggerMessage(3900, LogLevel.Debug, "thread {Thread} runs with real-time priority {Priority}")]
    internal static partial void Realtime(ILogger logger, string thread, int priority);

    [LoggerMessage(3901, LogLevel.Information,
        "thread {Thread} runs without real-time priority ({Reason}); under load audio may stutter. LimitRTPRIO=20 in the unit allows it")]
    internal static partial void NotRealtime(ILogger logger, string thread, string reason);
}
