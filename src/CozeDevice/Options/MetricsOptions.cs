namespace CozeDevice.Options;

/// <summary>Section <c>Metrics</c>.</summary>
internal sealed record MetricsOptions
{
    /// <summary>Base address of the collector, or null: nothing is exported.</summary>
    public Uri? OtlpEndpoint { get; init; }

    /// <summary>Whether it is spoken to in gRPC instead of protobuf over HTTP.</summary>
    public bool IsGrpc { get; init; }

    /// <summary>Time between two exports.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>A file with headers for authentication, or null. Its content is a secret.</summary>
    public string? OtlpHeadersFile { get; init; }
}
