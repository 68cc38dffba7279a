using CozeDevice.Audio;
using CozeDevice.Linux.Alsa;

namespace CozeDevice.SoundCheck;

/// <summary>A device as it is configured, and what is there of it.</summary>
/// <param name="Key">Such as <c>Audio:Capture</c>.</param>
/// <param name="Name">The configured name.</param>
/// <param name="Origin">Where that was written.</param>
/// <param name="Direction">Capture or playback.</param>
/// <param name="Probe">Whether it is there.</param>
internal sealed record ConfiguredDevice(string Key, string Name, string Origin, AudioDirection Direction, PcmProbe Probe)
{
    /// <summary>Whether it is this device of a card, whatever plug-in is in front of it.</summary>
    /// <param name="device">A device of a card.</param>
    /// <param name="cardNumber">The number of that card now.</param>
    public bool Is(CardDevice device, int cardNumber) =>
        Direction == device.Direction
        && CardReference.Parse(Name) is { } reference
        && (reference.CardNumber is { } number ? number == cardNumber : reference.Card == device.Card)
        && reference.Device == device.Number;
}
