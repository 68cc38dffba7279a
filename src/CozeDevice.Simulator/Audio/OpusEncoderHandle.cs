using Microsoft.Win32.SafeHandles;

namespace CozeDevice.Simulator.Audio;

/// <summary>An <c>OpusEncoder</c>.</summary>
internal sealed class OpusEncoderHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        Libopus.opus_encoder_destroy(handle);
        return true;
    }
}
