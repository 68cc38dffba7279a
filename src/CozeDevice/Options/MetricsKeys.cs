using CozeDevice.Telemetry;

namespace CozeDevice.Options;

/// <summary>The keys of section <c>Metrics</c>.</summary>
internal static class MetricsKeys
{
    /// <summary>OTLP over gRPC.</summary>
    public const string Grpc = "grpc";

    private const string Http = "http/protobuf";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<OptionKey> All { get; } =
    [
        new("Metrics:OtlpEndpoint", OptionType.Text, null, "Base address of an OpenTelemetry collector that measurements go to.")
        {
            WhenUnset = "no export", Check = static text => EndpointRule.Check(text, "https", "http"),
        },
        new("Metrics:OtlpProtocol", OptionType.Text, Http, "How measurements travel; http/protobuf goes to /v1/metrics of the address.")
        {
            Choices = [Http, Grpc],
        },
        new("Metrics:IntervalSeconds", OptionType.Integer, "60", "Seconds between two exports.") { Min = 1, Max = 3_600 },
        new("Metrics:OtlpHeadersFile", OptionType.Text, null, "A file with a header a line, Name: value, for the collector's authentication.")
        {
            WhenUnset = "no headers", Check = HeadersFile.Problem,
        },
    ];
}
