using Microsoft.Extensions.Logging;

namespace CozeDevice.Panel;

/// <summary>Log lines of the LED, 4000 to 4019.</summary>
internal static partial class PanelLog
{
    [LoggerMessage(4000, LogLevel.Warning, "The LED does not work: {Problem}. The device goes on without it and tries again every {RetrySeconds} s")]
    public static partial void LedLost(ILogger logger, string problem, double retrySeconds);

    [LoggerMessage(4001, LogLevel.Information, "The LED works again")]
    public static partial void LedBack(ILogger logger);

    [LoggerMessage(4002, LogLevel.Warning, "The LED could not be darkened: {Problem}")]
    public static partial void LedNotDarkened(ILogger logger, string problem);

    [LoggerMessage(4004, LogLevel.Information, "There is no LED ({Problem}); Led:Kind names another one, or none")]
    public static partial void NoLed(ILogger logger, string problem);

    [LoggerMessage(4003, LogLevel.Error, "The LED's driver failed; the LED is given up")]
    public static partial void LedFailed(ILogger logger, Exception failure);
}
