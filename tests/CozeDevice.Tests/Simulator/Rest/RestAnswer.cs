using System.Net;
using System.Text;
using System.Text.Json;

namespace CozeDevice.Tests.Simulator.Rest;

/// <summary>What came back for one request.</summary>
internal sealed class RestAnswer(HttpResponseMessage response, byte[] body)
{
    internal HttpStatusCode Status { get; } = response.StatusCode;

    internal string? ContentType { get; } = response.Content.Headers.ContentType?.MediaType;

    internal string? Allow { get; } = response.Content.Headers.TryGetValues("Allow", out var allow) ? string.Join(", ", allow) : null;

    /// <summary>Header names exactly as they came over the wire.</summary>
    internal IReadOnlyList<string> HeaderNames { get; } = [.. response.Headers.NonValidated.Select(static header => header.Key)];

    internal string LogId { get; } = response.Headers.TryGetValues("X-Tt-Logid", out var ids) ? ids.Single() : "";

    internal byte[] Body => body;

    internal string Text => Encoding.UTF8.GetString(body);

    internal JsonElement Json => JsonElement.Parse(body);

    internal int Code => Json.GetProperty("code").GetInt32();

    internal string Message => Json.GetProperty("msg").GetString()!;

    internal JsonElement Data => Json.GetProperty("data");
}
