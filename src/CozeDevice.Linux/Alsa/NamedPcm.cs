namespace CozeDevice.Linux.Alsa;

/// <summary>A device that ALSA's configuration defines beside the cards, such as <c>default</c>.</summary>
/// <param name="Name">Its name, as it is configured.</param>
/// <param name="Description">Its first line for people; may be empty.</param>
/// <param name="Capture">What it does as microphone, or null if it says it is none.</param>
/// <param name="Playback">What it does as speaker, or null if it says it is none.</param>
internal sealed record NamedPcm(string Name, string Description, PcmProbe? Capture, PcmProbe? Playback);
