using System.Diagnostics;
using CozeDevice.Tests.Support;

namespace CozeDevice.Tests.Alsa.Mixer;

/// <summary>The plug-in <c>mixer_card.c</c>, built once per run and known to libasound as the control device
/// <c>mixercard:DIR=…</c>.</summary>
internal static class MixerPlugin
{
    private static readonly Lazy<string?> Problem = new(Build);
    private static readonly TempDirectory Place = new();

    /// <summary>Why there is none, or null when there is.</summary>
    public static string? Missing => Problem.Value;

    private static string? Build()
    {
        if (!AsoundConfiguration.IsThere) return "libasound2 is not installed";
        if (!File.Exists("/usr/include/alsa/control_external.h")) return "the headers of libasound2-dev are not installed";
        var library = Place["libmixer_card.so"];
        try
        {
            using var gcc = Process.Start(new ProcessStartInfo("gcc")
            {
                ArgumentList =
                {
                    "-O2", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC", "-DPIC", "-o", library,
                    RepositoryRoot.File("tests/CozeDevice.Tests/Alsa/Mixer/mixer_card.c"), "-lasound",
                },
                RedirectStandardError = true,
            })!;
            var said = gcc.StandardError.ReadToEnd();
            gcc.WaitForExit();
            if (gcc.ExitCode != 0) throw new InvalidOperationException($"mixer_card.c does not compile: {said}");
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "gcc is not installed";
        }

        AppDomain.CurrentDomain.ProcessExit += (_, _) => Place.Dispose();
        AsoundConfiguration.Add(
            $$"""
            ctl_type.mixercard { lib "{{library}}" }
            ctl.mixercard { @args [ DIR ] @args.DIR { type string } type mixercard dir $DIR }
            pcm.mixercard { @args [ DIR ] @args.DIR { type string } type null }
            """);
        return null;
    }
}
