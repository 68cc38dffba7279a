using System.Runtime.CompilerServices;

namespace CozeDevice.Linux.Posix;

/// <summary>Numbers of ioctl calls, composed as <c>asm-generic/ioctl.h</c> does (x86, Arm, RISC-V).</summary>
internal static class Ioctl
{
    private const uint DirectionWrite = 1;
    private const uint DirectionRead = 2;

    /// <summary><c>_IOR(type, number, T)</c>: the kernel fills the structure.</summary>
    public static uint Read<T>(uint type, uint number)
        where T : unmanaged => Compose(DirectionRead, type, number, Unsafe.SizeOf<T>());

    /// <summary><c>_IOW(type, number, T)</c>: the kernel reads the structure.</summary>
    public static uint Write<T>(uint type, uint number)
        where T : unmanaged => Compose(DirectionWrite, type, number, Unsafe.SizeOf<T>());

    /// <summary><c>_IOWR(type, number, T)</c>: both.</summary>
    public static uint ReadWrite<T>(uint type, uint number)
        where T : unmanaged => Compose(DirectionRead | DirectionWrite, type, number, Unsafe.SizeOf<T>());

    /// <summary><c>_IOC(_IOC_READ, type, number, bytes)</c>: the kernel fills a buffer of this size.</summary>
    public static uint ReadBytes(uint type, uint number, int bytes) => Compose(DirectionRead, type, number, bytes);

    private static uint Compose(uint direction, uint type, uint number, int bytes) =>
        direction << 30 | (uint)bytes << 16 | type << 8 | number;
}
