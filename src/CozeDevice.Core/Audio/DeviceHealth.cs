using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace CozeDevice.Audio;

/// <summary>When a pump may try to open its device again, and what it tells about it: each change once.</summary>
/// <remarks>Owned by the pump's thread.</remarks>
internal sealed class DeviceHealth(
    AudioDirection direction, IPacer pacer, ChannelWriter<AudioNotice> notices, ILogger logger)
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(250);
    // A card that is plugged in again is heard within two seconds; an attempt without one costs well under a millisecond.
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(1);

    // A plug-in whose sound server has died can be opened and then moves nothing: after two failures of that kind only a frame is
    // proof, so that the fault does not blink with each attempt.
    private const int MostFailures = 2;
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(3);

    private bool? _works;
    private bool _isOpen;
    private bool _isProven; // a frame passed since it was opened
    private int _failures; // in a row: it could be opened, and was lost at once without a frame
    private TimeSpan _openedAt;
    private TimeSpan _delay = FirstDelay;

    /// <summary>Whether the loss of the device was told, and its return is waited for.</summary>
    public bool IsLost => _works == false;

    /// <summary>Times the return of the device was told.</summary>
    public long Returns { get; private set; }

    /// <summary>When the next attempt is due.</summary>
    public TimeSpan NextTry { get; private set; } = TimeSpan.Zero;

    /// <summary>Whether the next attempt is due.</summary>
    public bool MayTry => pacer.Now >= NextTry;

    /// <summary>The device was opened.</summary>
    public void Opened()
    {
        (_isOpen, _isProven) = (true, false);
        _openedAt = pacer.Now;
        if (_failures < MostFailures) Works();
    }

    /// <summary>A frame passed: the device is really there, and the next loss is tried again soon.</summary>
    public void Proven()
    {
        if (_isProven) return;
        _isProven = true;
        _failures = 0;
        _delay = FirstDelay;
        Works();
    }

    /// <summary>The device could not be opened or is gone.</summary>
    /// <param name="message">One line for people.</param>
    /// <param name="isPulled">Whether it was found missing; else it failed.</param>
    public void Lost(string message, bool isPulled = false)
    {
        if (!isPulled && _isOpen && !_isProven && pacer.Now - _openedAt < AtOnce) _failures++;
        _isOpen = false;
        NextTry = pacer.Now + _delay;
        _delay = _delay * 2 < LongestDelay ? _delay * 2 : LongestDelay;
        if (_works == false) return;
        _works = false;
        AudioLog.DeviceLost(logger, direction, message);
        notices.TryWrite(new DeviceLost(direction, message));
    }

    private void Works()
    {
        if (_works == true) return;
        if (_works == false) Returns++;
        _works = true;
        AudioLog.DeviceReady(logger, direction);
        notices.TryWrite(new DeviceReady(direction));
    }
}
