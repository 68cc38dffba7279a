namespace CozeDevice.Simulator.Scenarios;

/// <summary>Where the sound of a reply comes from.</summary>
public enum ReplyAudio
{
    /// <summary>The voice that was heard; a text question is answered with <see cref="Hum"/>.</summary>
    Parrot,

    /// <summary>A tone sequence made from the reply's text.</summary>
    Hum,

    /// <summary>A WAV file.</summary>
    File,

    /// <summary>No audio events at all.</summary>
    None,
}
