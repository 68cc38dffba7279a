using CozeDevice.Audio;
using CozeDevice.Hosting;

namespace CozeDevice.Tests.Support.Endurance;

/// <summary>A room in memory in which somebody speaks or not. Nothing is heard, nothing is waited for.</summary>
internal sealed class MemoryRoom : IAudioDevices
{
    private readonly WarmUpDevices _devices = new();

    /// <summary>Whether somebody speaks.</summary>
    public bool HasVoice { get; set; } = true;

    public IPcmCapture OpenCapture(string name) => new Microphone(this, _devices.OpenCapture(name));

    public IPcmPlayback OpenPlayback(string name) => _devices.OpenPlayback(name);

    private sealed class Microphone(MemoryRoom room, IPcmCapture inner) : IPcmCapture
    {
        private const int Quieter = 64; // 36 dB

        public bool IsMicrophone => true;

        public PcmStatus Read(Span<short> frame)
        {
            PcmStatus status = inner.Read(frame);
            if (room.HasVoice)
                return status;
            foreach (ref short sample in frame)
                sample /= Quieter;
            return status;
        }

        public void Rewind() => inner.Rewind();

        public void Dispose() => inner.Dispose();
    }
}
