using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;

namespace CozeDevice.Telemetry;

/// <summary>The OTLP exporter, with its result told: by itself it reports failures to an event source nobody reads.</summary>
internal sealed class WatchedExporter(OtlpExporterOptions options, ExportHealth health) : OtlpMetricExporter(options)
{
    /// <inheritdoc/>
    public override ExportResult Export(in Batch<Metric> metrics)
    {
        var result = base.Export(metrics);
        health.Report(result == ExportResult.Success);
        return result;
    }
}
