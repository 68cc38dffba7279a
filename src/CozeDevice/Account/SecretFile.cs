namespace CozeDevice.Account;

/// <summary>Whether a file with a secret is open to others, and what to do about it.</summary>
internal static class SecretFile
{
    private const string ServiceUser = "cozedevice";

    // Its group may read it: a file of root that the group of the service reads (0640) is as it should be.
    private const UnixFileMode Open = UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    /// <summary>Whether anybody may read it, or others than its owner may change it.</summary>
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
