namespace CozeDevice.Account;

/// <summary>Which boot of the kernel this is.</summary>
internal static class BootId
{
    /// <summary>The kernel's id, or empty where it tells none: then no age is measured over processes.</summary>
    public static string Read()
    {
        try
        {
            return File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
