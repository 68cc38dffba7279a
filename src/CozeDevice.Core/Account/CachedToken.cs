namespace CozeDevice.Account;

/// <summary>A place that makes tokens which are kept in memory until shortly before their end.</summary>
/// <remarks>Thread-safe; one making at a time.</remarks>
/// <param name="time">Both clocks.</param>
public abstract class CachedToken(TimeProvider time) : IRenewableToken, IDisposable
{
    private readonly SemaphoreSlim _one = new(1, 1);
    private IssuedToken? _token;
    private Moment _receivedAt;

    /// <inheritdoc/>
    public abstract string Place { get; }

    /// <inheritdoc/>
    public bool IsPresent => true;

    /// <summary>The clocks.</summary>
    protected TimeProvider Time => time;

    private Moment Now => Moment.Now(time, "this one"); // the cache does not outlive the process

    /// <inheritdoc/>
    public async ValueTask<string> GetTokenAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_token is { Lifetime: { } lifetime } kept && !TokenLifetime.IsDue(_receivedAt.Left(lifetime, Now), lifetime))
                return kept.AccessToken;
            _token = await MakeAsync(cancellationToken).ConfigureAwait(false);
            _receivedAt = Now;
            return _token.AccessToken;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc/>
    /// <remarks>The next question makes another one; what is in the way of it is said there.</remarks>
    public async ValueTask<bool> RenewAsync(string refused, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_token?.AccessToken == refused)
                _token = null;
        }
        finally
        {
            _one.Release();
        }
        try
        {
            return await GetTokenAsync(cancellationToken).ConfigureAwait(false) != refused;
        }
        catch (TokenException failure)
        {
            return failure.Obstacle != TokenObstacle.Owner;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Makes a token.</summary>
    /// <exception cref="TokenException">It cannot be made.</exception>
    protected abstract Task<IssuedToken> MakeAsync(CancellationToken cancellationToken);

    /// <summary>Lets go of what is held.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
            _one.Dispose();
    }
}
