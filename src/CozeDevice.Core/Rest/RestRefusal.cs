using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using CozeDevice.Account;
using CozeDevice.Protocol;

namespace CozeDevice.Rest;

/// <summary>Words for what the service answered instead of success (protocol §7.1, §9).</summary>
internal static class RestRefusal
{
    private const int MaxTextLength = 200;
    private const int ServerError = 500;

    /// <summary>The failure envelope, or the OAuth shape of it, as an exception; null where the object is none.</summary>
    internal static RestException? FromEnvelope(RestAnswer answer, JsonElement root)
    {
        var code = root.Integer("code");
        if (code is null && root.Text("error_code") is { Length: > 0 } name)
            return Refused(answer, 0, $"{name}: {root.Text("error_message")}");
        if (code is null or 0 && answer.Status < 400)
            return null;
        return Refused(answer, code is > int.MinValue and < int.MaxValue ? (int)code : 0, root.Text("msg"));
    }

    /// <summary>An answer that is no JSON object.</summary>
    internal static RestException FromStatus(RestAnswer answer)
    {
        if (answer.Status is >= 300 and < 400)
        {
            return new(RestFailure.BadAnswer,
                $"the service redirects (HTTP {answer.Status}), which is not followed; check Coze:ApiUrl{LogId(answer)}")
            { Status = answer.Status, LogId = answer.LogId };
        }
        if (answer.Status >= 400 && !answer.IsHtml)
            return Refused(answer, 0, "");
        if (answer.Status >= ServerError)
            return Refused(answer, 0, "");
        var what = answer.IsHtml ? "a web page" : "something that is not JSON";
        return new(RestFailure.BadAnswer,
            $"the answer is {what} (HTTP {answer.Status}), not the service's: check Coze:ApiUrl, or log in to the network{LogId(answer)}")
        { Status = answer.Status, LogId = answer.LogId };
    }

    /// <summary>A code that came in a stream or an answer.</summary>
    internal static string Words(int code, string text)
    {
        var known = ErrorCodes.Lookup(code);
        var words = new StringBuilder($"code {code}, {known.Meaning}");
        if (Clean(text) is { Length: > 0 } said)
            words.Append(CultureInfo.InvariantCulture, $" (\"{said}\")");
        if (known.Hint.Length > 0)
            words.Append(CultureInfo.InvariantCulture, $". {known.Hint.TrimEnd('.')}");
        return words.ToString();
    }

    /// <summary>Text of the service on one line, without control characters and tokens, then cut: what was cut before could
    /// not be told for a token any more.</summary>
    internal static string Clean(string text)
    {
        var line = new StringBuilder();
        foreach (var c in JsonText.Cut(TokenText.WithoutTokens(text), MaxTextLength))
            line.Append(char.IsControl(c) ? ' ' : c);
        return line.ToString().Trim();
    }

    private static RestException Refused(RestAnswer answer, int code, string text)
    {
        var words = code != 0 ? Words(code, text) : StatusWords(answer.Status, text);
        var wait = answer.RetryAfter is { } span
            ? $"; it asks to wait {Math.Ceiling(span.TotalSeconds).ToString(CultureInfo.InvariantCulture)} s"
            : "";
        return new(RestFailure.Refused, $"the service refused: {words}{wait}{LogId(answer)}")
        {
            Code = code,
            Status = answer.Status,
            LogId = answer.LogId,
            RetryAfter = answer.RetryAfter,
        };
    }

    private static string StatusWords(int status, string text)
    {
        // A status that the table of codes repeats has a meaning and a hint there.
        var known = ErrorCodes.Lookup(status);
        var words = known.Hint.Length > 0 ? $"HTTP {status}, {known.Meaning}" : $"HTTP {status}";
        if (Clean(text) is { Length: > 0 } said)
            words += $" (\"{said}\")";
        return known.Hint.Length > 0 ? $"{words}. {known.Hint.TrimEnd('.')}" : words;
    }

    private static string LogId(RestAnswer answer) => answer.LogId is { } id ? $" (log id {id})" : "";

    /// <summary><c>Retry-After</c>, as seconds or as a date.</summary>
    internal static TimeSpan? RetryAfter(RetryConditionHeaderValue? header, DateTimeOffset now) => header switch
    {
        { Delta: { } delta } => delta < TimeSpan.Zero ? TimeSpan.Zero : delta,
        { Date: { } date } => date > now ? date - now : TimeSpan.Zero,
        _ => null,
    };
}
