namespace CozeDevice.SoundCheck;

/// <summary>Whether a device can listen while it speaks.</summary>
internal enum EchoVerdict
{
    /// <summary>The canceller removes the own voice.</summary>
    Good,

    /// <summary>It removes enough for a voice that is raised.</summary>
    Fair,

    /// <summary>It removes too little.</summary>
    Poor,

    /// <summary>The microphone hears nothing of the speaker: something else removes it, or nothing is heard at all.</summary>
    NoEcho,

    /// <summary>Speaker and microphone have a clock each.</summary>
    TwoClocks,

    /// <summary>The microphone delivers nothing but zeros.</summary>
    DeadMicrophone,
}
