using Microsoft.Extensions.Logging;

namespace CozeDevice.Account;

/// <summary>The token of the stored login, renewed before it ends.</summary>
/// <remarks>
/// Thread-safe; one renewal at a time, over all processes: a refresh token works once. The store is read anew at each
/// question, so a login, a logout or a renewal of another process counts at once. A new login is stored before its token is used;
/// what cannot be undone is only an answer that never came: then the service refuses the old refresh token and the login is over.
/// </remarks>
/// <param name="store">Where the login is.</param>
/// <param name="oauth">The service.</param>
/// <param name="time">Both clocks.</param>
/// <param name="boot">Which boot this is.</param>
/// <param name="logger">Told of renewals and of the end.</param>
public sealed class LoginToken(ILoginStore store, OAuthClient oauth, TimeProvider time, string boot, ILogger logger)
    : IRenewableToken, IDisposable
{
    /// <summary>The least age of a token that is renewed because it was refused: a refusal of a newer one has another cause.</summary>
    public static readonly TimeSpan LeastAge = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan LastWait = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _one = new(1, 1);
    private volatile string? _refused;

    /// <inheritdoc/>
    public string Place => "the stored login";

    /// <inheritdoc/>
    public bool IsPresent => store.Load() is { IsGood: true };

    /// <summary>Why the login gives no token, for the message when no other place does; null when there was never one.</summary>
    public string? VoidReason => store.Load()?.VoidReason;

    private Moment Now => Moment.Now(time, boot);

    /// <inheritdoc/>
    public async ValueTask<string> GetTokenAsync(CancellationToken cancellationToken)
    {
        StoredLogin login = Usable();
        if (!NeedsRenewal(login))
            return login.AccessToken;
        try
        {
            // The wait ends with the token, the renewal does not: its answer would be lost, and the login with it.
            return await RenewAsync(NeedsRenewal, cancellationToken).WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (TokenException failure) when (
            login.AccessToken != _refused && login.Left(Now) > TimeSpan.Zero && store.Load() is { IsGood: true })
        {
            logger.RenewalPostponed(failure.Message);
            return login.AccessToken;
        }
    }

    /// <inheritdoc/>
    public async ValueTask<bool> RenewAsync(string refused, CancellationToken cancellationToken)
    {
        _refused = refused;
        try
        {
            StoredLogin login = Usable();
            if (login.AccessToken == refused && !IsOldEnough(login))
                return false;
            await RenewAsync(current => current.AccessToken == refused, cancellationToken).WaitAsync(cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (TokenException failure)
        {
            // While the service cannot be reached the next question tries again and says so.
            return failure.Obstacle != TokenObstacle.Owner;
        }
    }

    /// <summary>Waits a moment for a renewal that is under way, so that its answer is not lost.</summary>
    public void Dispose()
    {
        if (_one.Wait(LastWait))
            _one.Dispose();
    }

    private bool NeedsRenewal(StoredLogin login) =>
        login.IsDue(Now) || (login.AccessToken == _refused && IsOldEnough(login));

    private bool IsOldEnough(StoredLogin login) => login.Lifetime - login.Left(Now) >= LeastAge || login.Lifetime < 2 * LeastAge;

    private async Task<string> RenewAsync(Func<StoredLogin, bool> isNeeded, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            using IDisposable others = await store.LockAsync(cancellationToken).ConfigureAwait(false);
            // Whoever had the lock before may have done it.
            StoredLogin login = Usable();
            return isNeeded(login) ? await RefreshAsync(login).ConfigureAwait(false) : login.AccessToken;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new TokenException($"the login cannot be renewed, because it could not be stored: {failure.Message}", failure);
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task<string> RefreshAsync(StoredLogin login)
    {
        bool wasCutOff = store.IsUnfinished;
        // A full or read-only disk is found out while the refresh token is still worth something.
        store.Prepare();
        IssuedToken issued;
        try
        {
            issued = await oauth.RefreshAsync(login.ClientId, login.RefreshToken, CancellationToken.None).ConfigureAwait(false);
        }
        catch (OAuthException failure) when (failure.EndsLogin)
        {
            throw End(login, wasCutOff
                ? "the service withdrew it, or an earlier renewal was cut off before its answer could be stored"
                : $"the service withdrew it ({failure.Error})");
        }
        catch (OAuthException failure)
        {
            throw new TokenException($"the login cannot be renewed: {failure.Message}", failure) { Obstacle = failure.Obstacle };
        }
        StoredLogin renewed = login.Renewed(issued, Now);
        store.Save(renewed);
        logger.Renewed(renewed.Lifetime.TotalMinutes);
        return renewed.AccessToken;
    }

    private TokenException End(StoredLogin login, string reason)
    {
        logger.LoginOver(reason);
        try
        {
            store.Save(login.Voided(reason));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            logger.EndNotStored(failure.Message);
        }
        return new TokenException($"the login is over: {reason}; run cozedevice login");
    }

    private StoredLogin Usable()
    {
        StoredLogin login = store.Load() ?? throw new TokenException("nobody is logged in; run cozedevice login");
        if (!login.IsGood)
            throw new TokenException($"the login is over: {login.VoidReason}; run cozedevice login");
        return new Uri(login.ApiUrl) == oauth.Api
            ? login
            : throw new TokenException($"the stored login is for {login.ApiUrl}, but Coze:ApiUrl is another; run cozedevice login");
    }
}
