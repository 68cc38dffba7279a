using Microsoft.Win32.SafeHandles;

namespace CozeDevice.Simulator.Audio;

/// <summary>An <c>OpusDecoder</c>.</summary>
internal sealed class OpusDecoderHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        Libopus.opus_decoder_destroy(handle);
        return true;
    }
}
