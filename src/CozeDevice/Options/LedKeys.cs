namespace CozeDevice.Options;

/// <summary>The keys of the LED.</summary>
internal static class LedKeys
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<OptionKey> All { get; } =
    [
        new("Led:Kind", OptionType.Text, "gpio", "How the LED is driven.")
        {
            Choices = ["gpio", "rgb", "sysfs", "pwm", "apa102", "ws2812", "none"],
        },
        new("Led:Chip", OptionType.Text, null, "The GPIO chip by label or path; for pwm the PWM chip.")
        {
            WhenUnset = "the chip that has the line; pwmchip0",
        },
        new("Led:Line", OptionType.Text, "GPIO25", "gpio: the line of the LED by name or offset."),
        new("Led:LineRed", OptionType.Text, null, "rgb: the line of the red part."),
        new("Led:LineGreen", OptionType.Text, null, "rgb: the line of the green part."),
        new("Led:LineBlue", OptionType.Text, null, "rgb: the line of the blue part."),
        new("Led:ActiveLow", OptionType.Boolean, "false", "gpio, rgb, pwm: whether a low level lights the LED."),
        new("Led:Name", OptionType.Text, "ACT", "sysfs: the LED below /sys/class/leds, or three for red,green,blue; ACT is the board's own.")
        {
            Check = LedRules.Names,
        },
        new("Led:Channel", OptionType.Text, "0", "pwm: the channel, or three for red,green,blue.")
        {
            Check = LedRules.Channels,
        },
        new("Led:Device", OptionType.Text, "/dev/spidev0.0", "apa102, ws2812: the SPI device.")
        {
            Check = LedRules.Device,
        },
        new("Led:Count", OptionType.Integer, "1", "apa102, ws2812: how many pixels.")
        {
            Min = 1, Max = LedRules.MaxPixels,
        },
        new("Led:PowerLine", OptionType.Text, null, "apa102, ws2812: a GPIO line that switches the pixels' power on.")
        {
            WhenUnset = "none",
        },
        new("Led:Brightness", OptionType.Integer, "100", "The most light, in percent; without effect on an LED that is on or off.")
        {
            Min = 1, Max = 100,
        },
        new("Led:Ready", OptionType.Integer, "0", "A white glow while ready, in percent of the brightness; 0 is dark.")
        {
            Min = 0, Max = 20,
        },
    ];
}
