namespace CozeDevice.Audio;

/// <summary>Which half of the sound card.</summary>
public enum AudioDirection
{
    /// <summary>The microphone.</summary>
    Capture,

    /// <summary>The speaker.</summary>
    Playback,
}
