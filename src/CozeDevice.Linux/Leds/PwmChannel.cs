using System.Globalization;
using CozeDevice.Panel;

namespace CozeDevice.Linux.Leds;

/// <summary>One channel of a PWM chip, <c>/sys/class/pwm/CHIP/pwmN</c>: exported, run, and put back.</summary>
/// <remarks>Documentation/driver-api/pwm.rst of the kernel.</remarks>
internal sealed class PwmChannel : IDisposable
{
    /// <summary>Where the kernel lists chips.</summary>
    public const string Root = "/sys/class/pwm";

    /// <summary>A thousand pulses a second: no eye and no camera sees them.</summary>
    public const int PeriodNs = 1_000_000;

    private readonly string _chip;
    private readonly string _directory;
    private readonly string _number;
    private readonly bool _isOurs;
    private readonly SysWriter _duty;

    /// <summary>Starts a channel, dark.</summary>
    /// <param name="chip">The chip's directory.</param>
    /// <param name="channel">The channel.</param>
    /// <param name="activeLow">Whether the LED is lit by a low level.</param>
    /// <param name="wait">Called while the kernel's files are not ours yet; false gives up.</param>
    /// <exception cref="LedException">There is no such channel, or it may not be used.</exception>
    public PwmChannel(string chip, int channel, bool activeLow, Func<bool> wait)
    {
        _number = channel.ToString(CultureInfo.InvariantCulture);
        (_chip, _directory) = (chip, Path.Combine(chip, "pwm" + _number));
        int? count = SysFile.Number(Path.Combine(chip, "npwm"));
        if (count is null)
            throw new LedException(chip, "does not exist; for example dtoverlay=pwm,pin=18,func=2 in config.txt makes one");
        if (channel >= count)
            throw new LedException(chip, $"has no channel {channel}; it has {count}");
        _isOurs = !Directory.Exists(_directory);
        if (_isOurs)
            SysFile.Write(Path.Combine(chip, "export"), _number);
        try
        {
            _duty = OpenDuty(wait);
            Start(activeLow);
        }
        catch (LedException)
        {
            Unexport();
            throw;
        }
    }

    /// <summary>Sets the share of time the LED is lit.</summary>
    /// <param name="share">0 to 1.</param>
    /// <exception cref="LedException">The device is gone.</exception>
    public void Show(float share) => _duty.Write((long)MathF.Round(Math.Clamp(share, 0, 1) * PeriodNs));

    /// <inheritdoc/>
    public void Dispose()
    {
        _duty.Dispose();
        try
        {
            SysFile.Write(Path.Combine(_directory, "enable"), "0");
        }
        catch (LedException)
        {
            // Gone, and so dark.
        }
        Unexport();
    }

    // The directory belongs to root until a udev rule has run.
    private SysWriter OpenDuty(Func<bool> wait)
    {
        while (true)
        {
            try
            {
                return new SysWriter(Path.Combine(_directory, "duty_cycle"));
            }
            catch (LedException) when (wait())
            {
                // Again.
            }
        }
    }

    private void Start(bool activeLow)
    {
        // A duty longer than the period is refused, and so is a polarity while it runs.
        if (SysFile.Number(Path.Combine(_directory, "period")) is > 0 and not PeriodNs)
            _duty.Write(0);
        SysFile.Write(Path.Combine(_directory, "period"), PeriodNs.ToString(CultureInfo.InvariantCulture));
        _duty.Write(0);
        string polarity = Path.Combine(_directory, "polarity"), wanted = activeLow ? "inversed" : "normal";
        if (SysFile.Read(polarity) != wanted)
        {
            SysFile.Write(Path.Combine(_directory, "enable"), "0");
            SysFile.Write(polarity, wanted);
        }
        SysFile.Write(Path.Combine(_directory, "enable"), "1");
    }

    private void Unexport()
    {
        if (!_isOurs)
            return;
        try
        {
            SysFile.Write(Path.Combine(_chip, "unexport"), _number);
        }
        catch (LedException)
        {
            // Gone already.
        }
    }
}
