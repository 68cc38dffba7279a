using CozeDevice.Panel;

namespace CozeDevice.Linux.Leds;

/// <summary>One LED of the kernel's LED class, <c>/sys/class/leds/NAME</c>: taken from its trigger, and given back to it.</summary>
/// <remarks>Documentation/leds/leds-class.rst and leds-class-multicolor.rst of the kernel.</remarks>
internal sealed class LedClassDevice : IDisposable
{
    private readonly string _directory;
    private readonly string _previous;
    private readonly int _max;
    private readonly SysWriter _brightness;
    private readonly SysWriter? _intensity;
    private readonly string? _previousIntensity;
    private readonly int[] _order = []; // for each place of multi_intensity: 0 red, 1 green, 2 blue, 3 any other

    /// <summary>Takes an LED over.</summary>
    /// <param name="directory">Its directory.</param>
    /// <exception cref="LedException">It may not be written.</exception>
    public LedClassDevice(string directory)
    {
        _directory = directory;
        _max = SysFile.Number(Path.Combine(directory, "max_brightness")) ?? 255;
        _brightness = new SysWriter(Path.Combine(directory, "brightness"));
        _previous = TakeTrigger();
        string index = Path.Combine(directory, "multi_index");
        if (!File.Exists(index))
            return;
        _order = [.. SysFile.Read(index).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(PlaceOf)];
        if (_order.Length != 3)
            throw new LedException(directory, $"has {_order.Length} colours; three can be used: red, green and blue");
        _previousIntensity = SysFile.Read(Path.Combine(directory, "multi_intensity"));
        _intensity = new SysWriter(Path.Combine(directory, "multi_intensity"));
        _brightness.Write(_max);
    }

    /// <summary>Whether it is a colour LED of the multicolor class.</summary>
    public bool HasColour => _intensity is not null;

    /// <summary>Whether it knows more than on and off. Older kernels give an LED on a GPIO line 255 steps that are all the same.</summary>
    public bool CanDim => _max > 1 && Driver() != "leds-gpio";

    /// <summary>Shows one light.</summary>
    /// <param name="share">0 to 1.</param>
    /// <exception cref="LedException">The device is gone.</exception>
    public void Show(float share) => _brightness.Write(Steps(share));

    /// <summary>Shows a colour.</summary>
    /// <param name="light">The light.</param>
    /// <exception cref="LedException">The device is gone.</exception>
    public void Show(LedLight light) => _intensity!.Write(
        Steps(Part(light, _order[0])), Steps(Part(light, _order[1])), Steps(Part(light, _order[2])));

    /// <summary>Lets the kernel blink it, with no process behind.</summary>
    /// <param name="on">Time of light.</param>
    /// <param name="off">Time of dark.</param>
    /// <param name="wait">Called while the files of the trigger are not ours yet; false gives up.</param>
    /// <exception cref="LedException">The kernel has no such trigger, or does not let us.</exception>
    public void Blink(TimeSpan on, TimeSpan off, Func<bool> wait)
    {
        SysFile.Write(Trigger, KernelTrigger.Timer);
        // The files appear with the trigger and belong to root until a udev rule has run.
        Retry(Path.Combine(_directory, "delay_off"), off, wait);
        Retry(Path.Combine(_directory, "delay_on"), on, wait);
    }

    /// <summary>Closes it and leaves it as it is, without its former trigger.</summary>
    public void Leave()
    {
        _brightness.Dispose();
        _intensity?.Dispose();
    }

    /// <summary>Gives it back to its former trigger, unless that would make it look alive.</summary>
    public void Dispose()
    {
        if (_previous != KernelTrigger.None && !KernelTrigger.LooksAlive(_previous))
            GiveBack();
        Leave();
    }

    private string Trigger => Path.Combine(_directory, "trigger");

    private string TakeTrigger()
    {
        if (!File.Exists(Trigger))
            return KernelTrigger.None;
        string previous = KernelTrigger.Active(SysFile.Read(Trigger));
        if (previous != KernelTrigger.None)
            SysFile.Write(Trigger, KernelTrigger.None);
        return previous;
    }

    private void GiveBack()
    {
        try
        {
            if (_previousIntensity is { } intensity)
                _intensity!.Write(intensity);
            SysFile.Write(Trigger, _previous);
        }
        catch (LedException)
        {
            // The LED is gone, or its trigger: nothing is left to give back.
        }
    }

    private string? Driver()
    {
        var link = new DirectoryInfo(Path.Combine(_directory, "device", "driver"));
        return link.Exists ? link.ResolveLinkTarget(returnFinalTarget: true)?.Name : null;
    }

    private int Steps(float share) => share <= 0 ? 0 : Math.Clamp((int)MathF.Round(share * _max), 1, _max);

    private static void Retry(string file, TimeSpan time, Func<bool> wait)
    {
        while (true)
        {
            try
            {
                SysFile.Write(file, time.TotalMilliseconds.ToString("F0", System.Globalization.CultureInfo.InvariantCulture));
                return;
            }
            catch (LedException) when (wait())
            {
                // Again.
            }
        }
    }

    private static int PlaceOf(string colour) => colour switch { "red" => 0, "green" => 1, "blue" => 2, _ => 3 };

    private static float Part(LedLight light, int place) => place switch
    {
        0 => light.Red,
        1 => light.Green,
        2 => light.Blue,
        _ => 0,
    };
}
