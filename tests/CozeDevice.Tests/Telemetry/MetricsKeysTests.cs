using CozeDevice.Options;
using CozeDevice.Tests.Commands;
using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.Tests.Telemetry;

/// <summary>Section <c>Metrics</c> as people write it.</summary>
public sealed class MetricsKeysTests : IDisposable
{
    private readonly TempDirectory _directory = new();

    [Fact]
    public void Nothing_is_exported_unless_a_collector_is_named()
    {
        MetricsOptions metrics = Load().Options!.Metrics;
        Assert.Null(metrics.OtlpEndpoint);
        Assert.False(metrics.IsGrpc);
        Assert.Equal(TimeSpan.FromSeconds(60), metrics.Interval);
        Assert.Null(metrics.OtlpHeadersFile);
    }

    [Fact]
    public void A_collector_with_everything_is_taken()
    {
        File.WriteAllText(_directory["headers"], "Authorization: Bearer canary");
        MetricsOptions metrics = Load(
            "Metrics:OtlpEndpoint=https://collector.example.com/otlp", "Metrics:OtlpProtocol=grpc", "Metrics:IntervalSeconds=5",
            $"Metrics:OtlpHeadersFile={_directory["headers"]}").Options!.Metrics;
        Assert.Equal(new Uri("https://collector.example.com/otlp"), metrics.OtlpEndpoint);
        Assert.True(metrics.IsGrpc);
        Assert.Equal(TimeSpan.FromSeconds(5), metrics.Interval);
        Assert.Equal(_directory["headers"], metrics.OtlpHeadersFile);
    }

    [Theory]
    [InlineData("Metrics:OtlpEndpoint=http://collector.example.com:4318", "unencrypted to collector.example.com")]
    [InlineData("Metrics:OtlpEndpoint=collector:4318", "https://")]
    [InlineData("Metrics:OtlpEndpoint=https://canary:canary@collector.example.com", "holds more than a base")]
    [InlineData("Metrics:OtlpProtocol=json", "http/protobuf or grpc")]
    [InlineData("Metrics:IntervalSeconds=0", "a whole number from 1 to 3600")]
    [InlineData("Metrics:OtlpHeadersFile=/nonexistent/headers", "cannot be read")]
    public async Task What_is_wrong_ends_the_program_with_78(string setting, string problem)
    {
        ProgramRun run = await ProgramRun.OfAsync(["run", "--set", "Coze:BotId=1", "--set", setting]);
        Assert.Equal(78, run.ExitCode);
        Assert.Contains(problem, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", run.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _directory.Dispose();

    private static LoadedConfiguration Load(params string[] settings)
    {
        LoadedConfiguration loaded = ConfigurationLoader.Load(
            new ConfigurationRequest(null, ["Coze:BotId=1", .. settings], new Dictionary<string, string>()) { Directory = "/nonexistent" });
        Assert.Empty(loaded.Errors);
        return loaded;
    }
}
