using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace CozeDevice.Audio;

/// <summary>When a pump may try to open its device again, and what it tells about it: each change once.</summary>
/// <remarks>Owned by the pump's thread.</remarks>
internal sealed class DeviceHealth(
    AudioDirection direction, IPacer pacer, ChannelWriter<AudioNotice> notices, ILogger logger)
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(5);

    private bool? _works;
    private TimeSpan _delay = FirstDelay;

    /// <summary>Whether the loss of the device was told, and its return is waited for.</summary>
    public bool IsLost => _works == false;

    /// <summary>When the next attempt is due.</summary>
    public TimeSpan NextTry { get; private set; } = TimeSpan.Zero;

    /// <summary>Whether the next attempt is due.</summary>
    public bool MayTry => pacer.Now >= NextTry;

    /// <summary>The device was opened.</summary>
    public void Opened()
    {
        if (_works == true) return;
        _works = true;
        AudioLog.DeviceReady(logger, direction);
        notices.TryWrite(new DeviceReady(direction));
    }

    /// <summary>A frame passed: the device is really there, and the next loss is tried again soon.</summary>
    public void Proven() => _delay = FirstDelay;

    /// <summary>The device could not be opened or is gone.</summary>
    /// <param name="message">One line for people.</param>
    public void Lost(string message)
    {
        NextTry = pacer.Now + _delay;
        _delay = _delay * 2 < LongestDelay ? _delay * 2 : LongestDelay;
        if (_works == false) return;
        _works = false;
        AudioLog.DeviceLost(logger, direction, message);
        notices.TryWrite(new DeviceLost(direction, message));
    }
}
