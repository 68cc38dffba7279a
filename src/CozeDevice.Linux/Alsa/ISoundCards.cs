using CozeDevice.Audio;

namespace CozeDevice.Linux.Alsa;

/// <summary>Finds out what sound devices there are, without disturbing a program that uses one.</summary>
internal interface ISoundCards
{
    /// <summary>Whether the sound library is installed; nothing else may be called without it.</summary>
    bool IsInstalled { get; }

    /// <summary>Looks at everything. Opens each free device for a moment, so it takes up to a second, and longer if a sound
    /// server does not answer.</summary>
    SoundSystem Read();

    /// <summary>Looks at one device by name.</summary>
    /// <param name="name">Anything ALSA opens.</param>
    /// <param name="direction">Capture or playback.</param>
    PcmProbe Probe(string name, AudioDirection direction);
}
