namespace CozeDevice.SoundCheck;

/// <summary>The two devices a command uses, as they were configured.</summary>
/// <param name="Capture">The microphone.</param>
/// <param name="Playback">The speaker.</param>
internal sealed record DeviceNames(string Capture, string Playback);
