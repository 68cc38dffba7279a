using System.Runtime.InteropServices;
using CozeDevice.Tests.Support;

namespace CozeDevice.Tests.Alsa;

/// <summary>The ALSA configuration of the test process: the machine's own, and what tests add to it.</summary>
/// <remarks>libasound reads <c>ALSA_CONFIG_PATH</c> of the process, so there is one file for all tests. Each addition replaces
/// it by another file, which libasound notices (a change within the same second it would not). Thread-safe.</remarks>
internal static class AsoundConfiguration
{
    private const string OfTheMachine = "/usr/share/alsa/alsa.conf";

    private static readonly Lock Gate = new();
    private static readonly TempDirectory Place = new();
    private static readonly HashSet<string> Definitions = new(StringComparer.Ordinal);

    static AsoundConfiguration()
    {
        Write();
        // Not Environment.SetEnvironmentVariable: native code does not see its changes.
        if (setenv("ALSA_CONFIG_PATH", Path, 1) != 0) throw new InvalidOperationException("setenv failed");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Place.Dispose();
    }

    /// <summary>The file, for other processes.</summary>
    public static string Path { get; } = Place["asound.conf"];

    /// <summary>Adds definitions, once.</summary>
    /// <param name="definitions">As in <c>asound.conf</c>.</param>
    public static void Add(string definitions)
    {
        lock (Gate)
        {
            if (Definitions.Add(definitions)) Write();
        }
    }

    private static void Write()
    {
        var next = Path + ".new";
        string[] lines = [.. File.Exists(OfTheMachine) ? [$"<{OfTheMachine}>"] : Array.Empty<string>(), .. Definitions, ""];
        File.WriteAllText(next, string.Join('\n', lines));
        File.Move(next, Path, overwrite: true);
    }

    // stdlib.h: int setenv(const char *name, const char *value, int overwrite);
    [DllImport("libc.so.6", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern int setenv(string name, string value, int overwrite);
}
