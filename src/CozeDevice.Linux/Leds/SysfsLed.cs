using CozeDevice.Panel;

namespace CozeDevice.Linux.Leds;

/// <summary>An LED of the kernel's LED class: the board's own, one on a driver chip, or three of them as one colour LED.</summary>
internal sealed class SysfsLed : ILed
{
    /// <summary>Where the kernel lists LEDs.</summary>
    public const string Root = "/sys/class/leds";

    /// <summary>The board's own LED, whatever the kernel calls it.</summary>
    public const string Own = "ACT";

    private const string OwnOnOlderKernels = "led0";
    private const int Colours = 3;

    /// <summary>A second of light every ten: no living agent shows that.</summary>
    private static readonly TimeSpan DeadOn = TimeSpan.FromSeconds(1), DeadOff = TimeSpan.FromSeconds(9);

    private readonly LedClassDevice[] _devices;

    /// <summary>Takes LEDs over.</summary>
    /// <param name="names">One name, or three: red, green, blue.</param>
    /// <param name="root">Where LEDs are listed.</param>
    /// <exception cref="LedException">There is no such LED, or it may not be written.</exception>
    public SysfsLed(IReadOnlyList<string> names, string root = Root)
    {
        var devices = new List<LedClassDevice>();
        try
        {
            foreach (string name in names)
                devices.Add(new LedClassDevice(Find(name, root)));
        }
        catch (LedException)
        {
            devices.ForEach(device => device.Dispose());
            throw;
        }
        _devices = [.. devices];
        bool hasColour = _devices.Length == Colours || _devices[0].HasColour;
        Traits = new LedTraits(1, hasColour, Array.TrueForAll(_devices, device => device.CanDim));
    }

    /// <inheritdoc/>
    public LedTraits Traits { get; }

    /// <inheritdoc/>
    public void Show(ReadOnlySpan<LedLight> pixels)
    {
        LedLight light = pixels[0];
        if (_devices.Length == Colours)
        {
            _devices[0].Show(light.Red);
            _devices[1].Show(light.Green);
            _devices[2].Show(light.Blue);
        }
        else if (_devices[0].HasColour)
        {
            _devices[0].Show(light);
        }
        else
        {
            _devices[0].Show(light.Brightest);
        }
    }

    /// <summary>Lets the kernel show that no agent runs, and lets go: a second of light every ten, in red where there is red.</summary>
    /// <param name="wait">Called while the kernel's files are not ours yet; false gives up.</param>
    /// <exception cref="LedException">The kernel cannot; the LED is dark then.</exception>
    public void ShowDead(Func<bool> wait)
    {
        try
        {
            if (_devices is [{ HasColour: true }])
                _devices[0].Show(new LedLight(1, 0, 0));
            _devices[0].Blink(DeadOn, DeadOff, wait);
        }
        catch (LedException)
        {
            Show([LedLight.Dark]);
            Dispose();
            throw;
        }
        foreach (LedClassDevice device in _devices)
            device.Leave();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (LedClassDevice device in _devices)
            device.Dispose();
    }

    private static string Find(string name, string root)
    {
        string directory = Path.Combine(root, name);
        if (Directory.Exists(directory))
            return directory;
        if (name == Own && Directory.Exists(Path.Combine(root, OwnOnOlderKernels)))
            return Path.Combine(root, OwnOnOlderKernels);
        string[] there = Directory.Exists(root) ? [.. Directory.GetDirectories(root).Select(Path.GetFileName).Order()!] : [];
        throw new LedException(
            directory, there.Length == 0 ? "does not exist; this machine has no LED class devices" : $"does not exist; there are {string.Join(", ", there)}");
    }
}
