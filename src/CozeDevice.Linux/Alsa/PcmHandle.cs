using System.Runtime.InteropServices;

namespace CozeDevice.Linux.Alsa;

/// <summary>An open <c>snd_pcm_t</c>.</summary>
internal sealed class PcmHandle() : SafeHandle(0, ownsHandle: true)
{
    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        // A device that is gone answers ENODEV and is freed all the same.
        _ = Libasound.snd_pcm_close(handle);
        return true;
    }
}
