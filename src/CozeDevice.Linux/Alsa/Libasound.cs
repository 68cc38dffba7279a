using System.Runtime.InteropServices;

namespace CozeDevice.Linux.Alsa;

/// <summary>libasound 1.2 or newer, as declared in <c>alsa/asoundlib.h</c>; only what is called, names as in C.</summary>
/// <remarks>Split by header: <c>.Pcm</c> and <c>.PcmParams</c> (<c>alsa/pcm.h</c>), <c>.Cards</c> (<c>alsa/control.h</c>), <c>.Mixer</c>
/// (<c>alsa/mixer.h</c>). <c>snd_pcm_sframes_t</c> is <c>nint</c>, <c>snd_pcm_uframes_t</c> is <c>nuint</c>, <c>long</c> is <c>nint</c>.</remarks>
internal static unsafe partial class Libasound
{
    internal const string Library = "libasound.so.2";

    // alsa/error.h
    // const char *snd_strerror(int errnum); the library owns the text
    [LibraryImport(Library)]
    private static partial nint snd_strerror(int error);

    // int snd_lib_error_set_handler(snd_lib_error_handler_t handler);
    // typedef void (*snd_lib_error_handler_t)(const char *file, int line, const char *function, int err, const char *fmt, ...);
    // The tail is left alone: with five fixed arguments the call is the same by the Linux conventions of x86-64 and Arm.
    [LibraryImport(Library)]
    internal static partial int snd_lib_error_set_handler(delegate* unmanaged[Cdecl]<byte*, int, byte*, int, byte*, void> handler);

    /// <summary>Whether the library is on this machine.</summary>
    internal static bool IsInstalled => NativeLibrary.TryLoad(Library, out _);

    /// <summary>The library's words for an error.</summary>
    /// <param name="error">A negative errno, as the calls return it.</param>
    internal static string Describe(int error) => Marshal.PtrToStringUTF8(snd_strerror(error)) ?? $"error {error}";
}
