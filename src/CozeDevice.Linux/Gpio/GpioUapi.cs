using CozeDevice.Linux.Posix;

namespace CozeDevice.Linux.Gpio;

/// <summary>The GPIO character device, second version (kernel 5.10 and newer), as declared in <c>linux/gpio.h</c>. Names as in C.</summary>
/// <remarks>All 64-bit members are aligned to 8 bytes on every architecture, so one layout serves 32-bit and 64-bit boards.
/// A test compiles C assertions from these declarations.</remarks>
internal static partial class GpioUapi
{
    internal const int GPIO_MAX_NAME_SIZE = 32;
    internal const int GPIO_V2_LINES_MAX = 64;
    internal const int GPIO_V2_LINE_NUM_ATTRS_MAX = 10;

    // enum gpio_v2_line_flag
    internal const ulong GPIO_V2_LINE_FLAG_USED = 1 << 0;
    internal const ulong GPIO_V2_LINE_FLAG_ACTIVE_LOW = 1 << 1;
    internal const ulong GPIO_V2_LINE_FLAG_INPUT = 1 << 2;
    internal const ulong GPIO_V2_LINE_FLAG_OUTPUT = 1 << 3;
    internal const ulong GPIO_V2_LINE_FLAG_EDGE_RISING = 1 << 4;
    internal const ulong GPIO_V2_LINE_FLAG_EDGE_FALLING = 1 << 5;
    internal const ulong GPIO_V2_LINE_FLAG_OPEN_DRAIN = 1 << 6;
    internal const ulong GPIO_V2_LINE_FLAG_OPEN_SOURCE = 1 << 7;
    internal const ulong GPIO_V2_LINE_FLAG_BIAS_PULL_UP = 1 << 8;
    internal const ulong GPIO_V2_LINE_FLAG_BIAS_PULL_DOWN = 1 << 9;
    internal const ulong GPIO_V2_LINE_FLAG_BIAS_DISABLED = 1 << 10;

    // enum gpio_v2_line_attr_id
    internal const uint GPIO_V2_LINE_ATTR_ID_FLAGS = 1;
    internal const uint GPIO_V2_LINE_ATTR_ID_OUTPUT_VALUES = 2;
    internal const uint GPIO_V2_LINE_ATTR_ID_DEBOUNCE = 3;

    // enum gpio_v2_line_event_id
    internal const uint GPIO_V2_LINE_EVENT_RISING_EDGE = 1;
    internal const uint GPIO_V2_LINE_EVENT_FALLING_EDGE = 2;

    private const uint Magic = 0xB4;

    internal static readonly uint GPIO_GET_CHIPINFO_IOCTL = Ioctl.Read<gpiochip_info>(Magic, 0x01);
    internal static readonly uint GPIO_V2_GET_LINEINFO_IOCTL = Ioctl.ReadWrite<gpio_v2_line_info>(Magic, 0x05);
    internal static readonly uint GPIO_V2_GET_LINE_IOCTL = Ioctl.ReadWrite<gpio_v2_line_request>(Magic, 0x07);
    internal static readonly uint GPIO_V2_LINE_SET_CONFIG_IOCTL = Ioctl.ReadWrite<gpio_v2_line_config>(Magic, 0x0D);
    internal static readonly uint GPIO_V2_LINE_GET_VALUES_IOCTL = Ioctl.ReadWrite<gpio_v2_line_values>(Magic, 0x0E);
    internal static readonly uint GPIO_V2_LINE_SET_VALUES_IOCTL = Ioctl.ReadWrite<gpio_v2_line_values>(Magic, 0x0F);
}
