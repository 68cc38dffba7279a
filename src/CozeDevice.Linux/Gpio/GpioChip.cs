using System.Text;
using CozeDevice.Linux.Posix;

namespace CozeDevice.Linux.Gpio;

/// <summary>An open GPIO chip. Lines requested from it live on without it.</summary>
internal sealed unsafe class GpioChip : IDisposable
{
    private readonly FileDescriptor _descriptor;

    private GpioChip(string path, FileDescriptor descriptor, in GpioUapi.gpiochip_info info)
    {
        (Path, _descriptor) = (path, descriptor);
        fixed (byte* name = info.name, label = info.label)
            (Name, Label) = (Text(name) ?? "", Text(label) ?? "");
        LineCount = info.lines;
    }

    /// <summary>Its device, <c>/dev/gpiochip0</c>. Numbers change from boot to boot and from kernel to kernel.</summary>
    public string Path { get; }

    /// <summary>The kernel's name, <c>gpiochip0</c>.</summary>
    public string Name { get; }

    /// <summary>What its driver calls it, <c>pinctrl-bcm2835</c>: the name that stays.</summary>
    public string Label { get; }

    /// <summary>How many lines it has.</summary>
    public uint LineCount { get; }

    /// <summary>Opens a chip.</summary>
    /// <param name="path">Its device.</param>
    /// <exception cref="GpioException">It cannot be opened, or is no GPIO chip.</exception>
    public static GpioChip Open(string path)
    {
        FileDescriptor descriptor;
        try
        {
            descriptor = DeviceFile.Open(path, Libc.O_RDWR);
        }
        catch (PosixException e)
        {
            throw GpioException.OfOpen(path, e);
        }
        var info = default(GpioUapi.gpiochip_info);
        int errno = DeviceFile.Control(descriptor, GpioUapi.GPIO_GET_CHIPINFO_IOCTL, ref info);
        if (errno == 0)
            return new GpioChip(path, descriptor, info);
        descriptor.Dispose();
        throw errno is Errno.ENOTTY or Errno.EINVAL
            ? new GpioException(GpioProblem.NoChip, $"{path} is no GPIO chip")
            : GpioException.OfCall(nameof(GpioUapi.GPIO_GET_CHIPINFO_IOCTL), path, errno);
    }

    /// <summary>Describes a line.</summary>
    /// <param name="offset">Less than <see cref="LineCount"/>.</param>
    /// <exception cref="GpioException">The chip is gone, or the kernel is too old.</exception>
    public GpioLineInfo Describe(uint offset)
    {
        var info = new GpioUapi.gpio_v2_line_info { offset = offset };
        int errno = DeviceFile.Control(_descriptor, GpioUapi.GPIO_V2_GET_LINEINFO_IOCTL, ref info);
        if (errno != 0)
            throw GpioException.OfCall(nameof(GpioUapi.GPIO_V2_GET_LINEINFO_IOCTL), Path, errno);
        return new GpioLineInfo(offset, Text(info.name), Text(info.consumer), info.flags);
    }

    /// <summary>Describes every line, in order.</summary>
    /// <exception cref="GpioException">The chip is gone, or the kernel is too old.</exception>
    public IEnumerable<GpioLineInfo> Describe()
    {
        for (uint offset = 0; offset < LineCount; offset++)
            yield return Describe(offset);
    }

    /// <summary>Asks the kernel for lines.</summary>
    /// <param name="request">What is asked for; holds the descriptor afterwards.</param>
    /// <returns>0, or the errno.</returns>
    public int Request(ref GpioUapi.gpio_v2_line_request request) =>
        DeviceFile.Control(_descriptor, GpioUapi.GPIO_V2_GET_LINE_IOCTL, ref request);

    /// <inheritdoc/>
    public void Dispose() => _descriptor.Dispose();

    private static string? Text(byte* name)
    {
        var bytes = new ReadOnlySpan<byte>(name, GpioUapi.GPIO_MAX_NAME_SIZE);
        int end = bytes.IndexOf((byte)0);
        return end == 0 ? null : Encoding.UTF8.GetString(end < 0 ? bytes : bytes[..end]);
    }
}
