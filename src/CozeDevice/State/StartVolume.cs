using CozeDevice.Options;

namespace CozeDevice.State;

/// <summary>Which volume and mute the device starts with. Pure.</summary>
internal static class StartVolume
{
    private const int HardwareDefault = 70;
    private const int SoftwareDefault = 100;

    /// <summary>What was last set by hand wins over a configuration file, but not over the command line or environment:
    /// those are said for this very start.</summary>
    /// <param name="stored">What is remembered.</param>
    /// <param name="configured">The setting <c>Audio:Volume</c>.</param>
    /// <param name="hasHardwareMixer">Whether the sound card has a mixer; decides the default.</param>
    /// <returns>0 to 100.</returns>
    public static int Volume(StoredState stored, EffectiveSetting configured, bool hasHardwareMixer)
    {
        int? written = configured.Value is { } text
            ? int.Parse(text, System.Globalization.CultureInfo.InvariantCulture)
            : null;
        var saidForThisStart = configured.Origin.Kind is OriginKind.Environment or OriginKind.CommandLine;
        return (saidForThisStart ? written : null)
            ?? stored.Volume
            ?? written
            ?? (hasHardwareMixer ? HardwareDefault : SoftwareDefault);
    }

    /// <summary>Whether the microphone starts muted: as it was left. No key configures it.</summary>
    public static bool Muted(StoredState stored) => stored.Muted ?? false;
}
