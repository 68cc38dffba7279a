namespace CozeDevice.Update;

/// <summary>What dpkg says is installed.</summary>
/// <param name="Version">Its version.</param>
/// <param name="Architecture">Its architecture.</param>
/// <param name="IsWhole">Whether it is unpacked and configured, as opposed to cut off in the middle.</param>
internal sealed record InstalledPackage(string Version, string Architecture, bool IsWhole);
