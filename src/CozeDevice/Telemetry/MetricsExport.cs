using CozeDevice.Hosting;
using CozeDevice.Link;
using CozeDevice.Metrics;
using CozeDevice.Options;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;

namespace CozeDevice.Telemetry;

/// <summary>Sends what a device measures to a collector, from a thread of the SDK that nobody waits for.</summary>
/// <remarks>Only made when a collector is configured; otherwise nothing of the SDK is even loaded. The keys of section
/// <c>Metrics</c> decide alone whether and where to: of the standard variables only those that name the resource count.</remarks>
internal sealed class MetricsExport : IDisposable
{
    // With the device's own end well within the 2 s that SIGTERM allows.
    private static readonly TimeSpan DefaultFlushLimit = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan RequestLimit = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _stopping = new();
    private readonly HttpClient _client;
    private readonly MeterProvider _provider;

    private MetricsExport(MetricsOptions options, Uri collector, DeviceMetrics metrics, ILogger logger)
    {
        var health = new ExportHealth(logger);
        var exporterOptions = new OtlpExporterOptions
        {
            Endpoint = options.IsGrpc ? collector : MetricsPathOf(collector),
            Protocol = options.IsGrpc ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf,
            Headers = "", // not those of OTEL_EXPORTER_OTLP_HEADERS
            TimeoutMilliseconds = (int)RequestLimit.TotalMilliseconds,
        };
        _client = new HttpClient(
            new CollectorHandler(Transport(), UserAgent.Text, options.OtlpHeadersFile, health, _stopping.Token))
        {
            Timeout = RequestLimit,
        };
        exporterOptions.HttpClientFactory = () => _client;
        var interval = (int)options.Interval.TotalMilliseconds;
        _provider = Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(DeviceResource.Create())
            .AddMeter(MetricNames.Meter)
            // By name come the meters of every device of this process; ours is one of them.
            .AddView(instrument => metrics.Has(instrument) ? null : MetricStreamConfiguration.Drop)
            .AddReader(new PeriodicExportingMetricReader(
                new WatchedExporter(exporterOptions, health), interval, (int)RequestLimit.TotalMilliseconds))
            .Build();
        TelemetryLog.Exporting(logger, collector.GetLeftPart(UriPartial.Path), options.Interval.TotalSeconds);
    }

    /// <summary>Begins to export, if a collector is configured.</summary>
    /// <param name="options">Whether and where to.</param>
    /// <param name="metrics">What is measured.</param>
    /// <param name="logs">Logs.</param>
    /// <param name="flushLimit">How long the end may wait, or null for 0.4 s.</param>
    /// <returns>The running export, or null.</returns>
    public static MetricsExport? Start(
        MetricsOptions options, DeviceMetrics metrics, ILoggerFactory logs, TimeSpan? flushLimit = null) =>
        options.OtlpEndpoint is { } collector ? Begin(options, collector, metrics, logs, flushLimit ?? DefaultFlushLimit) : null;

    /// <summary>How long the end may wait for the collector.</summary>
    public TimeSpan FlushLimit { get; init; } = DefaultFlushLimit;

    /// <summary>Sends what is left, for at most <see cref="FlushLimit"/>.</summary>
    public void Dispose()
    {
        // A collector that hangs loses its request, and the reader's thread ends.
        _stopping.CancelAfter(FlushLimit);
        _provider.Shutdown((int)FlushLimit.TotalMilliseconds);
        _stopping.Cancel();
        _provider.Dispose();
        _client.Dispose();
        _stopping.Dispose();
    }

    // Apart, so that without a collector the SDK's assemblies stay on the disk.
    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static MetricsExport Begin(
        MetricsOptions options, Uri collector, DeviceMetrics metrics, ILoggerFactory logs, TimeSpan flushLimit) =>
        new(options, collector, metrics, logs.CreateLogger<MetricsExport>()) { FlushLimit = flushLimit };

    private static Uri MetricsPathOf(Uri collector)
    {
        var address = new UriBuilder(collector);
        address.Path = address.Path.TrimEnd('/') + "/v1/metrics";
        return address.Uri;
    }

    private static SocketsHttpHandler Transport() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = RequestLimit,
        Proxy = new LoopbackBypass(HttpClient.DefaultProxy),
    };
}
