using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using CozeDevice.Tests.Support;

namespace CozeDevice.Tests.Alsa;

/// <summary>The real libasound of this machine with a device of ours behind it (<c>pcm_bench.c</c>), for machines without a sound
/// card.</summary>
/// <remarks>The plug-in is compiled once and kept under <c>artifacts</c> by the hash of its source. libasound reads its configuration
/// from the environment of the process, which .NET does not write through: <c>setenv</c> does.</remarks>
internal static class AlsaBench
{
    private static readonly Lazy<string?> Preparation = new(Prepare);

    /// <summary>Why the bench cannot be used here, or null.</summary>
    public static string? Missing => Preparation.Value;

    /// <summary>Where the devices keep their files.</summary>
    public static string DevicesPath { get; } = Directory.CreateTempSubdirectory("cd-alsa-").FullName;

    private static string SourcePath => RepositoryRoot.File("tests/CozeDevice.Tests/Alsa/pcm_bench.c");

    private static string? Prepare()
    {
        if (!NativeLibrary.TryLoad("libasound.so.2", out _)) return "libasound.so.2 is not installed";
        var hash = Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(SourcePath)))[..16];
        var library = RepositoryRoot.File($"artifacts/alsa-bench/{hash}-{RuntimeInformation.ProcessArchitecture}/libasound_module_pcm_bench.so");
        if (!File.Exists(library) && Compile(library) is { } problem) return problem;

        var text = new StringBuilder();
        if (File.Exists("/usr/share/alsa/alsa.conf")) text.AppendLine("</usr/share/alsa/alsa.conf>");
        text.Append(CultureInfo.InvariantCulture, $$"""
            pcm_type.bench { lib "{{library}}" }
            pcm.bench { @args [ ID ] @args.ID { type string } type bench id $ID directory "{{DevicesPath}}" }
            pcm.benchplug { @args [ ID ] @args.ID { type string } type plug slave.pcm { type bench id $ID directory "{{DevicesPath}}" } }

            """);
        var configuration = Path.Combine(DevicesPath, "asound.conf");
        File.WriteAllText(configuration, text.ToString());
        if (setenv("ALSA_CONFIG_PATH", configuration, 1) != 0) return "the environment cannot be set";
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(DevicesPath, recursive: true);
        return null;
    }

    private static string? Compile(string library)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(library)!);
        var made = $"{library}.{Environment.ProcessId}";
        string[] arguments =
            ["-O2", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC", "-DPIC", "-o", made, SourcePath, "-lasound"];
        try
        {
            var start = new ProcessStartInfo("gcc", arguments) { RedirectStandardError = true };
            using var gcc = Process.Start(start)!;
            var said = gcc.StandardError.ReadToEnd();
            gcc.WaitForExit();
            if (gcc.ExitCode != 0)
            {
                return said.Contains("asoundlib.h", StringComparison.Ordinal)
                    ? "the headers of ALSA are not installed; run: sudo apt-get install libasound2-dev"
                    : throw new InvalidOperationException($"pcm_bench.c does not compile: {said}");
            }
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "gcc is not installed; run: sudo apt-get install gcc libc6-dev libasound2-dev";
        }

        File.Move(made, library, overwrite: true);
        return null;
    }

    // int setenv(const char *name, const char *value, int overwrite); stdlib.h
    [DllImport("libc.so.6", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern int setenv(string name, string value, int overwrite);
}
