using System.Text.Json;
using CozeDevice.Simulator.Rest;

namespace CozeDevice.Simulator.OAuth;

/// <summary>An answer of an OAuth endpoint: members at the top level, without the envelope of the REST API.</summary>
/// <param name="Members">Writes the members.</param>
internal sealed record OAuthAnswer(Action<Utf8JsonWriter> Members)
{
    /// <summary>Answers with success.</summary>
    internal Task WriteAsync(RestCall call) => WriteAsync(call, 200, Members);

    /// <summary>Answers with a failure; the SDKs disagree on the member that names it, so it is sent twice.</summary>
    internal static Task WriteFailureAsync(RestCall call, string error, string message) => WriteAsync(call, 400, json =>
    {
        json.WriteString("error", error);
        json.WriteString("error_code", error);
        json.WriteString("error_message", message);
    });

    private static Task WriteAsync(RestCall call, int status, Action<Utf8JsonWriter> members)
    {
        call.Http.Response.Headers.CacheControl = "no-store";
        return JsonAnswer.WriteAsync(call.Http.Response, status, json =>
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        });
    }
}
