namespace CozeDevice.Tests.Alsa.Mixer;

/// <summary>The plug-in <c>mixer_card.c</c>, known to libasound as the control device <c>mixercard:DIR=…</c>, and as a speaker of that
/// name which is heard nowhere.</summary>
internal static class MixerPlugin
{
    private static readonly Lazy<string?> Preparation = new(Prepare);

    /// <summary>Why it cannot be used here, or null.</summary>
    public static string? Missing => Preparation.Value;

    private static string? Prepare()
    {
        if (AlsaPlugin.Missing is { } missing) return missing;
        if (!File.Exists("/usr/bin/amixer")) return "amixer is not installed; run: sudo apt-get install alsa-utils";
        if (AlsaPlugin.Build("Alsa/Mixer/mixer_card.c", "libasound_module_ctl_mixercard.so", out var library) is { } problem) return problem;
        AsoundConfiguration.Add(
            $$"""
            ctl_type.mixercard { lib "{{library}}" }
            ctl.mixercard { @args [ DIR ] @args.DIR { type string } type mixercard dir $DIR }
            pcm.mixercard { @args [ DIR ] @args.DIR { type string } type null }
            """);
        return null;
    }
}
