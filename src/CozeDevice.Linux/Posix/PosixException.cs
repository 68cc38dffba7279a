using System.Runtime.InteropServices;

namespace CozeDevice.Linux.Posix;

/// <summary>A call to the kernel failed.</summary>
/// <param name="call">The call, <c>open</c> or the name of an ioctl.</param>
/// <param name="subject">What it was called on.</param>
/// <param name="errno">Why.</param>
internal sealed class PosixException(string call, string subject, int errno)
    : IOException($"{call} {subject}: {Marshal.GetPInvokeErrorMessage(errno)}")
{
    /// <summary>Why, see <see cref="Posix.Errno"/>.</summary>
    public int Errno { get; } = errno;

    /// <summary>The failure of the call made last on this thread.</summary>
    /// <param name="call">The call, <c>open</c> or the name of an ioctl.</param>
    /// <param name="subject">What it was called on.</param>
    public static PosixException OfLastCall(string call, string subject) => new(call, subject, Marshal.GetLastPInvokeError());
}
