namespace CozeDevice.Linux.Alsa;

/// <summary>What a device does by itself, before anything is converted.</summary>
/// <param name="Formats">Sample formats by their ALSA names, best known first.</param>
/// <param name="MinChannels">The fewest channels.</param>
/// <param name="MaxChannels">The most channels; a converting device says thousands.</param>
/// <param name="Rates">Those of <see cref="PcmProber.AskedRates"/> it takes, in hertz, ascending.</param>
internal sealed record PcmAbility(
    IReadOnlyList<string> Formats, int MinChannels, int MaxChannels, IReadOnlyList<int> Rates);
