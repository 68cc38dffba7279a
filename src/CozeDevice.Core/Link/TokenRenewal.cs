using CozeDevice.Account;

namespace CozeDevice.Link;

/// <summary>The token of each dial, and the one question for another when the service refused it.</summary>
/// <remarks>Used by the supervisor's loop only. A refused token is asked about once; the one that came of it, if it is refused
/// too without a healthy session between, is the owner's matter: tokens are never renewed in a loop.</remarks>
/// <param name="tokens">The source.</param>
/// <param name="limit">Longest wait for it, so that a source which asks the network cannot hold up the link.</param>
/// <param name="time">Monotonic clock.</param>
internal sealed class TokenRenewal(ITokenSource tokens, TimeSpan limit, TimeProvider time)
{
    private string? _token;
    private string? _asked;
    private string? _renewed;
    private bool _isFresh;

    /// <summary>Whether another token may be asked for in place of the one last dialled with.</summary>
    public bool IsDue => _token is not null && _token != _asked && _token != _renewed;

    /// <summary>The token for a dial.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="TokenException">There is none.</exception>
    /// <exception cref="DialException">The source did not answer in time.</exception>
    public async ValueTask<string> TokenAsync(CancellationToken cancellationToken)
    {
        _token = null;
        _token = await LimitedAsync(tokens.GetTokenAsync, cancellationToken).ConfigureAwait(false);
        if (_isFresh)
            (_renewed, _isFresh) = (_token, false);
        return _token;
    }

    /// <summary>Asks for another token in place of the one last dialled with.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="DialException">The source did not answer in time; it may be asked again.</exception>
    public async ValueTask<bool> AskAsync(CancellationToken cancellationToken)
    {
        string refused = _token!;
        try
        {
            _isFresh = await LimitedAsync(limited => tokens.RenewAsync(refused, limited), cancellationToken)
                .ConfigureAwait(false);
            _asked = refused;
        }
        catch (TokenException)
        {
            // The next dial says what is wrong.
            (_asked, _isFresh) = (refused, false);
        }
        return _isFresh;
    }

    /// <summary>A session was healthy: whatever was refused before it is no news of today.</summary>
    public void Forget() => (_asked, _renewed) = (null, null);

    private async ValueTask<T> LimitedAsync<T>(
        Func<CancellationToken, ValueTask<T>> ask, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            return await ask(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new DialException(
                new SessionEnd(SessionEndKind.Timeout, $"no token within {limit.TotalSeconds:0.#} s"));
        }
    }
}
