namespace CozeDevice.Audio;

/// <summary>What the mixer thread needs to know.</summary>
/// <param name="Device">The configured speaker.</param>
/// <param name="Element">The control's name, or <see cref="IMixers.Auto"/>.</param>
public sealed record MixerOptions(string Device, string Element);
