using CozeDevice.Audio;

namespace CozeDevice.Linux.Alsa;

/// <summary>One direction of one device of a card.</summary>
/// <param name="Card">The card's id.</param>
/// <param name="Number">The device's number on the card, which its driver gives and which does not move.</param>
/// <param name="Direction">Capture or playback.</param>
/// <param name="Name">Its name for people.</param>
/// <param name="Probe">What it can do.</param>
internal sealed record CardDevice(string Card, int Number, AudioDirection Direction, string Name, PcmProbe Probe)
{
    /// <summary>The name to configure: by card id, never by card number, and with ALSA converting what the card cannot.</summary>
    public string PcmName => $"plughw:CARD={Card},DEV={Number}";
}
