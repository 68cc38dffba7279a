namespace CozeDevice.Tests.Packaging;

/// <summary>A line of a package's table of contents.</summary>
/// <param name="Mode">As <c>ls -l</c> writes it.</param>
/// <param name="Owner">User and group.</param>
/// <param name="Path">From the root, without the slash at a folder's end.</param>
/// <param name="Target">Of a link.</param>
public sealed record PackageEntry(string Mode, string Owner, string Path, string? Target)
{
    /// <summary>Reads a line of <c>dpkg-deb --contents</c>.</summary>
    public static PackageEntry Parse(string line)
    {
        string[] words = line.Split(' ', 6, StringSplitOptions.RemoveEmptyEntries);
        string[] names = words[5].Split(" -> ");
        return new(words[0], words[1], names[0][1..].TrimEnd('/'), names.Length > 1 ? names[1] : null);
    }
}
