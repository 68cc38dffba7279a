using CozeDevice.Account;
using CozeDevice.Terminal;

namespace CozeDevice.Commands;

/// <summary>One run of <c>login</c>.</summary>
/// <param name="context">Where it reads and writes.</param>
/// <param name="sources">Where tokens come from.</param>
/// <param name="asJson">One JSON object per line instead of sentences.</param>
internal sealed class LoginSession(ProgramContext context, TokenSources sources, bool asJson)
{
    private const int Codes = 2; // nobody looks for a phone for longer than two codes live

    /// <summary>Logs in.</summary>
    /// <param name="workspace">A team space, or null.</param>
    /// <param name="cancellationToken">Ctrl-C.</param>
    public async Task<int> RunAsync(string? workspace, CancellationToken cancellationToken)
    {
        var clientId = sources.Settings.Auth.ClientId
            ?? throw new CommandException(ExitCode.Configuration,
                "Auth:ClientId is missing; make an OAuth app for devices in Coze's console and write its client id, or give --set Auth:ClientId=…");
        try
        {
            await NewLogin.TryStoreAsync(sources, cancellationToken);
            await NoteAboutPlaceAsync();
            var issued = await AskAsync(new DeviceLogin(sources.OAuth, clientId, context.Time), clientId, workspace, cancellationToken);
            var login = await NewLogin.StoreAsync(sources, clientId, issued, context.Time);
            await TellAsync(login);
            return ExitCode.Ok;
        }
        catch (OAuthException e)
        {
            throw Describe(e);
        }
        catch (OperationCanceledException)
        {
            throw new CommandException(ExitCode.Failed, "given up; nothing was changed");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCode.Failed, $"the login cannot be stored: {e.Message}; run it as root or as the user of the agent");
        }
    }

    private async Task NoteAboutPlaceAsync()
    {
        if (TokenState.IsOfAnotherAgent(sources))
        {
            await context.Error.WriteLineAsync(
                $"cozedevice: note: this login is for {sources.Settings.Directory}; the service has its own in {TokenState.ServiceDirectory} (sudo cozedevice login)");
        }
    }

    private async Task<IssuedToken> AskAsync(
        DeviceLogin login, string clientId, string? workspace, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var code = await sources.OAuth.BeginLoginAsync(clientId, workspace, cancellationToken);
            await ShowAsync(code, attempt > 1);
            try
            {
                return await login.WaitAsync(code, Disturbed, cancellationToken);
            }
            catch (OAuthException e) when (e.Error == "expired_token" && attempt < Codes)
            {
                // A new one without a question: who comes back with the phone finds a code that works.
            }
        }
    }

    private void Disturbed(string? why) => context.Error.WriteLine(
        why is null ? "cozedevice: the connection is back" : $"cozedevice: {why}; still waiting");

    private async Task ShowAsync(DeviceCode code, bool isAnother)
    {
        if (asJson)
        {
            await JsonOutput.WriteAsync(context.Out, json =>
            {
                json.WriteStartObject();
                json.WriteString("event", "code");
                json.WriteString("user_code", code.UserCode);
                json.WriteString("verification_uri", code.Address);
                json.WriteString("verification_uri_complete", code.CompleteAddress);
                json.WriteNumber("expires_in", (long)code.Lifetime.TotalSeconds);
                json.WriteEndObject();
            }, indented: false);
            return;
        }

        if (isAnother) await context.Out.WriteLineAsync("The code has expired. Here is another one.");
        await context.Out.WriteLineAsync($"\nOpen  {code.Address}\nand type  {code.UserCode}\nor scan this with your phone:\n");
        foreach (var line in QrText.Lines(code.CompleteAddress, context.IsInteractive, QrText.CanDraw(context.Out.Encoding)))
            await context.Out.WriteLineAsync(line);
        await context.Out.WriteLineAsync(
            $"\nWaiting; the code is good for {TokenState.Span(code.Lifetime)}. Ctrl-C gives up.");
    }

    private async Task TellAsync(StoredLogin login)
    {
        var before = sources.Locator.Survey().TakeWhile(place => place.Name != sources.Login.Place).Select(place => place.Name).ToList();
        var credential = sources.Locator.ServiceCredential;
        if (asJson)
        {
            await JsonOutput.WriteAsync(context.Out, json =>
            {
                json.WriteStartObject();
                json.WriteString("event", "login");
                json.WriteString("client_id", login.ClientId);
                json.WriteString("file", sources.Store.Path);
                json.WriteBoolean("used", before.Count == 0 && credential is null);
                json.WriteEndObject();
            }, indented: false);
        }
        else
        {
            await context.Out.WriteLineAsync($"Logged in. The login is in {sources.Store.Path} and renews itself; a running agent takes it at once.");
        }

        if (before.Count > 0)
            await context.Error.WriteLineAsync($"cozedevice: note: {before[0]} still gives a token and is used before the login");
        if (credential is not null)
            await context.Error.WriteLineAsync($"cozedevice: note: the service uses {credential} before the login");
    }

    private static CommandException Describe(OAuthException e) => e switch
    {
        { IsTemporary: true } => new(e.Obstacle == TokenObstacle.Timeout ? ExitCode.Timeout : ExitCode.Network, $"{e.Message}; nothing was changed"),
        { Error: "access_denied" } => new(ExitCode.Failed, "the login was refused in the browser; nothing was changed"),
        { Error: "expired_token" } => new(ExitCode.Timeout, "nobody approved the login in time; nothing was changed"),
        { Error: "invalid_client" } => new(ExitCode.Failed, $"Coze does not know Auth:ClientId, or the app is not one for devices: {e.Message}"),
        _ => new(ExitCode.Failed, e.Message),
    };
}
