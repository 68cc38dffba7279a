using CozeDevice.Options;

namespace CozeDevice.State;

/// <summary>Which volume and mute the device starts with. Pure.</summary>
internal static class StartVolume
{
    /// <summary>What a device starts with whose volume was left at 0: a device that says nothing looks broken.</summary>
    public const int Audible = 10;

    /// <summary>What was last set by hand wins over a configuration file, but not over the command line or environment:
    /// those are said for this very start.</summary>
    /// <param name="stored">What is remembered.</param>
    /// <param name="configured">The setting <c>Audio:Volume</c>.</param>
    /// <returns>0 to 100, or null for the default of whatever will carry the volume.</returns>
    public static int? Volume(StoredState stored, EffectiveSetting configured)
    {
        int? written = configured.Value is { } text
            ? int.Parse(text, System.Globalization.CultureInfo.InvariantCulture)
            : null;
        if (IsSaidForThisStart(configured)) return written;
        return IsRaised(stored, configured) ? Audible : stored.Volume ?? written;
    }

    /// <summary>Whether the remembered volume was 0 and is not used for that.</summary>
    /// <param name="stored">What is remembered.</param>
    /// <param name="configured">The setting <c>Audio:Volume</c>.</param>
    public static bool IsRaised(StoredState stored, EffectiveSetting configured) =>
        stored.Volume == 0 && !IsSaidForThisStart(configured);

    /// <summary>Whether the microphone starts muted: as it was left. No key configures it.</summary>
    public static bool Muted(StoredState stored) => stored.Muted ?? false;

    private static bool IsSaidForThisStart(EffectiveSetting configured) =>
        configured.Value is not null && configured.Origin.Kind is OriginKind.Environment or OriginKind.CommandLine;
}
