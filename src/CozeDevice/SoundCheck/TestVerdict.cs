using CozeDevice.Audio;
using CozeDevice.Linux.Alsa;

namespace CozeDevice.SoundCheck;

/// <summary>Says what the sound test found and what to do about it. Pure.</summary>
internal static class TestVerdict
{
    /// <summary>Everything that is wrong, each with its remedies; empty when all is well.</summary>
    /// <param name="speaker">How the speaker did.</param>
    /// <param name="microphone">How the microphone did.</param>
    /// <param name="cards">The cards of this machine, for other devices to try.</param>
    public static IReadOnlyList<Remedy> Of(SpeakerResult speaker, MicrophoneResult microphone, IReadOnlyList<SoundCard> cards)
    {
        var remedies = new List<Remedy>();
        if (speaker.Problem is { } silent)
            remedies.Add(new(new("speaker_failed", $"the speaker cannot be used: {silent}", true), Others(speaker.Device, AudioDirection.Playback, cards)));
        else if (speaker.WasHeard == false)
            remedies.Add(new(new("tone_not_heard", $"{speaker.Device} took the sound, and you did not hear it", true), Louder(speaker, cards)));

        if (microphone.Problem is { } deaf)
            remedies.Add(new(new("microphone_failed", $"the microphone cannot be used: {deaf}", true), Others(microphone.Device, AudioDirection.Capture, cards)));
        else if (microphone.Report is { } report)
            Microphone(microphone, report, speaker, cards, remedies);
        return remedies;
    }

    private static void Microphone(
        MicrophoneResult microphone, SignalReport report, SpeakerResult speaker, IReadOnlyList<SoundCard> cards, List<Remedy> remedies)
    {
        var isAsked = microphone.WasHeard is not null;
        var before = remedies.Count;
        foreach (var finding in SignalVerdict.Of(report))
        {
            // Without a person nobody spoke: quiet is then what a good microphone in a quiet room is.
            if (finding.Code == "quiet" && isAsked && microphone.WasHeard == false) remedies.Add(new(finding with { IsFault = true }, Gain(microphone, "raise", cards)));
            else if (finding.Code == "quiet") remedies.Add(new(finding, []));
            else if (finding.Code == "clips") remedies.Add(new(finding, Gain(microphone, "lower", cards)));
            else if (finding.IsFault) remedies.Add(new(finding, Gain(microphone, "switch on and raise", cards)));
        }

        if (microphone.WasHeard == false && remedies.Count == before && speaker.WasHeard != false)
        {
            remedies.Add(new(
                new("recording_not_heard", "the recording holds sound, and you did not hear yourself", true),
                ["speak within half a metre of the microphone and run the test again", .. Gain(microphone, "raise", cards)]));
        }
    }

    private static List<string> Louder(SpeakerResult speaker, IReadOnlyList<SoundCard> cards)
    {
        var lines = new List<string>();
        var reference = CardReference.Parse(speaker.Device);
        if (reference is not null && Find(reference, cards) is { Volume: { } volume })
        {
            lines.Add($"turn it up, {MixerText.Of(volume)}: {MixerText.Louder(volume)}");
        }
        else if (reference is not null)
        {
            lines.Add($"switch it on and turn it up: alsamixer -c {reference.Card} (F3; M switches MM to 00), or "
                + $"amixer -c {reference.Card} scontrols, then amixer -c {reference.Card} sset NAME 80% unmute");
        }
        else if (IsAlsa(speaker.Device))
        {
            lines.Add("switch it on and turn it up: alsamixer (F6 chooses the card, M switches MM to 00)");
        }

        lines.Add("look at plug, amplifier and battery of the speaker");
        lines.AddRange(Others(speaker.Device, AudioDirection.Playback, cards));
        return lines;
    }

    private static List<string> Gain(MicrophoneResult microphone, string what, IReadOnlyList<SoundCard> cards)
    {
        var lines = new List<string>();
        if (CardReference.Parse(microphone.Device) is { } card)
            lines.Add($"{what} the input: alsamixer -c {card.Card} (F4; SPACE switches CAPTURE), or amixer -c {card.Card} sset Capture 60% cap");
        else if (IsAlsa(microphone.Device))
            lines.Add($"{what} the input: alsamixer (F6 chooses the card, F4 shows the inputs, SPACE switches CAPTURE)");
        lines.AddRange(Others(microphone.Device, AudioDirection.Capture, cards));
        return lines;
    }

    private static List<string> Others(string device, AudioDirection direction, IReadOnlyList<SoundCard> cards)
    {
        var key = direction == AudioDirection.Capture ? "Audio:Capture" : "Audio:Playback";
        var used = CardReference.Parse(device);
        return
        [
            .. from card in cards
               from other in card.Devices
               where other.Direction == direction && other.Probe.Exists
               where used is null || Find(used, cards) != card || other.Number != used.Device
               select $"try another one ({card.Name}): --set {key}={other.PcmName}",
        ];
    }

    private static SoundCard? Find(CardReference reference, IReadOnlyList<SoundCard> cards) => cards.FirstOrDefault(
        card => reference.CardNumber is { } number ? card.Number == number : card.Id == reference.Card);

    private static bool IsAlsa(string device) => device != "null" && !device.StartsWith("file:", StringComparison.Ordinal);
}
