using System.Runtime.InteropServices;

namespace CozeDevice.Linux.Alsa;

/// <summary>An open <c>snd_ctl_t</c>: the control side of a card.</summary>
internal sealed class CtlHandle() : SafeHandle(0, ownsHandle: true)
{
    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        _ = Libasound.snd_ctl_close(handle); // nothing was written
        return true;
    }
}
