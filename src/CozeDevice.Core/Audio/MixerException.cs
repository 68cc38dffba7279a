namespace CozeDevice.Audio;

/// <summary>A card's mixer cannot be used.</summary>
/// <param name="message">One line: what is wrong, where, and what would be right.</param>
/// <param name="kind">Whether to try again.</param>
public sealed class MixerException(string message, MixerTrouble kind) : Exception(message)
{
    /// <summary>Whether to try again.</summary>
    public MixerTrouble Kind { get; } = kind;
}

/// <summary>Why a mixer cannot be used.</summary>
public enum MixerTrouble
{
    /// <summary>The card is not there: it may come back.</summary>
    Gone,

    /// <summary>The card has nothing that makes volume: only another card would help.</summary>
    Unsuitable,

    /// <summary>The card does not have the control that was asked for by name.</summary>
    Misnamed,
}
