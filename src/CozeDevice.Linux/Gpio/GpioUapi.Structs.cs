using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CozeDevice.Linux.Gpio;

/// <content>The structures, sizes and offsets as measured with a C compiler.</content>
internal static unsafe partial class GpioUapi
{
    /// <summary><c>struct gpiochip_info</c>.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 68)]
    internal struct gpiochip_info
    {
        /// <summary>The kernel's name of the chip, <c>gpiochip0</c>.</summary>
        [FieldOffset(0)] internal fixed byte name[GPIO_MAX_NAME_SIZE];

        /// <summary>What the driver calls it, <c>pinctrl-bcm2835</c>.</summary>
        [FieldOffset(32)] internal fixed byte label[GPIO_MAX_NAME_SIZE];

        /// <summary>How many lines it has.</summary>
        [FieldOffset(64)] internal uint lines;
    }

    /// <summary><c>struct gpio_v2_line_values</c>.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 16)]
    internal struct gpio_v2_line_values
    {
        /// <summary>Bit n: whether line n of the request is active.</summary>
        [FieldOffset(0)] internal ulong bits;

        /// <summary>Bit n: whether line n of the request is meant.</summary>
        [FieldOffset(8)] internal ulong mask;
    }

    /// <summary><c>struct gpio_v2_line_attribute</c>.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 16)]
    internal struct gpio_v2_line_attribute
    {
        /// <summary>Which of the rest is meant.</summary>
        [FieldOffset(0)] internal uint id;

        /// <summary>Zero.</summary>
        [FieldOffset(4)] internal uint padding;

        /// <summary>Flags of single lines.</summary>
        [FieldOffset(8)] internal ulong flags;

        /// <summary>Values of outputs.</summary>
        [FieldOffset(8)] internal ulong values;

        /// <summary>Microseconds.</summary>
        [FieldOffset(8)] internal uint debounce_period_us;
    }

    /// <summary><c>struct gpio_v2_line_config_attribute</c>.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 24)]
    internal struct gpio_v2_line_config_attribute
    {
        /// <summary>The attribute.</summary>
        [FieldOffset(0)] internal gpio_v2_line_attribute attr;

        /// <summary>Bit n: whether line n of the request is meant.</summary>
        [FieldOffset(16)] internal ulong mask;
    }

    /// <summary><c>attrs</c> of a configuration.</summary>
    [InlineArray(GPIO_V2_LINE_NUM_ATTRS_MAX)]
    internal struct ConfigAttributes
    {
        private gpio_v2_line_config_attribute _first;
    }

    /// <summary><c>struct gpio_v2_line_config</c>.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 272)]
    internal struct gpio_v2_line_config
    {
        /// <summary>Flags of all lines.</summary>
        [FieldOffset(0)] internal ulong flags;

        /// <summary>How many of <see cref="attrs"/> count.</summary>
        [FieldOffset(8)] internal uint num_attrs;

        /// <summary>Attributes.</summary>
        [FieldOffset(32)] internal ConfigAttributes attrs;
    }

    /// <summary><c>struct gpio_v2_line_request</c>.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 592)]
    internal struct gpio_v2_line_request
    {
        /// <summary>The lines, by their place on the chip.</summary>
        [FieldOffset(0)] internal fixed uint offsets[GPIO_V2_LINES_MAX];

        /// <summary>Who uses them.</summary>
        [FieldOffset(256)] internal fixed byte consumer[GPIO_MAX_NAME_SIZE];

        /// <summary>How.</summary>
        [FieldOffset(288)] internal gpio_v2_line_config config;

        /// <summary>How many of <see cref="offsets"/> count.</summary>
        [FieldOffset(560)] internal uint num_lines;

        /// <summary>How many events the kernel keeps; 0 for 16 per line.</summary>
        [FieldOffset(564)] internal uint event_buffer_size;

        /// <summary>The answer: a descriptor of the lines.</summary>
        [FieldOffset(588)] internal int fd;
    }

    /// <summary><c>attrs</c> of a line's description.</summary>
    [InlineArray(GPIO_V2_LINE_NUM_ATTRS_MAX)]
    internal struct LineAttributes
    {
        private gpio_v2_line_attribute _first;
    }

    /// <summary><c>struct gpio_v2_line_info</c>.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    internal struct gpio_v2_line_info
    {
        /// <summary>The line's name, <c>GPIO17</c>, or empty.</summary>
        [FieldOffset(0)] internal fixed byte name[GPIO_MAX_NAME_SIZE];

        /// <summary>Who uses it, or empty.</summary>
        [FieldOffset(32)] internal fixed byte consumer[GPIO_MAX_NAME_SIZE];

        /// <summary>Its place on the chip: the question.</summary>
        [FieldOffset(64)] internal uint offset;

        /// <summary>How many of <see cref="attrs"/> count.</summary>
        [FieldOffset(68)] internal uint num_attrs;

        /// <summary>How it is used.</summary>
        [FieldOffset(72)] internal ulong flags;

        /// <summary>Attributes.</summary>
        [FieldOffset(80)] internal LineAttributes attrs;
    }

    /// <summary><c>struct gpio_v2_line_event</c>.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 48)]
    internal struct gpio_v2_line_event
    {
        /// <summary>When, on CLOCK_MONOTONIC.</summary>
        [FieldOffset(0)] internal ulong timestamp_ns;

        /// <summary>Rising or falling, as seen after <c>ACTIVE_LOW</c>.</summary>
        [FieldOffset(8)] internal uint id;

        /// <summary>Which line of the chip.</summary>
        [FieldOffset(12)] internal uint offset;

        /// <summary>Counts the events of the request, from 1.</summary>
        [FieldOffset(16)] internal uint seqno;

        /// <summary>Counts the events of the line, from 1.</summary>
        [FieldOffset(20)] internal uint line_seqno;
    }
}
