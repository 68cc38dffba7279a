using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace CozeDevice.Simulator.Rest;

/// <summary>One request and how to answer it.</summary>
/// <param name="http">The request.</param>
/// <param name="logId">Its log id.</param>
/// <param name="maxBodyBytes">The largest body that is read.</param>
internal sealed class RestCall(HttpContext http, string logId, int maxBodyBytes)
{
    /// <summary>The request.</summary>
    internal HttpContext Http => http;

    /// <summary>The log id of the answer.</summary>
    internal string LogId => logId;

    /// <summary>Signaled when the client has gone.</summary>
    internal CancellationToken Aborted => http.RequestAborted;

    /// <summary>Scheme and host as the client sees them, for URLs in answers.</summary>
    internal string BaseUrl => $"{http.Request.Scheme}://{http.Request.Host}";

    /// <summary>The whole body.</summary>
    internal Task<byte[]> ReadBodyAsync() => RequestBody.ReadAsync(http.Request, maxBodyBytes, Aborted);

    /// <summary>The body as a JSON object; an empty body is an empty object.</summary>
    internal async Task<JsonFields> ReadJsonAsync()
    {
        var body = await ReadBodyAsync();
        if (body.Length == 0) return JsonFields.Empty;
        if (http.Request.ContentType?.Contains("json", StringComparison.OrdinalIgnoreCase) != true)
            throw ApiException.Parameter("Content-Type", "It should be application/json.");
        return JsonFields.Parse(body);
    }

    /// <summary>A member of the route or the query; <see langword="null"/> if absent or empty.</summary>
    internal string? Query(string name) => http.Request.Query[name].ToString() is { Length: > 0 } text ? text : null;

    /// <summary>A member of the query that must be there.</summary>
    internal string RequiredQuery(string name) => Query(name) ?? throw ApiException.Parameter(name, "It is required.");

    /// <summary>A number in the query.</summary>
    internal int QueryInteger(string name, int fallback, int min, int max)
    {
        if (Query(name) is not { } text) return fallback;
        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            && value >= min && value <= max
            ? value
            : throw ApiException.Parameter(name, $"It should be an integer from {min} to {max}.");
    }

    /// <summary>A truth value in the query.</summary>
    internal bool QueryBoolean(string name, bool fallback)
    {
        if (Query(name) is not { } text) return fallback;
        return bool.TryParse(text, out var value)
            ? value
            : throw ApiException.Parameter(name, "It should be true or false.");
    }

    /// <summary>One of some words in the query.</summary>
    internal string? QueryChoice(string name, params ReadOnlySpan<string> allowed)
    {
        if (Query(name) is not { } text) return null;
        foreach (var word in allowed)
        {
            if (text == word) return text;
        }

        throw ApiException.Parameter(name, $"It should be one of: {string.Join(", ", allowed!)}.");
    }

    /// <summary>Answers with the success envelope around <c>data</c>.</summary>
    /// <param name="data">Writes the value of <c>data</c>.</param>
    internal Task AnswerAsync(Action<Utf8JsonWriter> data) => JsonAnswer.WriteAsync(http.Response, 200, json =>
    {
        json.WriteStartObject();
        json.WriteNumber("code", 0);
        json.WriteString("msg", "");
        json.WritePropertyName("data");
        data(json);
        WriteDetail(json);
        json.WriteEndObject();
    });

    /// <summary>Answers with the failure envelope.</summary>
    internal Task AnswerAsync(ApiException failure) => JsonAnswer.WriteAsync(http.Response, failure.Status, json =>
    {
        json.WriteStartObject();
        json.WriteNumber("code", failure.Code);
        json.WriteString("msg", failure.Message);
        WriteDetail(json);
        json.WriteEndObject();
    });

    private void WriteDetail(Utf8JsonWriter json)
    {
        json.WriteStartObject("detail");
        json.WriteString("logid", logId);
        json.WriteEndObject();
    }
}
