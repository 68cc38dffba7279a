namespace CozeDevice.Update;

/// <summary>The package manager of the system.</summary>
internal interface IPackages
{
    /// <summary>What is installed, or null when nothing is.</summary>
    Task<InstalledPackage?> InstalledAsync(CancellationToken cancellationToken);

    /// <summary>What a package file says of itself after it was read to its end, or null when it is none of ours.</summary>
    Task<PackageFile?> ReadAsync(string path, CancellationToken cancellationToken);

    /// <summary>Installs a package file over whatever is there, older or newer, and keeps the owner's configuration. It is never
    /// cancelled.</summary>
    /// <returns>Null when it is installed, else the last thing that was said.</returns>
    Task<string?> InstallAsync(string path);

    /// <summary>Looks for the package of an installed version in the system's caches, or has apt get it.</summary>
    /// <param name="installed">What is installed.</param>
    /// <param name="to">Where a copy of it goes.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Whether it is there now.</returns>
    Task<bool> FindAsync(InstalledPackage installed, string to, CancellationToken cancellationToken);
}

/// <summary>A package file.</summary>
/// <param name="Version">Its version.</param>
/// <param name="Architecture">Its architecture.</param>
/// <param name="InstalledBytes">What it needs on the disk.</param>
internal sealed record PackageFile(string Version, string Architecture, long InstalledBytes);
