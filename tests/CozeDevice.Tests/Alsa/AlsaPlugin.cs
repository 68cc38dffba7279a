using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using CozeDevice.Tests.Support;

namespace CozeDevice.Tests.Alsa;

/// <summary>Compiles plug-ins of ours for the real libasound. Each is compiled once and kept under <c>artifacts</c> by the hash of its
/// source.</summary>
internal static class AlsaPlugin
{
    /// <summary>Why no plug-in could be used here, or null.</summary>
    public static string? Missing =>
        NativeLibrary.TryLoad("libasound.so.2", out _) ? null : "libasound.so.2 is not installed";

    /// <summary>Compiles a plug-in unless that was done before.</summary>
    /// <param name="source">The source, below this project.</param>
    /// <param name="name">The file name of the library.</param>
    /// <param name="library">Where it is.</param>
    /// <returns>Why it cannot be compiled on this machine, or null.</returns>
    /// <exception cref="InvalidOperationException">The source is wrong.</exception>
    public static string? Build(string source, string name, out string library)
    {
        source = RepositoryRoot.File($"tests/CozeDevice.Tests/{source}");
        var hash = Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(source)))[..16];
        library = RepositoryRoot.File($"artifacts/alsa-bench/{hash}-{RuntimeInformation.ProcessArchitecture}/{name}");
        return File.Exists(library) ? null : Compile(source, library);
    }

    private static string? Compile(string source, string library)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(library)!);
        var made = $"{library}.{Environment.ProcessId}";
        string[] arguments =
            ["-O2", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC", "-DPIC", "-o", made, source, "-lasound", "-lm"];
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
                    : throw new InvalidOperationException($"{Path.GetFileName(source)} does not compile: {said}");
            }
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "gcc is not installed; run: sudo apt-get install gcc libc6-dev libasound2-dev";
        }

        File.Move(made, library, overwrite: true);
        return null;
    }
}
