namespace CozeDevice.Account;

/// <summary>Whether a file with a secret is open to others, and what to do about it.</summary>
internal static class SecretFile
{
    private const string ServiceUser = "cozedevice";

    // The members of the service's group may talk to the agent; that is no reason to give them its token.
    private const UnixFileMode Open =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    /// <summary>Whether others than its owner may read or change it: anything but mode 600.</summary>
    public static bool IsExposed(string? file) =>
        file is not null && !OperatingSystem.IsWindows() && File.Exists(file) && (File.GetUnixFileMode(file) & Open) != 0;

    /// <summary>The commands that close it and leave it readable to the agent: mode 600 alone would take a file of root away from the
    /// service.</summary>
    /// <param name="file">The file.</param>
    public static string Remedy(string file)
    {
        var user = Environment.IsPrivilegedProcess ? ServiceUser : Environment.UserName;
        return $"sudo chown {user} {file} && sudo chmod 600 {file}";
    }
}
