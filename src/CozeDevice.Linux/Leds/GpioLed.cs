using CozeDevice.Linux.Gpio;
using CozeDevice.Panel;

namespace CozeDevice.Linux.Leds;

/// <summary>An LED on a GPIO line, or a colour LED on three: on or off.</summary>
/// <remarks>Not dimmed by software: a hundred pulses a second are two hundred wake-ups and system calls a second, flicker
/// whenever the board is busy, and would be the most expensive thing an idle device does. Patterns come as edges instead (a breath
/// is two); who wants it soft wires the LED to a PWM line (<c>Led:Kind pwm</c>).</remarks>
internal sealed class GpioLed : ILed
{
    private const int Colours = 3;

    private readonly GpioLine[] _lines;
    private readonly bool?[] _shown;

    /// <summary>Takes lines, dark.</summary>
    /// <param name="chip">Label or path of the chip, or null to find it by the line.</param>
    /// <param name="lines">One line, or three: red, green, blue.</param>
    /// <param name="activeLow">Whether a low level lights the LED.</param>
    /// <exception cref="LedException">A line is not to be had.</exception>
    public GpioLed(string? chip, IReadOnlyList<string> lines, bool activeLow)
    {
        var open = new List<GpioLine>();
        try
        {
            foreach (string line in lines)
                open.Add(Output(chip, line, activeLow, isActive: false));
        }
        catch (LedException)
        {
            open.ForEach(line => line.Dispose());
            throw;
        }
        (_lines, _shown) = ([.. open], new bool?[open.Count]);
        Traits = new LedTraits(1, HasColour: _lines.Length == Colours, CanDim: false);
    }

    /// <inheritdoc/>
    public LedTraits Traits { get; }

    /// <summary>Takes one line as an output.</summary>
    /// <param name="chip">Label or path of the chip, or null.</param>
    /// <param name="line">The line.</param>
    /// <param name="activeLow">Whether a low level is active.</param>
    /// <param name="isActive">The first level.</param>
    /// <exception cref="LedException">It is not to be had.</exception>
    public static GpioLine Output(string? chip, string line, bool activeLow, bool isActive)
    {
        try
        {
            using GpioPlace place = new GpioFinder().Find(chip, line);
            return GpioLine.RequestOutput(place, activeLow, isActive);
        }
        catch (GpioException e)
        {
            throw new LedException(line, e.Message, e) { IsMissing = e.Problem is GpioProblem.NoChip or GpioProblem.NoLine };
        }
    }

    /// <inheritdoc/>
    public void Show(ReadOnlySpan<LedLight> pixels)
    {
        LedLight light = pixels[0];
        if (_lines.Length != Colours)
        {
            Write(0, light.Brightest > 0);
            return;
        }
        Write(0, light.Red > 0);
        Write(1, light.Green > 0);
        Write(2, light.Blue > 0);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (GpioLine line in _lines)
            line.Dispose();
    }

    private void Write(int line, bool isLit)
    {
        if (_shown[line] == isLit)
            return;
        try
        {
            _lines[line].Write(isLit);
        }
        catch (GpioException e)
        {
            throw new LedException(_lines[line].Text, e.Message, e);
        }
        _shown[line] = isLit;
    }
}
