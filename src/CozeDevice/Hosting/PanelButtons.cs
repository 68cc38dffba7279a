using CozeDevice.Linux.Gpio;
using CozeDevice.Linux.Input;
using CozeDevice.Options;
using CozeDevice.Panel;

namespace CozeDevice.Hosting;

/// <summary>From the configuration to the contacts of the panel.</summary>
internal static class PanelButtons
{
    /// <summary>Adds the contacts of every configured button.</summary>
    /// <param name="options">The configuration.</param>
    /// <param name="panel">Learns what each is for.</param>
    /// <param name="loop">Learns what to watch.</param>
    /// <param name="time">The clock whose timestamps are CLOCK_MONOTONIC.</param>
    public static void Add(DeviceOptions options, ButtonPanel panel, ContactLoop loop, TimeProvider time)
    {
        foreach (ButtonOptions button in options.Buttons)
        {
            if (button.Line is { } line)
            {
                GpioInput input = InputOf(button.ActiveLow, button.Bias, TimeSpan.FromMilliseconds(button.DebounceMs));
                var contact = new GpioContact(
                    new GpioContactSettings(button.Chip, line, input, button.IsLineDefault), new GpioFinder(), time);
                loop.Add(contact, panel.Add(SettingsOf(button, contact.Name, options.Gesture)));
            }
            if (button.Input is { } device)
            {
                var contact = new EvdevContact(
                    new EvdevContactSettings(device, button.Key, button.Grab), new EvdevFinder(), time);
                loop.Add(contact, panel.Add(SettingsOf(button, contact.Name, options.Gesture)));
            }
        }
    }

    /// <summary>How the line of a button is asked for.</summary>
    /// <param name="activeLow">Whether a pressed button pulls it down.</param>
    /// <param name="bias">What holds it.</param>
    /// <param name="debounce">How long it must be quiet.</param>
    public static GpioInput InputOf(bool activeLow, ButtonBias bias, TimeSpan debounce) => new()
    {
        ActiveLow = activeLow,
        Bias = bias switch
        {
            ButtonBias.Up => GpioBias.PullUp,
            ButtonBias.Down => GpioBias.PullDown,
            ButtonBias.Off => GpioBias.None,
            _ => activeLow ? GpioBias.PullUp : GpioBias.PullDown,
        },
        Debounce = debounce,
    };

    private static ButtonSettings SettingsOf(ButtonOptions button, string name, GestureOptions gestures) =>
        new(name, button.Role, button.Text, gestures.DoubleTap, gestures.TapHoldMutes);
}
