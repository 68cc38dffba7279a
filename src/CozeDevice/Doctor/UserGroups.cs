using System.Globalization;

namespace CozeDevice.Doctor;

/// <summary>The lines of <c>/etc/group</c>. Pure.</summary>
/// <param name="text">The file.</param>
internal sealed class UserGroups(string text)
{
    private readonly IReadOnlyList<(string Name, uint Id, string[] Members)> _groups = [.. Parse(text)];

    /// <summary>The name of a group, or null when it has none.</summary>
    public string? NameOf(uint id)
    {
        foreach (var group in _groups)
            if (group.Id == id) return group.Name;
        return null;
    }

    /// <summary>Whether a user is named as a member of a group.</summary>
    public bool HasMember(string group, string user)
    {
        foreach (var (name, _, members) in _groups)
            if (name == group) return Array.IndexOf(members, user) >= 0;
        return false;
    }

    private static IEnumerable<(string, uint, string[])> Parse(string text)
    {
        foreach (var line in text.Split('\n'))
        {
            var fields = line.Split(':');
            if (fields.Length == 4 && uint.TryParse(fields[2], NumberStyles.None, CultureInfo.InvariantCulture, out var id))
                yield return (fields[0], id, fields[3].Trim().Split(',', StringSplitOptions.RemoveEmptyEntries));
        }
    }
}
