namespace CozeDevice.State;

/// <summary>Finds the place where the device remembers things.</summary>
internal static class StateDirectory
{
    private const string Name = "cozedevice";

    /// <summary>The configured directory, else systemd's, else the system's for root, else the user's.</summary>
    /// <param name="configured"><c>State:Directory</c>, or null.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="isRoot">Whether the process runs as root.</param>
    public static string Resolve(string? configured, IReadOnlyDictionary<string, string> environment, bool isRoot)
    {
        if (!string.IsNullOrEmpty(configured)) return configured;
        // systemd may name several, separated by colons; the first is ours.
        if (Variable("STATE_DIRECTORY") is { } systemd) return systemd.Split(':')[0];
        if (isRoot) return $"/var/lib/{Name}";
        if (Variable("XDG_STATE_HOME") is { } xdg && Path.IsPathRooted(xdg)) return Path.Combine(xdg, Name);
        return Path.Combine(Variable("HOME") ?? Path.GetTempPath(), ".local/state", Name);

        string? Variable(string name) => environment.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;
    }
}
