using CozeDevice.Audio;

namespace CozeDevice.Hosting;

/// <summary>Microphone, speaker and clock of a rehearsal: nothing is recorded, nothing is heard, nothing is waited for.</summary>
internal sealed class WarmUpDevices : IAudioDevices
{
    /// <inheritdoc/>
    public IPcmCapture OpenCapture(string name) => new Microphone();

    /// <inheritdoc/>
    public IPcmPlayback OpenPlayback(string name) => new Speaker();

    private sealed class Microphone : IPcmCapture
    {
        private const int Loudness = 1_000;

        private uint _noise = 1;

        public bool IsMicrophone => true;

        // Noise, so that the codec has something to do.
        public PcmStatus Read(Span<short> frame)
        {
            foreach (ref var sample in frame)
            {
                _noise = (_noise * 1_664_525) + 1_013_904_223;
                sample = (short)((int)(_noise >> 16) % Loudness);
            }

            return PcmStatus.Ok;
        }

        public void Rewind() { }

        public void Dispose() { }
    }

    private sealed class Speaker : IPcmPlayback
    {
        public int Delay => 0;

        public PcmStatus Wait() => PcmStatus.Ok;

        public PcmStatus Write(ReadOnlySpan<short> frame) => PcmStatus.Ok;

        public void Drop() { }

        public void Idle() { }

        public void Dispose() { }
    }

    /// <summary>Never waits: who has nothing to do is stepped again when there is something.</summary>
    internal sealed class Pacer(TimeProvider time) : IPacer
    {
        public TimeSpan Now => time.GetElapsedTime(0);

        public bool WaitUntil(TimeSpan due) => due != TimeSpan.MaxValue;

        public void Wake() { }

        public void Dispose() { }
    }
}
