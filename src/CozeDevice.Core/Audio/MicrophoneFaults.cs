namespace CozeDevice.Audio;

/// <summary>What is wrong with the sound of a microphone that otherwise works.</summary>
[Flags]
public enum MicrophoneFaults
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>It delivers nothing but zeros: switched off, muted in the mixer, or the wrong input.</summary>
    Silent = 1,

    /// <summary>It is overdriven: peaks are cut off at full scale.</summary>
    Clips = 2,

    /// <summary>Its middle is not at zero, which costs headroom and, in G.711, the quiet sounds.</summary>
    Offset = 4,
}
