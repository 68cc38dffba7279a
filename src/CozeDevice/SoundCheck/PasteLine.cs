using CozeDevice.Audio;
using CozeDevice.Linux.Alsa;

namespace CozeDevice.SoundCheck;

/// <summary>The line of the configuration that uses a card.</summary>
/// <param name="Card">The card's id.</param>
/// <param name="Capture">The microphone, or null if the card has none.</param>
/// <param name="Playback">The speaker, or null if the card has none.</param>
internal sealed record PasteLine(string Card, string? Capture, string? Playback)
{
    /// <summary>The line for a card: its first device each way. Null if it has none.</summary>
    public static PasteLine? For(SoundCard card)
    {
        var capture = First(card, AudioDirection.Capture);
        var playback = First(card, AudioDirection.Playback);
        return capture is null && playback is null ? null : new(card.Id, capture, playback);
    }

    /// <summary>The lines to offer: one per card, and one for a microphone and a speaker on different cards if no card has
    /// both.</summary>
    public static IReadOnlyList<PasteLine> All(IReadOnlyList<SoundCard> cards)
    {
        List<PasteLine> lines = [.. cards.Select(For).OfType<PasteLine>()];
        var capture = lines.Find(line => line.Capture is not null);
        var playback = lines.Find(line => line.Playback is not null);
        if (capture is null || playback is null || lines.Exists(line => line is { Capture: not null, Playback: not null }))
            return lines;
        lines.Add(new($"{capture.Card} and {playback.Card}", capture.Capture, playback.Playback));
        return lines;
    }

    /// <summary>As it is pasted. Card ids and device numbers hold nothing that JSON would escape.</summary>
    public override string ToString()
    {
        string?[] members =
        [
            Capture is null ? null : $"\"Capture\": \"{Capture}\"",
            Playback is null ? null : $"\"Playback\": \"{Playback}\"",
        ];
        return $"\"Audio\": {{ {string.Join(", ", members.OfType<string>())} }}";
    }

    private static string? First(SoundCard card, AudioDirection direction)
    {
        foreach (var device in card.Devices)
            if (device.Direction == direction && device.Probe.Exists) return device.PcmName;
        return null;
    }
}
