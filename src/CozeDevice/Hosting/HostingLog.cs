using Microsoft.Extensions.Logging;

namespace CozeDevice.Hosting;

/// <summary>Log lines of hosting, 6100 to 6199.</summary>
internal static partial class HostingLog
{
    [LoggerMessage(6100, LogLevel.Warning, "systemd cannot be told how the service is: {Reason}")]
    public static partial void NotifyFailed(ILogger logger, string reason);

    [LoggerMessage(6101, LogLevel.Warning, "The watchdog is not fed: {Late} late")]
    public static partial void LoopsLate(ILogger logger, string late);

    [LoggerMessage(6102, LogLevel.Information, "The watchdog is fed again: every loop is alive")]
    public static partial void LoopsBack(ILogger logger);

    [LoggerMessage(6103, LogLevel.Information, "Started {Agent}")]
    public static partial void Started(ILogger logger, string agent);

    [LoggerMessage(6104, LogLevel.Warning, "{File} holds a token and may be read by others: move the token to /etc/credstore/coze-token, or {Remedy}")]
    public static partial void TokenReadable(ILogger logger, string file, string remedy);

    [LoggerMessage(6105, LogLevel.Warning, "The system does not tell of changes of its network ({Reason}): a link that was lost is found a little later")]
    public static partial void NoNetworkNews(ILogger logger, string reason);

    [LoggerMessage(6106, LogLevel.Information, "The configuration was read again: {Result}")]
    public static partial void Reloaded(ILogger logger, string result);

    [LoggerMessage(6107, LogLevel.Warning, "The configuration was read again and is wrong, so nothing changed: {Problems}")]
    public static partial void NotReloaded(ILogger logger, string problems);

    [LoggerMessage(6108, LogLevel.Error, "Reading the configuration again failed")]
    public static partial void ReloadFailed(ILogger logger, Exception failure);

    [LoggerMessage(6110, LogLevel.Debug, "Two rehearsed turns took {Milliseconds} ms: the first press will not wait for the compiler")]
    public static partial void WarmedUp(ILogger logger, long milliseconds);

    [LoggerMessage(6111, LogLevel.Warning, "The rehearsal broke off; the first press may be a little late")]
    public static partial void NotWarmedUp(ILogger logger, Exception failure);
}
