using Microsoft.Extensions.Logging;

namespace CozeDevice.Telemetry;

/// <summary>Whether the collector takes what it is sent: said once when it stops, once when it does again. Any thread.</summary>
internal sealed class ExportHealth(ILogger logger)
{
    private readonly Lock _lock = new();
    private bool _isFailing;
    private string _reason = "no answer";

    /// <summary>What the transport met last; told when the export it belongs to has failed.</summary>
    public void Met(string reason)
    {
        lock (_lock) _reason = reason;
    }

    /// <summary>An export is over.</summary>
    public void Report(bool isTaken)
    {
        string reason;
        lock (_lock)
        {
            if (_isFailing != isTaken) return;
            (_isFailing, reason) = (!isTaken, _reason);
        }

        if (isTaken) TelemetryLog.Recovered(logger);
        else TelemetryLog.Failing(logger, reason);
    }
}
