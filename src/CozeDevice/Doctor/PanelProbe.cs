using CozeDevice.Hosting;
using CozeDevice.Linux.Gpio;
using CozeDevice.Linux.Input;
using CozeDevice.Options;
using CozeDevice.Panel;

namespace CozeDevice.Doctor;

/// <summary>Buttons and LED of this machine.</summary>
/// <param name="time">The clock of short waits for the kernel.</param>
internal sealed class PanelProbe(TimeProvider time) : IPanelProbe
{
    /// <inheritdoc/>
    public LineFacts Line(string? chip, string line)
    {
        using var place = new GpioFinder().Find(chip, line);
        return new(place.Text, place.Line.IsUsed, place.Line.Consumer);
    }

    /// <inheritdoc/>
    public string Key(ButtonOptions button)
    {
        using var device = new EvdevFinder().Find(new EvdevContactSettings(button.Input!, button.Key, button.Grab));
        return $"{EvdevKeys.NameOf(button.Key)} of \"{device.Name}\"";
    }

    /// <inheritdoc/>
    public ILed OpenLed(LedOptions options) => LedOpener.Open(options, time);
}
