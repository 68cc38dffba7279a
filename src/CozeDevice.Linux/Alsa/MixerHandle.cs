using System.Runtime.InteropServices;

namespace CozeDevice.Linux.Alsa;

/// <summary>An open <c>snd_mixer_t</c>.</summary>
internal sealed class MixerHandle() : SafeHandle(0, ownsHandle: true)
{
    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        // A card that is gone answers an error and is freed all the same.
        _ = Libasound.snd_mixer_close(handle);
        return true;
    }
}
