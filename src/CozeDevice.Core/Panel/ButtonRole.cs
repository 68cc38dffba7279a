namespace CozeDevice.Panel;

/// <summary>What a button is for.</summary>
public enum ButtonRole
{
    /// <summary>Push to talk, with taps and compound gestures.</summary>
    Talk,

    /// <summary>Ends what is going on.</summary>
    Stop,

    /// <summary>Mutes and unmutes the microphone.</summary>
    Mute,

    /// <summary>Louder, again and again while held.</summary>
    VolumeUp,

    /// <summary>Quieter, again and again while held.</summary>
    VolumeDown,

    /// <summary>Speaks a fixed text.</summary>
    Say,
}
