namespace CozeDevice.Audio;

/// <summary>The control that carries the volume, and its level.</summary>
/// <param name="Element">The control.</param>
/// <param name="State">Where it stands.</param>
public sealed record MixerReading(MixerElement Element, MixerState State);
