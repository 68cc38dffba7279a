using CozeDevice.Audio;

namespace CozeDevice.Linux.Alsa;

/// <summary>A sound card as the kernel has it now.</summary>
/// <param name="Number">Its number at this moment; it moves, so it is only good for reading old configurations.</param>
/// <param name="Id">Its stable short name, as <c>CARD=</c> takes it.</param>
/// <param name="Name">Its name for people.</param>
/// <param name="Driver">The driver's name.</param>
/// <param name="Devices">Its devices, capture and playback apart, in the order of their numbers.</param>
/// <param name="Volume">The control that would carry the volume, and where it stands, or null if there is none.</param>
internal sealed record SoundCard(
    int Number, string Id, string Name, string Driver, IReadOnlyList<CardDevice> Devices, MixerReading? Volume = null);
