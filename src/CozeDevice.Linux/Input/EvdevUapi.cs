using System.Runtime.InteropServices;
using CozeDevice.Linux.Posix;

namespace CozeDevice.Linux.Input;

/// <summary>Input devices, as declared in <c>linux/input.h</c>. Names as in C.</summary>
internal static class EvdevUapi
{
    // linux/input-event-codes.h
    internal const ushort EV_SYN = 0x00;
    internal const ushort EV_KEY = 0x01;
    internal const ushort SYN_DROPPED = 3;
    internal const int KEY_MAX = 0x2ff;

    private const uint Magic = 'E';

    internal static readonly uint EVIOCGRAB = Ioctl.Write<int>(Magic, 0x90);
    internal static readonly uint EVIOCSCLOCKID = Ioctl.Write<int>(Magic, 0xa0);

    /// <summary><c>struct input_event</c>: times are two machine words, so 24 bytes for a 64-bit program and 16 for a 32-bit one,
    /// whatever the kernel.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct input_event
    {
        /// <summary>Seconds of the clock chosen with <see cref="EVIOCSCLOCKID"/>.</summary>
        internal nuint time_sec;

        /// <summary>Microseconds.</summary>
        internal nuint time_usec;

        /// <summary><see cref="EV_KEY"/>, <see cref="EV_SYN"/>.</summary>
        internal ushort type;

        /// <summary>Which key.</summary>
        internal ushort code;

        /// <summary>1 down, 0 up, 2 autorepeat.</summary>
        internal int value;
    }

    /// <summary><c>EVIOCGNAME(len)</c>: the device's name.</summary>
    internal static uint EVIOCGNAME(int bytes) => Ioctl.ReadBytes(Magic, 0x06, bytes);

    /// <summary><c>EVIOCGKEY(len)</c>: one bit per key that is down.</summary>
    internal static uint EVIOCGKEY(int bytes) => Ioctl.ReadBytes(Magic, 0x18, bytes);

    /// <summary><c>EVIOCGBIT(type, len)</c>: one bit per key the device has.</summary>
    internal static uint EVIOCGBIT(ushort type, int bytes) => Ioctl.ReadBytes(Magic, 0x20u + type, bytes);
}
