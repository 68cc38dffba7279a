using CozeDevice.HardwareTests.Board;

namespace CozeDevice.HardwareTests.Sound;

/// <summary>QEMU's USB speaker: 48 kHz stereo and nothing else, as many a cheap dongle.</summary>
internal static class UsbCard
{
    /// <summary>The ALSA id.</summary>
    public const string Id = "Audio";

    /// <summary>The kernel's word on its stream.</summary>
    public const string Status = "/proc/asound/Audio/pcm0p/sub0/status";

    /// <summary>Whether it is plugged in and known.</summary>
    public static bool IsThere => Directory.Exists($"/proc/asound/{Id}");

    /// <summary>Takes it from the bus, as pulling the plug does.</summary>
    public static void Unplug() => KernelFile.Write(Authorized(), "0");

    /// <summary>Gives it back.</summary>
    public static void Plug() => KernelFile.Write(Authorized(), "1");

    private static string Authorized() =>
        Directory.GetDirectories("/sys/bus/usb/devices")
            .Where(device => File.Exists($"{device}/product") && KernelFile.Read($"{device}/product").Contains("Audio", StringComparison.Ordinal))
            .Select(device => $"{device}/authorized")
            .Single();
}
