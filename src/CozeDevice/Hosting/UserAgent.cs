using System.Runtime.InteropServices;

namespace CozeDevice.Hosting;

/// <summary>The honest name every request carries: <c>cozedevice/1.2.3 (linux; arm64)</c>.</summary>
internal static class UserAgent
{
    /// <summary>The text.</summary>
    public static string Text { get; } = string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"cozedevice/{Version} ({Os}; {RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()})");

    /// <summary>The version of the program.</summary>
    public static string Version => typeof(UserAgent).Assembly.GetName().Version?.ToString(3) ?? "0";

    private static string Os => OperatingSystem.IsLinux() ? "linux" : Environment.OSVersion.Platform.ToString();
}
