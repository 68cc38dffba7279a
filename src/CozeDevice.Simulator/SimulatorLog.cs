using Microsoft.Extensions.Logging;

namespace CozeDevice.Simulator;

/// <summary>The simulator's log lines.</summary>
internal static partial class SimulatorLog
{
    [LoggerMessage(1, LogLevel.Information, "connection {Number} opened on {Path}, log id {LogId}")]
    internal static partial void Opened(ILogger log, int number, string path, string logId);

    [LoggerMessage(2, LogLevel.Information, "connection {Number} refused with {Status}: {Reason}")]
    internal static partial void Refused(ILogger log, int number, int status, string reason);

    [LoggerMessage(3, LogLevel.Information, "connection {Number} closed, code {Code}")]
    internal static partial void Closed(ILogger log, int number, int? code);

    [LoggerMessage(4, LogLevel.Debug, "connection {Number} received {Type}")]
    internal static partial void Received(ILogger log, int number, string type);

    [LoggerMessage(5, LogLevel.Warning, "connection {Number}: {Type} refused: {Reason}")]
    internal static partial void EventRefused(ILogger log, int number, string type, string reason);

    [LoggerMessage(6, LogLevel.Error, "a reply failed")]
    internal static partial void ReplyFailed(ILogger log, Exception exception);

    [LoggerMessage(7, LogLevel.Error, "connection {Number}: {Type} failed")]
    internal static partial void EventFailed(ILogger log, Exception exception, int number, string type);
}
