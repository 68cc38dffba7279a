namespace CozeDevice.Simulator.Audio;

/// <summary>Finds speech by its energy in frames of 20 ms.</summary>
/// <remarks>Semantic end-pointing and keywords need recognition, which the simulator does not have.</remarks>
internal sealed class VoiceActivity(TimeSpan silenceDuration)
{
    private const int FrameMs = 20;

    // About -36 dBFS: above a quiet room, below speech.
    private const double SpeechRms = 500;
    private const int FramesToStart = 3;

    private readonly List<short> _rest = [];
    private readonly int _framesToStop = Math.Max(1, (int)(silenceDuration.TotalMilliseconds / FrameMs));
    private int _loud;
    private int _quiet;

    /// <summary>Whether someone speaks.</summary>
    internal bool IsSpeech { get; private set; }

    /// <summary>Hears more samples.</summary>
    /// <returns>Whether <see cref="IsSpeech"/> changed, and how often, in order.</returns>
    internal IReadOnlyList<bool> Hear(short[] samples, int sampleRate)
    {
        List<bool> changes = [];
        int length = sampleRate * FrameMs / 1000;
        _rest.AddRange(samples);
        int start = 0;
        for (; start + length <= _rest.Count; start += length)
        {
            if (HearFrame(_rest.GetRange(start, length)))
            {
                changes.Add(IsSpeech);
            }
        }

        _rest.RemoveRange(0, start);
        return changes;
    }

    private bool HearFrame(List<short> frame)
    {
        double energy = 0;
        foreach (short sample in frame)
        {
            energy += (double)sample * sample;
        }

        bool isLoud = Math.Sqrt(energy / frame.Count) >= SpeechRms;
        _loud = isLoud ? _loud + 1 : 0;
        _quiet = isLoud ? 0 : _quiet + 1;
        if (IsSpeech ? _quiet < _framesToStop : _loud < FramesToStart)
        {
            return false;
        }

        IsSpeech = !IsSpeech;
        return true;
    }
}
