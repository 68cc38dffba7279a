using System.Globalization;
using System.Text.Json;
using CozeDevice.Protocol;

namespace CozeDevice.Account;

/// <summary>An answer of an OAuth endpoint that is no refusal: members at the top level (protocol §7.1, §12).</summary>
internal sealed class OAuthAnswer
{
    private const int DefaultIntervalSeconds = 5;
    private const int MaxTextLength = 4096;
    private const int MaxIntervalSeconds = 60;
    private static readonly TimeSpan LongestCode = TimeSpan.FromHours(1);

    // "Not now" in words instead of a status.
    private static readonly string[] TemporaryErrors = ["internal_error", "server_error", "temporarily_unavailable"];

    private readonly JsonElement _root;
    private readonly DateTimeOffset? _sent;

    private OAuthAnswer(JsonElement root, DateTimeOffset? sent) => (_root, _sent) = (root, sent);

    /// <summary>Reads an answer.</summary>
    /// <param name="response">Status and headers.</param>
    /// <param name="content">The body.</param>
    /// <param name="now">This board's clock.</param>
    /// <exception cref="OAuthException">It is a refusal, or no answer of this endpoint.</exception>
    public static OAuthAnswer Read(HttpResponseMessage response, byte[] content, DateTimeOffset now)
    {
        DateTimeOffset? sent = response.Headers.Date;
        var answer = new OAuthAnswer(Parse(content), sent);
        string? error = answer.Text("error") ?? answer.Text("error_code") ?? answer.EnvelopeCode();
        if (response.IsSuccessStatusCode && error is null && answer._root.ValueKind == JsonValueKind.Object)
            return answer;
        if (OAuthClient.IsOutOfOrder(response.StatusCode) || Array.IndexOf(TemporaryErrors, error) >= 0)
            throw answer.Refusal(error, $"the service is out of order (HTTP {(int)response.StatusCode})", TokenObstacle.Network, now);
        if (error is not null)
            throw answer.Refusal(error, $"the service refused: {TokenText.Printable(error)}", TokenObstacle.Owner, now);
        // A page of a captive portal, a redirect, a proxy.
        throw answer.Refusal(
            null, $"something that is not Coze answered (HTTP {(int)response.StatusCode})", TokenObstacle.Network, now);
    }

    /// <summary>Reads an answer of a helper program: <c>access_token</c> and <c>expires_in</c>.</summary>
    /// <exception cref="OAuthException">It is no object.</exception>
    public static OAuthAnswer Read(byte[] content)
    {
        JsonElement root = Parse(content);
        return root.ValueKind == JsonValueKind.Object
            ? new OAuthAnswer(root, null)
            : throw new OAuthException("the output is no JSON object");
    }

    /// <summary>A token (protocol §8.2).</summary>
    /// <param name="now">This board's clock.</param>
    /// <exception cref="OAuthException">There is none in it.</exception>
    public IssuedToken ToToken(DateTimeOffset now)
    {
        string token = Text("access_token") is { } text && TokenText.IsToken(text)
            ? text
            : throw new OAuthException("the answer has no usable access_token") { Obstacle = TokenObstacle.Network };
        string? refresh = Text("refresh_token") is { } given && TokenText.IsToken(given) ? given : null;
        TimeSpan? lifetime = Number("expires_in") is { } expiresIn ? TokenLifetime.Of(expiresIn, _sent, now) : null;
        return new IssuedToken(token, refresh, lifetime);
    }

    /// <summary>The beginning of a login.</summary>
    /// <exception cref="OAuthException">It is not complete.</exception>
    public DeviceCode ToDeviceCode()
    {
        // The documentation's table says that the user code is a number; its example and the SDKs have text.
        string? userCode = Text("user_code") ?? Number("user_code")?.ToString(CultureInfo.InvariantCulture);
        string? address = Text("verification_uri");
        if (Text("device_code") is not { } secret || userCode is null || !IsPage(address))
            throw new OAuthException("the answer has no usable device_code, user_code and verification_uri") { Obstacle = TokenObstacle.Network };
        string complete = Text("verification_uri_complete") is { } whole && IsPage(whole)
            ? whole
            : $"{address}{(address!.Contains('?', StringComparison.Ordinal) ? '&' : '?')}user_code={Uri.EscapeDataString(userCode)}";
        TimeSpan lifetime = Number("expires_in") is > 0 and var seconds ? TimeSpan.FromSeconds(Math.Min(seconds, (long)LongestCode.TotalSeconds)) : LongestCode;
        long interval = Math.Clamp(Number("interval") ?? DefaultIntervalSeconds, 1, MaxIntervalSeconds);
        return new DeviceCode(secret, TokenText.OneLine(userCode), TokenText.OneLine(address!), TokenText.OneLine(complete), lifetime, TimeSpan.FromSeconds(interval));
    }

    private static JsonElement Parse(byte[] content)
    {
        try
        {
            using var document = JsonDocument.Parse(content);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return default;
        }
    }

    private static bool IsPage(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out Uri? page) && page.Scheme is "https" or "http";

    private OAuthException Refusal(string? error, string message, TokenObstacle obstacle, DateTimeOffset now)
    {
        string? detail = Text("error_message") ?? Text("error_description") ?? Text("msg");
        return new OAuthException(detail is null ? message : $"{message} ({TokenText.Printable(detail)})")
        {
            Error = error,
            Obstacle = obstacle,
            ClockOffset = _sent - now,
        };
    }

    // The REST envelope, should it come here: {"code":700012006,"msg":"…"}.
    private string? EnvelopeCode() => Number("code") is { } code and not 0
        ? code.ToString(CultureInfo.InvariantCulture)
        : null;

    private string? Text(string name) =>
        JsonText.Text(JsonText.Member(_root, name)) is { Length: > 0 and <= MaxTextLength } text ? text : null;

    private long? Number(string name)
    {
        JsonElement value = JsonText.Member(_root, name);
        if (value.ValueKind == JsonValueKind.Number)
            return value.TryGetInt64(out long number) ? number : value.TryGetDouble(out double real) && double.Abs(real) < long.MaxValue ? (long)real : null;
        return long.TryParse(JsonText.Text(value), CultureInfo.InvariantCulture, out long written) ? written : null;
    }
}
