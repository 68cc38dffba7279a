namespace CozeDevice.Audio;

/// <summary>The volume control of a card.</summary>
/// <param name="Card">The card, as people write it.</param>
/// <param name="Name">The control's name, for example <c>Master</c>, with its number when there are several of that
/// name.</param>
/// <param name="MinDb">Its quietest step that is not silence, in dB.</param>
/// <param name="MaxDb">Its loudest step, in dB.</param>
/// <param name="HasDecibels">Whether the decibels are the driver's; otherwise its steps are spread evenly over 50 dB.</param>
/// <param name="HasSwitch">Whether it can be switched off.</param>
public sealed record MixerElement(
    string Card, string Name, double MinDb, double MaxDb, bool HasDecibels, bool HasSwitch);

/// <summary>Where a volume control stands.</summary>
/// <param name="Decibels">The level of the loudest channel; negative infinity is silence.</param>
/// <param name="IsOn">Whether it is switched on. True without a switch.</param>
public readonly record struct MixerState(double Decibels, bool IsOn);
