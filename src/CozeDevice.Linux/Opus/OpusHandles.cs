using System.Runtime.InteropServices;

namespace CozeDevice.Linux.Opus;

/// <summary>An encoder of libopus.</summary>
internal sealed class OpusEncoderHandle() : SafeHandle(0, ownsHandle: true)
{
    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        Libopus.opus_encoder_destroy(handle);
        return true;
    }
}

/// <summary>A decoder of libopus.</summary>
internal sealed class OpusDecoderHandle() : SafeHandle(0, ownsHandle: true)
{
    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        Libopus.opus_decoder_destroy(handle);
        return true;
    }
}
