using CozeDevice.Audio;

namespace CozeDevice.Tests.Support.Audio;

/// <summary>Hands out the devices a test prepared, in order; without one left, or while it is told to fail, it cannot open.
/// The name <c>null</c> always opens.</summary>
internal sealed class FakeDevices : IAudioDevices
{
    public Queue<IPcmCapture> Captures { get; } = [];

    public Queue<IPcmPlayback> Playbacks { get; } = [];

    /// <summary>What stands in for a playback device that is missing.</summary>
    public FakePlayback StandIn { get; private set; } = new();

    /// <summary>Attempts to open, failed ones included.</summary>
    public int Attempts { get; private set; }

    public IPcmCapture OpenCapture(string name)
    {
        Attempts++;
        return Captures.TryDequeue(out var device) ? device : throw new AudioDeviceException(name, $"{name} is not there");
    }

    public IPcmPlayback OpenPlayback(string name)
    {
        if (name == "null") return StandIn = new FakePlayback();
        Attempts++;
        return Playbacks.TryDequeue(out var device) ? device : throw new AudioDeviceException(name, $"{name} is not there");
    }
}
