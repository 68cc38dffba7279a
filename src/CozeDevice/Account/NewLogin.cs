namespace CozeDevice.Account;

/// <summary>What a person approved becomes the login of this board.</summary>
internal static class NewLogin
{
    /// <summary>Whether there is room for an answer, found out before a person types a code for nothing.</summary>
    /// <exception cref="IOException">There is not, or somebody holds the lock.</exception>
    public static async Task TryStoreAsync(TokenSources sources, CancellationToken cancellationToken)
    {
        using IDisposable held = await sources.Store.LockAsync(cancellationToken);
        sources.Store.Prepare();
        sources.Store.Discard();
    }

    /// <summary>Stores it. Cannot be cancelled: the person has approved, and giving up now would only waste it.</summary>
    public static async Task<StoredLogin> StoreAsync(TokenSources sources, string clientId, IssuedToken issued, TimeProvider time)
    {
        using IDisposable held = await sources.Store.LockAsync(CancellationToken.None);
        StoredLogin login = new StoredLogin
        {
            ApiUrl = sources.Settings.Api.ToString(),
            ClientId = clientId,
            Serial = sources.Store.Load()?.Serial ?? 0,
        }.Renewed(issued, Moment.Now(time, BootId.Read()));
        sources.Store.Prepare();
        sources.Store.Save(login);
        return login;
    }
}
