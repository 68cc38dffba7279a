using CozeDevice.Commands;
using CozeDevice.Hosting;
using CozeDevice.Link;
using Microsoft.Extensions.Logging;

namespace CozeDevice.Account;

/// <summary>Every place a token may come from, composed in their order (design §6).</summary>
internal sealed class TokenSources : IDisposable
{
    // Requests are minutes apart: a kept connection would only go stale.
    private static readonly TimeSpan IdleLimit = TimeSpan.FromSeconds(30);

    private readonly HttpMessageInvoker _http;
    private readonly List<CachedToken> _cached = [];
    private readonly ILogger _logger;

    /// <summary>Wires everything; nothing is asked yet.</summary>
    /// <param name="settings">The configuration.</param>
    /// <param name="context">Environment and clock.</param>
    /// <param name="logger">Told what happens to the login.</param>
    public TokenSources(AccountSettings settings, ProgramContext context, ILogger logger)
    {
        Settings = settings;
        _logger = logger;
        var refused = new RefusedCertificate();
        var handler = ServiceHttp.Handler(ServiceHttp.Authorities(settings.Authorities), refused.Judge);
        handler.PooledConnectionIdleTimeout = IdleLimit;
        _http = new(handler);
        OAuth = new OAuthClient(_http, settings.Api, UserAgent.Text, context.Time) { BuiltAt = BuildTime.Read(), Refused = refused };
        Store = new LoginFile(settings.Directory, context.Time, logger);
        Login = new LoginToken(Store, OAuth, context.Time, BootId.Read(), logger);
        var auth = settings.Auth;
        if (auth.Command.Count > 0)
            _cached.Add(new CommandToken(new HelperProgram(auth.Command, context.Time).RunAsync, context.Time, logger));
        if (auth.Jwt is { } jwt)
            _cached.Add(new JwtToken(jwt, OAuth, context.Time, logger));
        var handed = context.Environment.GetValueOrDefault("CREDENTIALS_DIRECTORY");
        Locator = new TokenLocator(
            new TokenPlaces
            {
                CredentialsDirectory = handed,
                CredentialStores = string.IsNullOrEmpty(handed) ? context.CredentialStores : [],
                TokenFile = auth.TokenFile,
                Token = auth.Token,
                EnvironmentToken = context.Environment.GetValueOrDefault("COZE_API_TOKEN"),
            },
            [.. _cached, Login]);
    }

    /// <summary>What they were made from.</summary>
    public AccountSettings Settings { get; }

    /// <summary>The service.</summary>
    public OAuthClient OAuth { get; }

    /// <summary>Where the login is.</summary>
    public LoginFile Store { get; }

    /// <summary>The token of the login.</summary>
    public LoginToken Login { get; }

    /// <summary>All places in order.</summary>
    public TokenLocator Locator { get; }

    /// <summary>Whether a device without a token may start: its owner can log in while it runs.</summary>
    public bool MayLogIn => Settings.Auth.ClientId is not null || Login.VoidReason is not null || Login.IsPresent;

    /// <summary>Makes sure that there is a token, or a way to one, before an agent starts.</summary>
    /// <exception cref="CommandException">There is not: exit code 77.</exception>
    public async Task RequireAsync(CancellationToken cancellationToken)
    {
        await RecoverAsync(cancellationToken);
        try
        {
            if (Settings.Auth.Jwt is { } jwt) JwtToken.ReadKey(jwt.PrivateKeyFile).Dispose();
            if (Locator.Survey() is [{ Problem: { } problem }, ..]) throw new TokenException(problem);
            if (Locator.Survey().Count == 0 && !MayLogIn) Locator.Find();
        }
        catch (TokenException e)
        {
            throw new CommandException(ExitCode.Token, e.Message);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Login.Dispose();
        foreach (var cached in _cached) cached.Dispose();
        _http.Dispose();
    }

    // A login that was cut off while it was stored gets its place; without one there is nothing to lock.
    private async Task RecoverAsync(CancellationToken cancellationToken)
    {
        if (!Store.IsUnfinished) return;
        try
        {
            (await Store.LockAsync(cancellationToken)).Dispose();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            LoginLog.Unreadable(_logger, Store.Path, e.Message);
        }
    }
}
