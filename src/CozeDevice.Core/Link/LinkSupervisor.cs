using System.Net.WebSockets;
using CozeDevice.Account;
using CozeDevice.Protocol;

namespace CozeDevice.Link;

/// <summary>Keeps one session alive for ever: dial, run, classify the end, wait, again. Never touches a socket itself.</summary>
/// <remarks>One loop. <see cref="Hurry"/>, <see cref="Restart"/> and the properties may be used from any thread.</remarks>
public sealed class LinkSupervisor
{
    /// <summary>Least distance of dials that presses ask for while credentials are refused (design §3).</summary>
    public static readonly TimeSpan OwnerHurry = TimeSpan.FromSeconds(5);

    private volatile LinkSettings _settings;
    private readonly IChatDialer _dialer;
    private readonly LinkParts _parts;
    private readonly Func<double> _random;
    private readonly TokenRenewal _renewal;
    // From when on a dial is thought to hang on a network that is gone.
    private static readonly TimeSpan HangingDial = TimeSpan.FromSeconds(1);

    private TaskCompletionSource? _dial;
    private TaskCompletionSource _hurry = NewHurry();
    private volatile LinkSession? _session;
    private volatile string? _conversationId;
    private volatile LinkStatus _status = new(LinkState.Starting);
    private long _lastDial;
    private int _failures;
    private int _refusals;
    private bool _isGreeted;

    /// <summary>Makes a supervisor; nothing is dialled before <see cref="RunAsync"/>.</summary>
    /// <param name="settings">Where to and with what.</param>
    /// <param name="dialer">Opens sockets.</param>
    /// <param name="tokens">Gives the token.</param>
    /// <param name="parts">What every session stands between.</param>
    /// <param name="random">Numbers in [0, 1) for the jitter.</param>
    public LinkSupervisor(
        LinkSettings settings, IChatDialer dialer, ITokenSource tokens, LinkParts parts, Func<double> random)
    {
        (_settings, _dialer, _parts, _random) = (settings, dialer, parts, random);
        _renewal = new TokenRenewal(tokens, settings.DialLimit, parts.Time);
        _conversationId = settings.Chat.Conversation?.ConversationId;
    }

    /// <summary>The conversation to go on with, as configured or last told by the service; null to begin a new one.</summary>
    public string? ConversationId => _conversationId;

    /// <summary>The state of the link now.</summary>
    public LinkStatus Status => _status;

    /// <summary>Told when <see cref="ConversationId"/> changed, so that it can be remembered. Set before <see cref="RunAsync"/>;
    /// called on a loop of the link, must not wait.</summary>
    public Action<string?>? ConversationChanged { get; set; }

    /// <summary>A press or a sign of the network: a running wait ends at once (in <c>need_auth</c> at most each 5 s).</summary>
    public void Hurry() => Volatile.Read(ref _hurry).TrySetResult();

    /// <summary>The next session begins a new conversation; a running one is not touched.</summary>
    public void ForgetConversation() => ChangeConversation(null);

    /// <summary>The network is another one: a running wait ends at once, and so does a dial that has hung for a while.</summary>
    public void NetworkChanged()
    {
        Hurry();
        if (_parts.Time.GetElapsedTime(Interlocked.Read(ref _lastDial)) >= HangingDial)
            Volatile.Read(ref _dial)?.TrySetResult();
    }

    /// <summary>The session is dead though its socket lives: it ends and a new one is dialled.</summary>
    public void Restart(string reason) => _session?.End(new SessionEnd(SessionEndKind.Timeout, reason));

    /// <summary>Other settings are in force: a running session ends, and the next one has them. Its end is no failure, and
    /// speech in flight survives it as it survives any other.</summary>
    /// <param name="settings">The new settings.</param>
    /// <param name="keepsConversation">Whether the conversation goes on; false when it is another bot's.</param>
    public void Reconfigure(LinkSettings settings, bool keepsConversation)
    {
        _settings = settings;
        if (!keepsConversation)
            ChangeConversation(settings.Chat.Conversation?.ConversationId);
        _session?.End(new SessionEnd(SessionEndKind.Local, "the configuration changed"));
        Hurry();
    }

    /// <summary>Runs until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            SessionEnd end = await AttemptAsync(cancellationToken).ConfigureAwait(false);
            if (cancellationToken.IsCancellationRequested)
                return;
            if (end.Kind == SessionEndKind.Local)
                continue;
            (end, bool isRenewed) = await RenewAsync(end, cancellationToken).ConfigureAwait(false);
            if (cancellationToken.IsCancellationRequested)
                return;
            TimeSpan wait = Account(end, isRenewed);
            await WaitAsync(wait, cancellationToken).ConfigureAwait(false);
        }
    }

    // The link is seen connecting meanwhile: a new token is a part of it, and nobody has to act.
    private async Task<(SessionEnd End, bool IsRenewed)> RenewAsync(SessionEnd end, CancellationToken cancellationToken)
    {
        if (end.WasHealthy)
            _renewal.Forget();
        if (!EndMeaning.RenewsToken(end) || !_renewal.IsDue)
            return (end, false);
        Publish(new LinkStatus(
            LinkState.Connecting, OfflineReason.None, _failures + 1, end.Code, end.Message, end.LogId));
        try
        {
            bool isRenewed = await _renewal.AskAsync(cancellationToken).ConfigureAwait(false);
            _parts.Logger.TokenRefused(isRenewed);
            return (end, isRenewed);
        }
        catch (DialException unanswered)
        {
            // A passing trouble: the ordinary back-off, and the question again.
            return (end with { Kind = unanswered.End.Kind, Message = unanswered.End.Message, Code = null }, false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return (end, false);
        }
        catch (Exception failure)
        {
            _parts.Logger.LoopFailed(failure, "renewal");
            return (end, false);
        }
    }

    private async Task<SessionEnd> AttemptAsync(CancellationToken cancellationToken)
    {
        // What hurried before this dial is served by it; what comes during it counts for the next wait.
        ForgetHurry();
        Interlocked.Exchange(ref _lastDial, _parts.Time.GetTimestamp());
        LinkSettings settings = _settings;
        try
        {
            string token = await _renewal.TokenAsync(cancellationToken).ConfigureAwait(false);
            Publish(new LinkStatus(LinkState.Connecting, OfflineReason.None, _failures + 1));
            _parts.Counters.CountDial();
            _parts.Logger.Dialling(settings.Endpoint.Host, _failures + 1);
            WebSocket socket = await DialAsync(settings, token, cancellationToken).ConfigureAwait(false);
            return await RunSessionAsync(settings, socket, cancellationToken).ConfigureAwait(false);
        }
        catch (DialException failure)
        {
            return failure.End;
        }
        catch (TokenException failure)
        {
            return EndMeaning.OfTokenFailure(failure);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return new SessionEnd(SessionEndKind.Local, "stopped");
        }
        catch (Exception failure)
        {
            // A bug, not the world: the appliance goes on and dials again, the log says what to mend.
            _parts.Logger.LoopFailed(failure, "dial");
            return new SessionEnd(SessionEndKind.Network, "internal failure while dialling");
        }
    }

    private async Task<WebSocket> DialAsync(LinkSettings settings, string token, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(settings.DialLimit, _parts.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        TaskCompletionSource given = NewHurry();
        Volatile.Write(ref _dial, given);
        Task<WebSocket> dialling = _dialer.DialAsync(settings.Endpoint, token, either.Token);
        try
        {
            if (await Task.WhenAny(dialling, given.Task).ConfigureAwait(false) == given.Task)
            {
                await either.CancelAsync().ConfigureAwait(false);
                await DropAsync(dialling).ConfigureAwait(false);
                throw new DialException(new SessionEnd(SessionEndKind.Network, "the network changed while dialling"));
            }
            return await dialling.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new DialException(new SessionEnd(SessionEndKind.Timeout,
                $"no connection within {settings.DialLimit.TotalSeconds:0.#} s"));
        }
        finally
        {
            Volatile.Write(ref _dial, null);
        }
    }

    // A dial nobody waits for any more; its socket may have come all the same.
    private static async Task DropAsync(Task<WebSocket> dialling)
    {
        try
        {
            (await dialling.ConfigureAwait(false)).Dispose();
        }
        catch (Exception failure) when (failure is DialException or OperationCanceledException)
        {
            // As asked for.
        }
    }

    private async Task<SessionEnd> RunSessionAsync(LinkSettings settings, WebSocket socket, CancellationToken cancellationToken)
    {
        int attempt = _failures + 1;
        Publish(new LinkStatus(LinkState.Configuring, OfflineReason.None, attempt));
        ChatConfig chat = settings.Chat with
        {
            Conversation = (settings.Chat.Conversation ?? new ConversationConfig()) with { ConversationId = _conversationId },
            // Once after the start: after a reconnect nobody wants to be greeted again.
            NeedPlayPrologue = settings.Chat.NeedPlayPrologue is { } greets ? greets && !_isGreeted : null,
        };
        var session = new LinkSession(socket, settings, chat, _parts, new LinkSessionEvents(CameOnline, ChangeConversation));
        _session = session;
        // Other settings came while it was dialled: it is not the one they ask for.
        if (!ReferenceEquals(settings, _settings))
            session.End(new SessionEnd(SessionEndKind.Local, "the configuration changed"));
        try
        {
            return await session.RunAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _session = null;
        }
    }

    private void CameOnline()
    {
        // The hurry is served: it must not shorten the wait after a loss much later.
        ForgetHurry();
        _refusals = 0;
        _isGreeted = true;
        _parts.Logger.Online(_parts.Time.GetElapsedTime(Interlocked.Read(ref _lastDial)).TotalMilliseconds);
        Publish(new LinkStatus(LinkState.Online));
    }

    private void ChangeConversation(string? id)
    {
        if (id == _conversationId)
            return;
        _conversationId = id;
        ConversationChanged?.Invoke(id);
    }

    private TimeSpan Account(SessionEnd end, bool isRenewed)
    {
        if (EndMeaning.ForgetsConversation(end))
            ChangeConversation(null);
        _failures = end.WasHealthy ? 1 : _failures + 1;
        _refusals = end.WhileConfiguring ? _refusals + 1 : 0;
        LinkStatus status = EndMeaning.StatusAfter(end, _failures, _refusals);
        TimeSpan wait = ReconnectPolicy.Next(
            new RetryContext(
                _failures, EndMeaning.OwnerMustAct(status), _parts.Outbound.SpeechWaits, end.WasOnline, end.RetryAfter),
            _random());
        if (isRenewed)
            return TimeSpan.Zero;
        if (end.WasOnline)
            _parts.Logger.LinkLost(end.Kind, end.Message, wait.TotalSeconds);
        else
            _parts.Logger.CannotConnect(end.Kind, end.Message, wait.TotalSeconds);
        Publish(status);
        return wait;
    }

    private async Task WaitAsync(TimeSpan wait, CancellationToken cancellationToken)
    {
        long start = _parts.Time.GetTimestamp();
        while (wait > TimeSpan.Zero)
        {
            if (!await HurriedAsync(wait, cancellationToken).ConfigureAwait(false))
                return;
            TimeSpan sinceDial = _parts.Time.GetElapsedTime(Interlocked.Read(ref _lastDial));
            if (!EndMeaning.OwnerMustAct(_status) || sinceDial >= OwnerHurry)
                return;
            // Refused credentials: the press is honoured when 5 s since the last dial are over.
            TimeSpan rest = wait - _parts.Time.GetElapsedTime(start);
            wait = rest < OwnerHurry - sinceDial ? rest : OwnerHurry - sinceDial;
            start = _parts.Time.GetTimestamp();
        }
    }

    private async Task<bool> HurriedAsync(TimeSpan wait, CancellationToken cancellationToken)
    {
        try
        {
            await Volatile.Read(ref _hurry).Task.WaitAsync(wait, _parts.Time, cancellationToken).ConfigureAwait(false);
            ForgetHurry();
            return true;
        }
        catch (Exception over) when (over is TimeoutException or OperationCanceledException)
        {
            return false;
        }
    }

    private void ForgetHurry()
    {
        if (Volatile.Read(ref _hurry).Task.IsCompleted)
            Volatile.Write(ref _hurry, NewHurry());
    }

    // Continuations elsewhere: a press must not run the link's code on the dispatcher.
    private static TaskCompletionSource NewHurry() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Publish(LinkStatus status)
    {
        _status = status;
        _parts.Notices.TryWrite(new LinkChanged(status));
    }
}
