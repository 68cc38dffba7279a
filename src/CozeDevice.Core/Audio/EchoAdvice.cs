namespace CozeDevice.Audio;

/// <summary>What to do where an echo canceller of ours cannot help.</summary>
public static class EchoAdvice
{
    /// <summary>Speaker and microphone are two devices with a clock each.</summary>
    public const string TwoClocks =
        "use a microphone and a speaker of one card, a speakerphone that removes its own echo, or the sound server's echo canceller (hardware/hands-free.md); until then the microphone is closed while the device speaks";
}
