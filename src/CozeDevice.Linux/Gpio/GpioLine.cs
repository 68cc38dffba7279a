using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using CozeDevice.Linux.Posix;

namespace CozeDevice.Linux.Gpio;

/// <summary>One line, held until disposed. The kernel gives it back also when the process dies.</summary>
/// <remarks>Any thread, one call at a time. When the chip goes, calls fail with <see cref="GpioProblem.Gone"/> and the line
/// must be asked for anew.</remarks>
internal sealed unsafe class GpioLine : IDisposable
{
    private const string Consumer = "cozedevice";

    private readonly FileDescriptor _descriptor;

    private GpioLine(string text, FileDescriptor descriptor, bool hasDebounce) =>
        (Text, _descriptor, HasKernelDebounce) = (text, descriptor, hasDebounce);

    /// <summary>The line for people.</summary>
    public string Text { get; }

    /// <summary>Whether the kernel reports an edge only after the time of <see cref="GpioInput.Debounce"/>.</summary>
    public bool HasKernelDebounce { get; }

    /// <summary>What to poll for events.</summary>
    public FileDescriptor Descriptor => _descriptor;

    /// <summary>Asks for a line as an input that reports both edges.</summary>
    /// <param name="place">The line.</param>
    /// <param name="input">How.</param>
    /// <exception cref="GpioException">It is not to be had.</exception>
    public static GpioLine RequestInput(GpioPlace place, GpioInput input)
    {
        ulong flags = GpioUapi.GPIO_V2_LINE_FLAG_INPUT
            | GpioUapi.GPIO_V2_LINE_FLAG_EDGE_RISING | GpioUapi.GPIO_V2_LINE_FLAG_EDGE_FALLING
            | (input.ActiveLow ? GpioUapi.GPIO_V2_LINE_FLAG_ACTIVE_LOW : 0)
            | input.Bias switch
            {
                GpioBias.PullUp => GpioUapi.GPIO_V2_LINE_FLAG_BIAS_PULL_UP,
                GpioBias.PullDown => GpioUapi.GPIO_V2_LINE_FLAG_BIAS_PULL_DOWN,
                GpioBias.None => GpioUapi.GPIO_V2_LINE_FLAG_BIAS_DISABLED,
                _ => 0,
            };
        var plain = new GpioUapi.gpio_v2_line_request { config = { flags = flags } };
        if (input.Debounce <= TimeSpan.Zero)
            return Request(place, plain, hasDebounce: false);
        GpioUapi.gpio_v2_line_request debounced = plain;
        debounced.config.num_attrs = 1;
        debounced.config.attrs[0] = new()
        {
            attr = new()
            {
                id = GpioUapi.GPIO_V2_LINE_ATTR_ID_DEBOUNCE,
                debounce_period_us = (uint)input.Debounce.TotalMicroseconds,
            },
            mask = 1,
        };
        try
        {
            return Request(place, debounced, hasDebounce: true);
        }
        catch (GpioException e) when (e.Problem == GpioProblem.Unsupported)
        {
            // gpiolib debounces for drivers that cannot; if even that is refused, every edge comes and the caller debounces.
            return Request(place, plain, hasDebounce: false);
        }
    }

    /// <summary>Asks for a line as an output.</summary>
    /// <param name="place">The line.</param>
    /// <param name="activeLow">Whether a low level is active.</param>
    /// <param name="isActive">The first value, set as the line becomes an output.</param>
    /// <exception cref="GpioException">It is not to be had.</exception>
    public static GpioLine RequestOutput(GpioPlace place, bool activeLow, bool isActive)
    {
        var request = new GpioUapi.gpio_v2_line_request
        {
            config =
            {
                flags = GpioUapi.GPIO_V2_LINE_FLAG_OUTPUT | (activeLow ? GpioUapi.GPIO_V2_LINE_FLAG_ACTIVE_LOW : 0),
                num_attrs = 1,
            },
        };
        request.config.attrs[0] = new()
        {
            attr = new() { id = GpioUapi.GPIO_V2_LINE_ATTR_ID_OUTPUT_VALUES, values = isActive ? 1u : 0u },
            mask = 1,
        };
        return Request(place, request, hasDebounce: false);
    }

    /// <summary>Reads the level.</summary>
    /// <returns>Whether the line is active.</returns>
    /// <exception cref="GpioException">The chip is gone.</exception>
    public bool Read()
    {
        var values = new GpioUapi.gpio_v2_line_values { mask = 1 };
        Call(GpioUapi.GPIO_V2_LINE_GET_VALUES_IOCTL, ref values, nameof(GpioUapi.GPIO_V2_LINE_GET_VALUES_IOCTL));
        return (values.bits & 1) != 0;
    }

    /// <summary>Sets the level of an output.</summary>
    /// <param name="isActive">Whether the line is active.</param>
    /// <exception cref="GpioException">The chip is gone, or the line is an input.</exception>
    public void Write(bool isActive)
    {
        var values = new GpioUapi.gpio_v2_line_values { mask = 1, bits = isActive ? 1u : 0u };
        Call(GpioUapi.GPIO_V2_LINE_SET_VALUES_IOCTL, ref values, nameof(GpioUapi.GPIO_V2_LINE_SET_VALUES_IOCTL));
    }

    /// <summary>Takes the events that wait, without blocking.</summary>
    /// <param name="events">Filled from the beginning.</param>
    /// <returns>How many; 0 when none waits.</returns>
    /// <exception cref="GpioException">The chip is gone.</exception>
    public int ReadEvents(Span<GpioUapi.gpio_v2_line_event> events)
    {
        int bytes = DeviceFile.Read(_descriptor, MemoryMarshal.AsBytes(events));
        if (bytes >= 0)
            return bytes / Unsafe.SizeOf<GpioUapi.gpio_v2_line_event>();
        if (bytes == -Errno.EAGAIN)
            return 0;
        throw GpioException.OfCall("read", Text, -bytes);
    }

    /// <inheritdoc/>
    public void Dispose() => _descriptor.Dispose();

    private static GpioLine Request(GpioPlace place, GpioUapi.gpio_v2_line_request request, bool hasDebounce)
    {
        request.offsets[0] = place.Line.Offset;
        request.num_lines = 1;
        Encoding.UTF8.GetBytes(Consumer, new Span<byte>(request.consumer, GpioUapi.GPIO_MAX_NAME_SIZE - 1));
        int errno = place.Chip.Request(ref request);
        if (errno == 0)
            return new GpioLine(place.Text, NonBlocking(request.fd), hasDebounce);
        throw errno switch
        {
            Errno.EBUSY => new GpioException(GpioProblem.Busy, $"{place.Text} is in use{By(place)}"),
            Errno.EPERM or Errno.EACCES => new GpioException(
                GpioProblem.Unsupported, $"{place.Text} is kept by the kernel for itself; choose another line"),
            Errno.EINVAL or Errno.ENOTSUP or Errno.ENOTSUPP => new GpioException(
                GpioProblem.Unsupported, $"{place.Text} cannot be used this way by its driver"),
            _ => GpioException.OfCall(nameof(GpioUapi.GPIO_V2_GET_LINE_IOCTL), place.Text, errno),
        };
    }

    // The kernel hands out a blocking descriptor; a read behind a poll must never hang.
    private static FileDescriptor NonBlocking(int descriptor)
    {
        var line = new FileDescriptor(descriptor);
        // Refused by no kernel; a blocking line would do too, as it is only read when there is something.
        _ = Libc.fcntl(line, Libc.F_SETFL, Libc.O_NONBLOCK);
        return line;
    }

    private static string By(GpioPlace place)
    {
        try
        {
            return place.Chip.Describe(place.Line.Offset).Consumer is { } consumer ? $" by \"{consumer}\"" : "";
        }
        catch (GpioException)
        {
            // Only a hint.
            return "";
        }
    }

    private void Call(uint request, ref GpioUapi.gpio_v2_line_values values, string name)
    {
        int errno = DeviceFile.Control(_descriptor, request, ref values);
        if (errno != 0)
            throw GpioException.OfCall(name, Text, errno);
    }
}
