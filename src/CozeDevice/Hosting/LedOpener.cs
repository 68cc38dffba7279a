using CozeDevice.Linux.Leds;
using CozeDevice.Options;
using CozeDevice.Panel;

namespace CozeDevice.Hosting;

/// <summary>From the configuration to an open LED.</summary>
internal static class LedOpener
{
    private const string FirstPwmChip = "pwmchip0";

    /// <summary>Opens the configured LED, dark.</summary>
    /// <param name="options">The LED; <see cref="LedKind.None"/> is not asked for.</param>
    /// <param name="time">The clock of short waits for the kernel.</param>
    /// <exception cref="LedException">It cannot be opened; the message says what would help.</exception>
    public static ILed Open(LedOptions options, TimeProvider time) => options.Kind switch
    {
        LedKind.Gpio or LedKind.Rgb => new GpioLed(options.Chip, options.Lines, options.ActiveLow),
        LedKind.Sysfs => new SysfsLed(options.Names),
        LedKind.Pwm => new PwmLed(options.Chip ?? FirstPwmChip, options.Channels, options.ActiveLow, UdevWait.Make(time)),
        LedKind.Apa102 => Strip(options, new Apa102Frame()),
        LedKind.Ws2812 => Strip(options, new Ws2812Frame()),
        _ => throw new ArgumentOutOfRangeException(nameof(options), options.Kind, "there is no LED to open"),
    };

    /// <summary>Leaves the LED as it should be while no agent runs.</summary>
    /// <param name="options">The LED; none is fine.</param>
    /// <param name="time">The clock of short waits for the kernel.</param>
    /// <param name="isDead">Whether the kernel should show that the agent has died, if it can.</param>
    /// <returns><c>off</c> or <c>dead</c>.</returns>
    /// <exception cref="LedException">It cannot be opened or written.</exception>
    public static string Rest(LedOptions options, TimeProvider time, bool isDead)
    {
        if (options.Kind == LedKind.None)
            return "off";
        ILed led = Open(options, time);
        if (isDead && led is SysfsLed sysfs)
        {
            sysfs.ShowDead(UdevWait.Make(time));
            return "dead";
        }
        using (led)
            led.Show(new LedLight[led.Traits.Pixels]);
        return "off";
    }

    private static StripLed Strip(LedOptions options, PixelFrame frame) =>
        StripLed.Open(options.Device, frame, options.Count, options.PowerLine, options.Chip);
}
