using CozeDevice.Conversation;
using CozeDevice.Metrics;
using CozeDevice.Options;
using CozeDevice.Telemetry;
using CozeDevice.Tests.Conversation;
using CozeDevice.Tests.Support;
using Microsoft.Extensions.Logging;
using Xunit;

namespace CozeDevice.Tests.Telemetry;

public sealed class MetricsExportTests
{
    // The end waits long enough for a busy machine.
    private static readonly TimeSpan Patient = TimeSpan.FromSeconds(20);

    private const string Secret = "Bearer canary-of-the-collector";

    [Fact]
    public async Task A_collector_gets_names_resource_and_user_agent_over_http()
    {
        await using FakeCollector collector = await FakeCollector.StartAsync();
        using var directory = new TempDirectory();
        await File.WriteAllTextAsync(directory["headers"], $"# of the collector\nAuthorization: {Secret}\nX-Fleet: kiosks\n");
        await using var bench = new LoopBench();
        await bench.Online();
        await bench.Do(new TapCommand());
        using (Start(collector, bench.Metrics, bench.Log, directory["headers"], TimeSpan.FromHours(1)))
            bench.Metrics.Latency("press_to_append").Record(TimeSpan.FromMilliseconds(7));
        CollectedRequest request = await collector.NextAsync();
        Assert.Equal("/v1/metrics", request.Path);
        Assert.Equal("application/x-protobuf", request.Headers["Content-Type"]);
        Assert.StartsWith("cozedevice/", request.Headers["User-Agent"], StringComparison.Ordinal);
        Assert.Contains("OTel-OTLP-Exporter-Dotnet/1.20", request.Headers["User-Agent"], StringComparison.Ordinal);
        Assert.Equal(Secret, request.Headers["Authorization"]);
        Assert.Equal("kiosks", request.Headers["X-Fleet"]);
        foreach (string expected in (string[])
        [
            "cozedevice.link.bytes", "network.io.direction", "transmit", "cozedevice.turns", "cozedevice.turn.press_to_append", "cozedevice.audio.xruns",
            "cozedevice.playout.stalled_replies", "cozedevice.link.late_deltas", "cozedevice.link.state",
            "service.name", "service.version", "service.instance.id", BoardId.OfThisBoard(), "os.type", "host.arch",
        ])
        {
            Assert.Contains(expected, request.Text, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("canary", request.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", bench.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_measured_last_is_sent_when_the_device_stops()
    {
        await using FakeCollector collector = await FakeCollector.StartAsync();
        await using var bench = new LoopBench();
        MetricsExport export = Start(collector, bench.Metrics, bench.Log, interval: TimeSpan.FromHours(1))!;
        bench.Metrics.Latency("reconnect").Record(TimeSpan.FromMilliseconds(700));
        export.Dispose();
        Assert.Contains("cozedevice.link.reconnect.duration", (await collector.NextAsync()).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_the_meter_of_this_device_is_exported()
    {
        await using FakeCollector collector = await FakeCollector.StartAsync();
        await using var bench = new LoopBench();
        using var other = new DeviceMetrics();
        MetricsExport export = Start(collector, bench.Metrics, bench.Log, interval: TimeSpan.FromHours(1))!;
        other.Latency("reconnect").Record(TimeSpan.FromSeconds(1));
        export.Dispose();
        CollectedRequest request = await collector.NextAsync();
        Assert.Contains("cozedevice.link.sessions", request.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("cozedevice.link.reconnect.duration", request.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_collector_over_grpc_gets_them_too()
    {
        await using FakeCollector collector = await FakeCollector.StartAsync(isGrpc: true);
        await using var bench = new LoopBench();
        var options = new MetricsOptions { OtlpEndpoint = new Uri(collector.Address), IsGrpc = true, Interval = TimeSpan.FromSeconds(1) };
        using MetricsExport? export = MetricsExport.Start(options, bench.Metrics, bench.Log);
        CollectedRequest request = await collector.NextAsync();
        Assert.Equal("/opentelemetry.proto.collector.metrics.v1.MetricsService/Export", request.Path);
        Assert.Contains("cozedevice.link.bytes", request.Text, StringComparison.Ordinal);
        Assert.StartsWith("cozedevice/", request.Headers["User-Agent"], StringComparison.Ordinal);
        // Two taken: the first answer was no failure.
        await collector.NextAsync();
        Assert.Empty(bench.Log.Messages(LogLevel.Warning));
    }

    [Fact]
    public async Task A_collector_that_refuses_is_told_of_once_and_its_return_once()
    {
        await using FakeCollector collector = await FakeCollector.StartAsync();
        collector.Status = 401;
        await using var bench = new LoopBench();
        using MetricsExport? export = Start(collector, bench.Metrics, bench.Log);
        for (int i = 0; i < 3; i++) await collector.NextAsync();
        collector.Status = 200;
        for (int i = 0; i < 3; i++) await collector.NextAsync();
        Assert.Equal(
            ["The collector does not take measurements (it answers with HTTP 401); silence until it does again"],
            bench.Log.Messages(LogLevel.Warning));
        Assert.Contains("The collector takes measurements again", bench.Log.Messages(LogLevel.Information));
    }

    [Fact]
    public async Task A_collector_that_is_down_costs_one_warning()
    {
        await using var bench = new LoopBench();
        var options = new MetricsOptions { OtlpEndpoint = new Uri("http://127.0.0.1:9"), Interval = TimeSpan.FromHours(1) };
        MetricsExport.Start(options, bench.Metrics, bench.Log, Patient)!.Dispose();
        Assert.Equal(
            ["The collector does not take measurements (no connection (ConnectionRefused)); silence until it does again"],
            bench.Log.Messages(LogLevel.Warning));
    }

    [Fact]
    public async Task A_collector_that_hangs_does_not_hold_up_the_end()
    {
        await using FakeCollector collector = await FakeCollector.StartAsync();
        collector.Hangs = true;
        await using var bench = new LoopBench();
        var options = new MetricsOptions { OtlpEndpoint = new Uri(collector.Address), Interval = TimeSpan.FromMilliseconds(200) };
        MetricsExport export = MetricsExport.Start(options, bench.Metrics, bench.Log)!;
        await collector.NextAsync(); // one is on its way and will never be answered
        await Task.Run(export.Dispose).Within(5);
    }

    [Fact]
    public void Without_a_collector_nothing_is_made()
    {
        using var metrics = new DeviceMetrics();
        using var log = new TestLog();
        Assert.Null(MetricsExport.Start(new MetricsOptions(), metrics, log));
    }

    private static MetricsExport? Start(
        FakeCollector collector, DeviceMetrics metrics, ILoggerFactory log, string? headers = null, TimeSpan? interval = null) =>
        MetricsExport.Start(
            new MetricsOptions
            {
                OtlpEndpoint = new Uri(collector.Address),
                OtlpHeadersFile = headers,
                Interval = interval ?? TimeSpan.FromMilliseconds(200),
            },
            metrics,
            log,
            Patient);
}
