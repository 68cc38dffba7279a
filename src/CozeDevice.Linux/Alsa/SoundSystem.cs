namespace CozeDevice.Linux.Alsa;

/// <summary>All sound devices of this machine at one moment.</summary>
/// <param name="Cards">The cards, in the kernel's order.</param>
/// <param name="Named">Devices with a name of their own.</param>
/// <param name="Absence">Why there is no card, or null if there is one.</param>
/// <param name="ConvertsWell">Whether ALSA's good rate converter is installed; without it a tone above the new limit comes
/// back as another one, hardly quieter.</param>
internal sealed record SoundSystem(
    IReadOnlyList<SoundCard> Cards, IReadOnlyList<NamedPcm> Named, CardAbsence? Absence, bool ConvertsWell);
