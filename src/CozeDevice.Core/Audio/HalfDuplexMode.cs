namespace CozeDevice.Audio;

/// <summary>Whether the device may listen while it speaks (<c>Turn:HalfDuplex</c>).</summary>
public enum HalfDuplexMode
{
    /// <summary>Only with an echo canceller of ours that can be trusted.</summary>
    Auto,

    /// <summary>Always: the microphone has a canceller of its own.</summary>
    Off,
}
