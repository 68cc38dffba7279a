namespace CozeDevice.Tests.Alsa;

/// <summary>The real libasound of this machine with a device of ours behind it (<c>pcm_bench.c</c>), for machines without a sound
/// card.</summary>
internal static class AlsaBench
{
    private static readonly Lazy<string?> Preparation = new(Prepare);

    /// <summary>Why the bench cannot be used here, or null.</summary>
    public static string? Missing => Preparation.Value;

    /// <summary>Where the devices keep their files.</summary>
    public static string DevicesPath { get; } = Directory.CreateTempSubdirectory("cd-alsa-").FullName;

    private static string? Prepare()
    {
        if (AlsaPlugin.Missing is { } missing) return missing;
        if (AlsaPlugin.Build("Alsa/pcm_bench.c", "libasound_module_pcm_bench.so", out var library) is { } problem) return problem;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(DevicesPath, recursive: true);
        AsoundConfiguration.Add(
            $$"""
            pcm_type.bench { lib "{{library}}" }
            pcm.bench { @args [ ID ] @args.ID { type string } type bench id $ID directory "{{DevicesPath}}" }
            pcm.benchplug { @args [ ID ] @args.ID { type string } type plug slave.pcm { type bench id $ID directory "{{DevicesPath}}" } }
            """);
        return null;
    }
}
