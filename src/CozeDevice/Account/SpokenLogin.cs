using CozeDevice.Conversation;
using Microsoft.Extensions.Logging;

namespace CozeDevice.Account;

/// <summary>Signs in a device that has a client id and nothing else: it says a code, shows it on the feed and in the log, and waits until
/// somebody has typed it on a phone.</summary>
/// <remarks>Once by itself when the agent starts, then whenever somebody presses; while a code is good, a press says it again. One code at a
/// time. Whoever logs in otherwise meanwhile (<c>cozedevice login</c>) is in no way disturbed.</remarks>
/// <param name="sources">Where tokens come from.</param>
/// <param name="loop">Tells of presses, and says the code.</param>
/// <param name="prompts">Spells the code.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Told the code.</param>
internal sealed class SpokenLogin(
    TokenSources sources, ConversationLoop loop, PromptLibrary prompts, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    /// <summary>Runs until cancelled. Ends at once without a client id.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (sources.Settings.Auth.ClientId is not { } clientId) return;
        try
        {
            for (bool isFirst = true; ; isFirst = false)
            {
                await WaitAsync(needsPress: !isFirst, cancellationToken);
                await LogInAsync(clientId, cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The agent ends.
        }
    }

    // Nothing anywhere gives a token. A token that is there and refused is its owner's matter, not that of whoever presses.
    private bool IsWanted => sources.Locator.Survey().Count == 0;

    private async Task WaitAsync(bool needsPress, CancellationToken cancellationToken)
    {
        while (true)
        {
            // A feed that was left alone for long ends; the next one begins with the state.
            using FeedSubscription feed = loop.Subscribe();
            string link = "";
            await foreach (DeviceEvent told in feed.Events.ReadAllAsync(cancellationToken))
            {
                link = told switch { SnapshotEvent e => e.State.Link.State, LinkEvent e => e.Link.State, _ => link };
                bool isPressed = told is TurnEvent { Turn.State: "listening" or "prompting" };
                if (link == "need_auth" && (isPressed || !needsPress) && IsWanted) return;
            }
        }
    }

    private async Task LogInAsync(string clientId, CancellationToken cancellationToken)
    {
        try
        {
            await NewLogin.TryStoreAsync(sources, cancellationToken);
            if (await BeginAsync(clientId, cancellationToken) is not { } code) return;
            // The code is no secret: it opens nothing without an account, and the log is where a person without a speaker looks.
            LoginLog.CodeShown(logger, code.UserCode, code.Address);
            loop.TellLogin(code.UserCode, code.CompleteAddress, code.Lifetime);
            prompts.SpellCode(code.UserCode);
            await loop.ExecuteAsync(new AnnounceCommand(), cancellationToken);
            IssuedToken issued = await ApprovedAsync(clientId, code, cancellationToken);
            await NewLogin.StoreAsync(sources, clientId, issued, time);
            LoginLog.LoggedIn(logger);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Signed in by another way meanwhile.
        }
        catch (OAuthException e)
        {
            LoginLog.CodeUnused(logger, e.Message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            LoginLog.NotStored(logger, e.Message);
        }
        finally
        {
            prompts.SpellCode(null);
        }
    }

    // Without a network there is no code yet: a device that is switched on before the router waits for it.
    private async Task<DeviceCode?> BeginAsync(string clientId, CancellationToken cancellationToken)
    {
        for (TimeSpan pause = ShortestPause; IsWanted; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                return await sources.OAuth.BeginLoginAsync(clientId, null, cancellationToken);
            }
            catch (OAuthException e) when (e.IsTemporary)
            {
                if (pause == ShortestPause) LoginLog.NoCode(logger, e.Message);
            }

            await Task.Delay(pause, time, cancellationToken);
        }

        return null;
    }

    // Given up when there is a token from elsewhere: a code that is approved later must not replace what somebody chose.
    private async Task<IssuedToken> ApprovedAsync(string clientId, DeviceCode code, CancellationToken cancellationToken)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task<IssuedToken> approved = new DeviceLogin(sources.OAuth, clientId, time).WaitAsync(code, Disturbed, waiting.Token);
        Task signedIn = SignedInAsync(waiting.Token);
        await Task.WhenAny(approved, signedIn);
        await waiting.CancelAsync();
        await signedIn.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return await approved;
    }

    private async Task SignedInAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            using FeedSubscription feed = loop.Subscribe();
            await foreach (DeviceEvent told in feed.Events.ReadAllAsync(cancellationToken))
            {
                if (told is (SnapshotEvent { State.Link.State: not "need_auth" } or LinkEvent { Link.State: not "need_auth" }) && !IsWanted) return;
            }
        }
    }

    private void Disturbed(string? why)
    {
        if (why is not null) LoginLog.StillWaiting(logger, why);
    }
}
