using System.Globalization;
using System.Text.Json;
using CozeDevice.Account;

namespace CozeDevice.Commands;

/// <summary><c>token</c>: the state of the token without the token. Asks nobody.</summary>
internal static class TokenState
{
    // Coze's refresh tokens live for 30 days (protocol §8.1).
    private static readonly TimeSpan LoginLifetime = TimeSpan.FromDays(30);

    /// <summary>Where the service keeps its login.</summary>
    public const string ServiceDirectory = "/var/lib/cozedevice";

    /// <summary>Whether this run looks somewhere else for a login than the service of this board.</summary>
    public static bool IsOfAnotherAgent(TokenSources sources) =>
        sources.Settings.Directory != ServiceDirectory && Directory.Exists(ServiceDirectory);

    /// <summary>A credential of the service, as people name it.</summary>
    public static string OfService(string credential) => $"the service's credential {credential}";

    /// <summary>Shows it.</summary>
    /// <returns>0 when there is a token or a way to one, else 77.</returns>
    public static async Task<int> RunAsync(ProgramContext context, TokenSources sources, bool asJson, CancellationToken cancellationToken)
    {
        var places = sources.Locator.Survey();
        var login = sources.Store.Load();
        var now = Moment.Now(context.Time, BootId.Read());
        var credential = sources.Locator.ServiceCredential;
        var isGood = IsGood(sources, places);
        if (asJson)
        {
            await JsonOutput.WriteAsync(context.Out, json => Write(json, sources, places, login, now));
        }
        else
        {
            if (credential is not null)
                await context.Out.WriteLineAsync($"service   {OfService(credential)}: goes before all others there; not for commands");
            await DescribeAsync(context.Out, sources, places, login, now);
        }

        if (isGood) return ExitCode.Ok;
        if (!asJson && places is []) await context.Error.WriteLineAsync($"cozedevice: {Missing(login)}");
        if (IsOfAnotherAgent(sources))
            await context.Error.WriteLineAsync($"cozedevice: note: this is about {sources.Settings.Directory}; the service has its own in {ServiceDirectory} (sudo cozedevice token)");
        return ExitCode.Token;
    }

    /// <summary>A length of time as people say it.</summary>
    public static string Span(TimeSpan span)
    {
        var (number, unit) = span switch
        {
            { TotalDays: >= 2 } => (span.TotalDays, "days"),
            { TotalHours: >= 2 } => (span.TotalHours, "hours"),
            { TotalMinutes: >= 2 } => (span.TotalMinutes, "minutes"),
            _ => (span.TotalSeconds, "seconds"),
        };
        return string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(number):0} {unit}");
    }

    private static bool IsGood(TokenSources sources, IReadOnlyList<TokenPlace> places) =>
        places is [{ Problem: null }, ..] || (places is [] && sources.Locator.ServiceCredential is not null);

    private static string Missing(StoredLogin? login) => login?.VoidReason is { } reason
        ? $"the login is over: {reason}; run cozedevice login"
        : "there is no token; run cozedevice login, or give one as systemd credential coze-token, as Auth:TokenFile, or as COZE_API_TOKEN for bench work";

    private static async Task DescribeAsync(
        TextWriter output, TokenSources sources, IReadOnlyList<TokenPlace> places, StoredLogin? login, Moment now)
    {
        foreach (var place in places)
        {
            var use = place == places[0] ? "in use" : "not used";
            var what = place.Problem ?? place.Kind?.Name ?? (place.Name == sources.Login.Place ? KindOf(login)?.Name : "asked for when it is needed");
            await output.WriteLineAsync($"{use,-9} {place.Name}: {what}");
        }

        if (login is null) return;
        await output.WriteLineAsync($"file      {sources.Store.Path}");
        await output.WriteLineAsync($"client    {TokenText.OneLine(login.ClientId)} at {TokenText.OneLine(login.ApiUrl)}");
        await output.WriteLineAsync($"renewed   {Time(login.ReceivedAt.Wall)}");
        if (!login.IsGood) return;
        var left = login.Left(now);
        await output.WriteLineAsync(left > TimeSpan.Zero
            ? $"expires   in {Span(left)}; renewed by itself when it is needed"
            : "expires   is over; renewed by itself when it is needed");
        await output.WriteLineAsync($"login     good until about {Time(login.ReceivedAt.Wall + LoginLifetime)} unless it is renewed before");
    }

    private static void Write(
        Utf8JsonWriter json, TokenSources sources, IReadOnlyList<TokenPlace> places, StoredLogin? login, Moment now)
    {
        json.WriteStartObject();
        json.WriteBoolean("ok", IsGood(sources, places));
        json.WriteString("service_credential", sources.Locator.ServiceCredential);
        json.WriteStartArray("places");
        foreach (var place in places)
        {
            json.WriteStartObject();
            json.WriteString("place", place.Name);
            json.WriteBoolean("used", place == places[0]);
            json.WriteString("kind", place.Kind?.Word ?? (place.Name == sources.Login.Place ? KindOf(login)?.Word : null));
            json.WriteString("problem", place.Problem);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (login is not null)
        {
            json.WriteStartObject("login");
            json.WriteString("file", sources.Store.Path);
            json.WriteString("client_id", login.ClientId);
            json.WriteString("api_url", login.ApiUrl);
            json.WriteString("renewed_at", Time(login.ReceivedAt.Wall));
            json.WriteNumber("expires_in", (long)login.Left(now).TotalSeconds);
            json.WriteString("void", login.VoidReason);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static (string Word, string Name)? KindOf(StoredLogin? login) => login is null ? null : TokenText.KindOf(login.AccessToken);

    private static string Time(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
