using System.Runtime.InteropServices;

namespace CozeDevice.Linux.Opus;

/// <summary>libopus 1.1 or newer, as declared in <c>opus/opus.h</c> and <c>opus/opus_defines.h</c>; only what is called.</summary>
/// <remarks>The <c>ctl</c> functions are variadic in C; with one <c>int</c> the call is the same as a fixed one by the Linux
/// calling conventions of x86-64, AArch64 and armhf.</remarks>
internal static unsafe partial class Libopus
{
    internal const string Library = "libopus.so.0";

    internal const int OPUS_OK = 0;
    internal const int OPUS_APPLICATION_VOIP = 2048;
    internal const int OPUS_SET_BITRATE_REQUEST = 4002;
    internal const int OPUS_SET_VBR_REQUEST = 4006;
    internal const int OPUS_SET_COMPLEXITY_REQUEST = 4010;
    internal const int OPUS_SET_INBAND_FEC_REQUEST = 4012;
    internal const int OPUS_SET_DTX_REQUEST = 4016;
    internal const int OPUS_RESET_STATE = 4028;

    // OpusEncoder *opus_encoder_create(opus_int32 Fs, int channels, int application, int *error);
    [LibraryImport(Library)]
    internal static partial OpusEncoderHandle opus_encoder_create(int rate, int channels, int application, out int error);

    // opus_int32 opus_encode(OpusEncoder *st, const opus_int16 *pcm, int frame_size, unsigned char *data, opus_int32 max_data_bytes);
    [LibraryImport(Library)]
    internal static partial int opus_encode(
        OpusEncoderHandle encoder, short* pcm, int frameSize, byte* data, int maxDataBytes);

    // int opus_encoder_ctl(OpusEncoder *st, int request, ...);
    [LibraryImport(Library)]
    internal static partial int opus_encoder_ctl(OpusEncoderHandle encoder, int request, int value);

    // void opus_encoder_destroy(OpusEncoder *st);
    [LibraryImport(Library)]
    internal static partial void opus_encoder_destroy(nint encoder);

    // OpusDecoder *opus_decoder_create(opus_int32 Fs, int channels, int *error);
    [LibraryImport(Library)]
    internal static partial OpusDecoderHandle opus_decoder_create(int rate, int channels, out int error);

    // int opus_decode(OpusDecoder *st, const unsigned char *data, opus_int32 len, opus_int16 *pcm, int frame_size, int decode_fec);
    [LibraryImport(Library)]
    internal static partial int opus_decode(
        OpusDecoderHandle decoder, byte* data, int length, short* pcm, int frameSize, int decodeFec);

    // int opus_decoder_ctl(OpusDecoder *st, int request, ...);
    [LibraryImport(Library)]
    internal static partial int opus_decoder_ctl(OpusDecoderHandle decoder, int request, int value);

    // void opus_decoder_destroy(OpusDecoder *st);
    [LibraryImport(Library)]
    internal static partial void opus_decoder_destroy(nint decoder);

    // const char *opus_strerror(int error); the library owns the text
    [LibraryImport(Library)]
    internal static partial nint opus_strerror(int error);

    /// <summary>The library's words for an error.</summary>
    internal static string Describe(int error) => Marshal.PtrToStringUTF8(opus_strerror(error)) ?? $"error {error}";
}
