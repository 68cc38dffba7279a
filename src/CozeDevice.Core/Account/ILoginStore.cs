namespace CozeDevice.Account;

/// <summary>Where the login survives a restart. All of it blocks on the disk.</summary>
public interface ILoginStore
{
    /// <summary>Keeps other processes out until the result is disposed.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="IOException">The place cannot be written, or another process does not let go.</exception>
    /// <exception cref="UnauthorizedAccessException">The place cannot be written by this user.</exception>
    ValueTask<IDisposable> LockAsync(CancellationToken cancellationToken);

    /// <summary>The stored login, or null when there is none that can be read.</summary>
    StoredLogin? Load();

    /// <summary>Whether an earlier renewal was prepared and never stored: its answer was cut off by power or network.</summary>
    bool IsUnfinished { get; }

    /// <summary>Makes sure that a login can be stored, before something is given away for it. Only under the lock.</summary>
    /// <exception cref="IOException">It cannot.</exception>
    /// <exception cref="UnauthorizedAccessException">It cannot by this user.</exception>
    void Prepare();

    /// <summary>Stores a login; on return it survives a power cut. Only under the lock, after <see cref="Prepare"/>.</summary>
    /// <exception cref="IOException">It cannot be stored.</exception>
    void Save(StoredLogin login);

    /// <summary>Removes the login and everything left over from it. Only under the lock.</summary>
    /// <returns>Whether there was one.</returns>
    bool Delete();
}
