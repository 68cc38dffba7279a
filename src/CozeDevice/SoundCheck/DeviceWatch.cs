using CozeDevice.Audio;

namespace CozeDevice.SoundCheck;

/// <summary>Tells a device that is late from one that is stuck, and counts what was lost.</summary>
/// <remarks>Owned by the thread that uses the device.</remarks>
/// <param name="name">The configured name, for messages.</param>
/// <param name="direction">Which half.</param>
internal sealed class DeviceWatch(string name, AudioDirection direction)
{
    private const int MaxTimeouts = 20; // two and a half seconds, as the agent's own pumps wait

    private int _timeouts; // in a row

    /// <summary>Times sound was lost.</summary>
    public int Xruns { get; private set; }

    /// <summary>Whether the frame went over.</summary>
    /// <param name="status">What the device answered.</param>
    /// <exception cref="AudioDeviceException">The device is gone or stuck.</exception>
    public bool Transferred(PcmStatus status)
    {
        switch (status)
        {
            case PcmStatus.Gone:
                throw new AudioDeviceException(name, $"{name} is gone");
            case PcmStatus.Timeout when ++_timeouts >= MaxTimeouts:
                throw new AudioDeviceException(name, direction == AudioDirection.Capture
                    ? $"{name} delivers no sound"
                    : $"{name} takes no sound");
            case PcmStatus.Timeout:
                return false;
            case PcmStatus.Xrun:
                Xruns++;
                break;
        }

        _timeouts = 0;
        return true;
    }
}
