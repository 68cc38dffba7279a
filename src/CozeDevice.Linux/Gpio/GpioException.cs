using CozeDevice.Linux.Posix;

namespace CozeDevice.Linux.Gpio;

/// <summary>A GPIO chip or line cannot be used. The message says what, where, and what would be right, on one line.</summary>
/// <param name="problem">Why.</param>
/// <param name="message">One line for people.</param>
internal sealed class GpioException(GpioProblem problem, string message) : IOException(message)
{
    /// <summary>Why.</summary>
    public GpioProblem Problem { get; } = problem;

    /// <summary>The failure of opening a chip.</summary>
    /// <param name="path">The chip's device.</param>
    /// <param name="failure">What the kernel said.</param>
    public static GpioException OfOpen(string path, PosixException failure) => failure.Errno switch
    {
        Errno.EACCES or Errno.EPERM => NoPermission(path),
        Errno.ENOENT or Errno.ENXIO or Errno.ENODEV => new(GpioProblem.NoChip, $"{path} does not exist"),
        _ => new(GpioProblem.Failed, failure.Message),
    };

    /// <summary>The failure of a call on an open chip or line.</summary>
    /// <param name="call">The name of the ioctl.</param>
    /// <param name="subject">The chip or line.</param>
    /// <param name="errno">What the kernel said.</param>
    public static GpioException OfCall(string call, string subject, int errno) => errno switch
    {
        Errno.ENODEV or Errno.ENXIO => new(GpioProblem.Gone, $"{subject} is gone"),
        Errno.ENOTTY or Errno.EINVAL => new(
            GpioProblem.Unsupported,
            $"{subject} refuses {call}; the GPIO character device version 2 needs Linux 5.10 or newer"),
        _ => new(GpioProblem.Failed, new PosixException(call, subject, errno).Message),
    };

    private static GpioException NoPermission(string path) => new(
        GpioProblem.NoPermission,
        $"{path} may not be opened by {Environment.UserName}; the group gpio may: "
        + $"sudo usermod -aG gpio {Environment.UserName}, then log in again");
}
