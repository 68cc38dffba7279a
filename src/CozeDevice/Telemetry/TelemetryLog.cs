using Microsoft.Extensions.Logging;

namespace CozeDevice.Telemetry;

/// <summary>Log lines of the export of measurements, 6400 to 6499.</summary>
internal static partial class TelemetryLog
{
    [LoggerMessage(6400, LogLevel.Information, "Measurements go to {Collector} every {Seconds} s")]
    public static partial void Exporting(ILogger logger, string collector, double seconds);

    [LoggerMessage(6401, LogLevel.Warning, "The collector does not take measurements ({Reason}); silence until it does again")]
    public static partial void Failing(ILogger logger, string reason);

    [LoggerMessage(6402, LogLevel.Information, "The collector takes measurements again")]
    public static partial void Recovered(ILogger logger);
}
