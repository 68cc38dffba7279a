using System.Runtime.InteropServices;

namespace CozeDevice.Linux.Speex;

/// <summary>An echo canceller of libspeexdsp.</summary>
internal sealed class EchoStateHandle() : SafeHandle(0, ownsHandle: true)
{
    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        Libspeexdsp.speex_echo_state_destroy(handle);
        return true;
    }
}
