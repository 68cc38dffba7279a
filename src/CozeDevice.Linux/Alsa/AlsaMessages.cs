using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;

namespace CozeDevice.Linux.Alsa;

/// <summary>What libasound would print to standard error goes to the log, and the last message of a thread into the text of an
/// exception.</summary>
/// <remarks>The handler belongs to the process: it is installed once, and the newest log gets what it hears. Safe from any
/// thread.</remarks>
internal static unsafe partial class AlsaMessages
{
    [ThreadStatic]
    private static string? Last;

    private static volatile ILogger? Log;
    private static int IsInstalled;

    /// <summary>Directs the messages to a log. Needs the library.</summary>
    /// <param name="logger">Gets them at Debug.</param>
    internal static void Install(ILogger logger)
    {
        Log = logger;
        if (Interlocked.Exchange(ref IsInstalled, 1) == 0) _ = Libasound.snd_lib_error_set_handler(&OnMessage);
    }

    /// <summary>Forgets what was said on this thread, before a call whose failure is to be explained.</summary>
    internal static void Clear() => Last = null;

    /// <summary>The words for an error, with what the library said about it on this thread.</summary>
    /// <param name="error">A negative errno.</param>
    internal static string Explain(int error) =>
        Last is { } said ? $"{Libasound.Describe(error)} ({said})" : Libasound.Describe(error);

    /// <summary>A format string of C as people may read it, its arguments left out.</summary>
    /// <param name="format">As in <c>printf</c>.</param>
    internal static string WithoutArguments(string format) => Conversion().Replace(format, "…").Trim();

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnMessage(byte* file, int line, byte* function, int error, byte* format)
    {
        // Nothing may escape into C; and this runs only when something failed already, never per frame.
        try
        {
            var text = WithoutArguments(Marshal.PtrToStringUTF8((nint)format) ?? "");
            Last = text;
            if (Log is { } log) AlsaLog.Library(log, Marshal.PtrToStringUTF8((nint)function) ?? "", text);
        }
        catch (Exception)
        {
            // A log that fails must not end the process from inside a callback.
        }
    }

    [GeneratedRegex(@"%[-+ #0]*[0-9]*(\.[0-9]+)?(hh|h|ll|l|z)?[a-zA-Z]")]
    private static partial Regex Conversion();
}
