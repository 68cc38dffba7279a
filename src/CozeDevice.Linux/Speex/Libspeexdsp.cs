using System.Runtime.InteropServices;

namespace CozeDevice.Linux.Speex;

/// <summary>libspeexdsp 1.2, as declared in <c>speex/speex_echo.h</c>; only what is called.</summary>
internal static unsafe partial class Libspeexdsp
{
    internal const string Library = "libspeexdsp.so.1";

    internal const int SPEEX_ECHO_SET_SAMPLING_RATE = 24;

    // SpeexEchoState *speex_echo_state_init(int frame_size, int filter_length);
    [LibraryImport(Library)]
    internal static partial EchoStateHandle speex_echo_state_init(int frameSize, int filterLength);

    // void speex_echo_state_destroy(SpeexEchoState *st);
    [LibraryImport(Library)]
    internal static partial void speex_echo_state_destroy(nint state);

    // void speex_echo_cancellation(SpeexEchoState *st, const spx_int16_t *rec, const spx_int16_t *play, spx_int16_t *out);
    [LibraryImport(Library)]
    internal static partial void speex_echo_cancellation(EchoStateHandle state, short* recorded, short* played, short* output);

    // void speex_echo_state_reset(SpeexEchoState *st);
    [LibraryImport(Library)]
    internal static partial void speex_echo_state_reset(EchoStateHandle state);

    // int speex_echo_ctl(SpeexEchoState *st, int request, void *ptr);
    [LibraryImport(Library)]
    internal static partial int speex_echo_ctl(EchoStateHandle state, int request, int* value);
}
