using CozeDevice.Audio;

namespace CozeDevice.SoundCheck;

/// <summary>How to listen.</summary>
/// <param name="Name">The device's configured name, for messages.</param>
/// <param name="Frames">How many frames of 20 ms.</param>
/// <param name="IntervalMs">How much sound one level covers, a multiple of 20 ms.</param>
/// <param name="Take">Gets every frame on the sound thread, or null.</param>
internal sealed record ListeningRequest(string Name, long Frames, int IntervalMs, FrameTaker? Take = null)
{
    /// <summary>The frames that cover a time, rounded up.</summary>
    /// <param name="seconds">Not negative.</param>
    public static long FramesOf(double seconds) => (long)Math.Ceiling(Math.Round(seconds * 1000, 3) / AudioFormat.FrameMs);
}
