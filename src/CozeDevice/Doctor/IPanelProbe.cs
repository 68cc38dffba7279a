using CozeDevice.Options;
using CozeDevice.Panel;

namespace CozeDevice.Doctor;

/// <summary>Looks at buttons and LED. Blocks.</summary>
internal interface IPanelProbe
{
    /// <summary>Looks at a GPIO line without taking it.</summary>
    /// <exception cref="Linux.Gpio.GpioException">It is not there, or may not be looked at.</exception>
    LineFacts Line(string? chip, string line);

    /// <summary>Looks for the key of an input device.</summary>
    /// <exception cref="Linux.Input.ContactException">It is not there, or may not be looked at.</exception>
    string Key(ButtonOptions button);

    /// <summary>Opens the LED.</summary>
    /// <exception cref="LedException">It does not work.</exception>
    ILed OpenLed(LedOptions options);
}

/// <summary>A GPIO line.</summary>
/// <param name="Name">For people.</param>
/// <param name="IsUsed">Whether somebody has it.</param>
/// <param name="Holder">Who, by their own words, or null.</param>
internal sealed record LineFacts(string Name, bool IsUsed, string? Holder);
