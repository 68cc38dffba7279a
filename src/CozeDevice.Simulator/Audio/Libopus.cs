using System.Runtime.InteropServices;

namespace CozeDevice.Simulator.Audio;

/// <summary>The functions of <c>opus.h</c> the simulator calls, with their C names.</summary>
/// <remarks><c>opus_encoder_ctl</c> is variadic in C; called with one int it has the same calling convention on
/// Linux x64 and arm64.</remarks>
internal static class Libopus
{
    internal const int OPUS_APPLICATION_VOIP = 2048;
    internal const int OPUS_SET_BITRATE_REQUEST = 4002;
    internal const int OPUS_SET_VBR_REQUEST = 4006;
    internal const int OPUS_GET_LOOKAHEAD_REQUEST = 4027;

    private const string Library = "libopus.so.0";

    private static readonly Lazy<bool> Found = new(() => NativeLibrary.TryLoad(Library, out _));

    /// <summary>Whether the library is installed.</summary>
    internal static bool IsAvailable => Found.Value;

    [DllImport(Library, ExactSpelling = true)]
    internal static extern OpusEncoderHandle opus_encoder_create(
        int sampleRate, int channels, int application, out int error);

    [DllImport(Library, ExactSpelling = true)]
    internal static extern int opus_encode(
        OpusEncoderHandle encoder, short[] pcm, int frameSize, byte[] data, int maxDataBytes);

    [DllImport(Library, ExactSpelling = true)]
    internal static extern int opus_encoder_ctl(OpusEncoderHandle encoder, int request, int value);

    [DllImport(Library, ExactSpelling = true)]
    internal static extern int opus_encoder_ctl(OpusEncoderHandle encoder, int request, out int value);

    [DllImport(Library, ExactSpelling = true)]
    internal static extern void opus_encoder_destroy(nint encoder);

    [DllImport(Library, ExactSpelling = true)]
    internal static extern OpusDecoderHandle opus_decoder_create(int sampleRate, int channels, out int error);

    [DllImport(Library, ExactSpelling = true)]
    internal static extern int opus_decode(
        OpusDecoderHandle decoder, byte[] data, int length, short[] pcm, int frameSize, int decodeFec);

    [DllImport(Library, ExactSpelling = true)]
    internal static extern void opus_decoder_destroy(nint decoder);
}
