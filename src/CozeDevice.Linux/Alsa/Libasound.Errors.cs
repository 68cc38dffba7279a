using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CozeDevice.Linux.Alsa;

// alsa/error.h
internal static unsafe partial class Libasound
{
    // int snd_lib_error_set_handler(snd_lib_error_handler_t handler);
    [LibraryImport(Library)]
    private static partial int snd_lib_error_set_handler(delegate* unmanaged[Cdecl]<byte*, int, byte*, int, byte*, void> handler);

    /// <summary>Keeps the library from writing its own lines to standard error: every error is returned and told by us.</summary>
    internal static void KeepQuiet() => _ = snd_lib_error_set_handler(&Forget);

    // The C handler is variadic; its first five parameters are passed the same way.
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Forget(byte* file, int line, byte* function, int error, byte* format) { }
}
