using CozeDevice.Panel;

namespace CozeDevice.Linux.Leds;

/// <summary>An LED on one PWM channel, or a colour LED on three.</summary>
internal sealed class PwmLed : ILed
{
    private const int Colours = 3;

    private readonly PwmChannel[] _channels;

    /// <summary>Starts the channels, dark.</summary>
    /// <param name="chip">The chip's name, for example <c>pwmchip0</c>.</param>
    /// <param name="channels">One channel, or three: red, green, blue.</param>
    /// <param name="activeLow">Whether the LED is lit by a low level.</param>
    /// <param name="wait">Called while the kernel's files are not ours yet; false gives up.</param>
    /// <param name="root">Where chips are listed.</param>
    /// <exception cref="LedException">A channel cannot be used.</exception>
    public PwmLed(string chip, IReadOnlyList<int> channels, bool activeLow, Func<bool> wait, string root = PwmChannel.Root)
    {
        var open = new List<PwmChannel>();
        try
        {
            foreach (int channel in channels)
                open.Add(new PwmChannel(Path.Combine(root, chip), channel, activeLow, wait));
        }
        catch (LedException)
        {
            open.ForEach(channel => channel.Dispose());
            throw;
        }
        _channels = [.. open];
        Traits = _channels.Length == Colours ? LedTraits.Colour : LedTraits.Dimmable;
    }

    /// <inheritdoc/>
    public LedTraits Traits { get; }

    /// <inheritdoc/>
    public void Show(ReadOnlySpan<LedLight> pixels)
    {
        if (_channels.Length != Colours)
        {
            _channels[0].Show(pixels[0].Brightest);
            return;
        }
        _channels[0].Show(pixels[0].Red);
        _channels[1].Show(pixels[0].Green);
        _channels[2].Show(pixels[0].Blue);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (PwmChannel channel in _channels)
            channel.Dispose();
    }
}
