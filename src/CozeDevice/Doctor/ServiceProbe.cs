using System.Net.WebSockets;
using CozeDevice.Account;
using CozeDevice.Audio;
using CozeDevice.Benchmark;
using CozeDevice.Commands;
using CozeDevice.Conversation;
using CozeDevice.Hosting;
using CozeDevice.Link;
using CozeDevice.Options;
using Microsoft.Extensions.Logging.Abstractions;

namespace CozeDevice.Doctor;

/// <summary>The configured service, reached with the parts of the agent itself.</summary>
internal sealed class ServiceProbe : IServiceProbe
{
    private const int Unauthorized = 401;

    private readonly ProgramContext _context;
    private readonly LoadedConfiguration _loaded;
    private readonly TimeProvider _limits;

    /// <summary>Nothing is asked yet.</summary>
    /// <param name="context">The surroundings.</param>
    /// <param name="loaded">The configuration, right or wrong.</param>
    /// <param name="limits">The time of limits; what is spoken keeps that of <paramref name="context"/>.</param>
    public ServiceProbe(ProgramContext context, LoadedConfiguration loaded, TimeProvider limits) =>
        (_context, _loaded, _limits) = (Credentials.Find(context), loaded, limits);

    /// <inheritdoc/>
    public TokenFacts Token()
    {
        var settings = AccountSettings.LoadOrFail(_loaded, _context);
        using var sources = Sources(settings);
        string?[] files =
        [
            settings.Auth.TokenFile, settings.Auth.TokenWrittenIn, settings.Auth.Jwt?.PrivateKeyFile,
            File.Exists(sources.Store.Path) ? sources.Store.Path : null,
        ];
        var places = sources.Locator.Survey();
        // Where the service has lived, its token may lie where this user cannot look.
        var isBlind = places.Count == 0 && Directory.Exists(TokenState.ServiceDirectory);
        return new(places)
        {
            IsRoot = Environment.IsPrivilegedProcess,
            LoginOver = sources.Login.VoidReason,
            Forbidden = Array.Find([Credentials.FileOf(_context), .. files], IsForbidden)
                ?? (isBlind ? _context.CredentialStores.FirstOrDefault(IsClosed) : null),
            Sealed = sources.Locator.ServiceCredential,
            Exposed = Array.Find([Credentials.MindedFileOf(_context), .. files], SecretFile.IsExposed),
        };
    }

    /// <inheritdoc/>
    public async Task<SessionEnd?> RoundTripAsync(CancellationToken cancellationToken)
    {
        var options = _loaded.Options!;
        var settings = ChatSettings.LinkOf(options with { Coze = options.Coze with { ConversationId = null } });
        // A greeting would be spoken to nobody, and costs.
        var chat = settings.Chat with { NeedPlayPrologue = null, PrologueContent = null };
        using var sources = Sources(AccountSettings.Of(options, _context));
        using var dialer = new CozeDialer(UserAgent.Text, ServiceHttp.Authorities(options.Coze.CaFile), _limits) { BuiltAt = BuildTime.Read() };
        WebSocket socket;
        try
        {
            socket = await DialAsync(dialer, settings.Endpoint, sources.Locator, cancellationToken);
        }
        catch (DialException e)
        {
            return e.End;
        }

        var isOnline = false;
        LinkSession? session = null;
        session = new LinkSession(socket, settings, chat, Parts(), new(
            () =>
            {
                isOnline = true;
                session!.End(new(SessionEndKind.Local, "the doctor has seen enough"));
            },
            static _ => { }));
        var end = await session.RunAsync(cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        return isOnline ? null : end;
    }

    /// <inheritdoc/>
    public async Task<string?> TurnAsync(CancellationToken cancellationToken)
    {
        var question = new BenchQuestion(BenchUtterance.Of(BenchUtterance.Shipped));
        var options = BenchCommand.OnTheBench(_loaded.Options!, question);
        using var sources = Sources(AccountSettings.Of(options, _context));
        var device = new Device(options, sources.Locator, new(Volume: 100, Muted: false), NullLoggerFactory.Instance, _context.Time);
        using var bench = new BenchRun(device, question, _context.Time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = bench.RunAsync(stop.Token);
        try
        {
            if (await bench.OnlineAsync(stop.Token) is { } problem) return problem.Reason ?? problem.State;
            return (await bench.TurnAsync(stop.Token)).Failure;
        }
        finally
        {
            await stop.CancelAsync();
            await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // As the agent does: a refused token is renewed once, if it can be.
    private static async Task<WebSocket> DialAsync(CozeDialer dialer, Uri endpoint, TokenLocator tokens, CancellationToken cancellationToken)
    {
        var token = await tokens.GetTokenAsync(cancellationToken);
        try
        {
            return await dialer.DialAsync(endpoint, token, cancellationToken);
        }
        catch (DialException e) when (e.End.Code == Unauthorized)
        {
            if (!await tokens.RenewAsync(token, cancellationToken)) throw;
        }

        return await dialer.DialAsync(endpoint, await tokens.GetTokenAsync(cancellationToken), cancellationToken);
    }

    private LinkParts Parts() => new(
        new OutboundQueue(keepUtterances: false), new PlayoutBuffer(), new ReplyGate(_limits), new Inbox().Link, new LinkCounters(), _limits,
        NullLogger.Instance);

    private TokenSources Sources(AccountSettings settings) => new(settings, _context, NullLogger.Instance);

    private static bool IsForbidden(string? file)
    {
        if (file is null) return false;
        try
        {
            using var open = File.OpenRead(file);
            return false;
        }
        catch (UnauthorizedAccessException)
        {
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static bool IsClosed(string directory)
    {
        if (!Directory.Exists(directory)) return false;
        try
        {
            using var entries = Directory.EnumerateFileSystemEntries(directory).GetEnumerator();
            return false;
        }
        catch (UnauthorizedAccessException)
        {
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
