namespace CozeDevice.Linux.Posix;

/// <summary>The error numbers somebody here decides by, as in <c>asm-generic/errno-base.h</c> and <c>asm-generic/errno.h</c>: the
/// same on x86-64, AArch64 and armhf. Calls return or set them negated.</summary>
internal static class Errno
{
    internal const int EPERM = 1;
    internal const int ENOENT = 2;
    internal const int EINTR = 4;
    internal const int EIO = 5;
    internal const int ENXIO = 6;
    internal const int EAGAIN = 11;
    internal const int EACCES = 13;
    internal const int EBUSY = 16;
    internal const int ENODEV = 19;
    internal const int EINVAL = 22;
    internal const int ENOTTY = 25;
    internal const int EPIPE = 32;
    internal const int ENOSYS = 38;
    internal const int ENODATA = 61;
    internal const int EBADFD = 77;
    internal const int ESTRPIPE = 86;
    internal const int ENOTSUP = 95;
    internal const int EHOSTDOWN = 112;

    /// <summary>What gpiolib means by "not supported". Not for user space by its own words, and seen there all the same.</summary>
    internal const int ENOTSUPP = 524;
}
