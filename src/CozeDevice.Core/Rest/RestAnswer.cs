using System.Text.Json;

namespace CozeDevice.Rest;

/// <summary>An answer that was read to its end.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="MediaType">Of the content type, or empty.</param>
/// <param name="Body">The bytes, capped by the call.</param>
internal sealed record RestAnswer(int Status, string MediaType, byte[] Body)
{
    private const int MaxDepth = 64;

    /// <summary>The header <c>X-Tt-Logid</c>, else <c>detail.logid</c>, or null.</summary>
    public string? LogId { get; init; }

    /// <summary>The header <c>Retry-After</c>, or null.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether it is a web page.</summary>
    public bool IsHtml => MediaType.Contains("html", StringComparison.OrdinalIgnoreCase) || Body is [(byte)'<', ..];

    /// <summary>The answer's <c>data</c>; where there is none, the whole object, as some endpoints put fields beside
    /// it.</summary>
    /// <exception cref="RestException">It is a failure, or no JSON object.</exception>
    internal JsonElement Data()
    {
        JsonElement root;
        try
        {
            root = JsonElement.Parse(Body, new JsonDocumentOptions { MaxDepth = MaxDepth });
        }
        catch (JsonException)
        {
            throw RestRefusal.FromStatus(this);
        }
        if (root.ValueKind != JsonValueKind.Object)
            throw RestRefusal.FromStatus(this);
        var logId = LogId ?? (root.Member("detail").Text("logid") is { Length: > 0 } id ? RestRefusal.Clean(id) : null);
        if (RestRefusal.FromEnvelope(this with { LogId = logId }, root) is { } refusal)
            throw refusal;
        var data = root.Member("data");
        return data.ValueKind is JsonValueKind.Object or JsonValueKind.Array ? data : root;
    }
}
