namespace CozeDevice.Simulator.Scenarios;

/// <summary>An upgrade answered with an HTTP status instead of a socket (protocol §2.3).</summary>
public sealed record Refusal
{
    /// <summary>The HTTP status.</summary>
    public required int Status { get; init; }

    /// <summary>Whether the answer carries <c>X-Tt-Logid</c>.</summary>
    public bool HasLogId { get; init; } = true;

    /// <summary><c>Retry-After</c> in seconds, if any.</summary>
    public int? RetryAfterSeconds { get; init; }

    /// <summary>The body; <see langword="null"/> leaves it empty. <c>{logid}</c> is replaced.</summary>
    public string? Body { get; init; }

    /// <summary>The body's content type.</summary>
    public string ContentType { get; init; } = "application/json";

    /// <summary>The connections refused.</summary>
    public ConnectionRange Connections { get; init; } = ConnectionRange.All;
}
