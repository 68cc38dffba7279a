using System.Text.Json;
using CozeDevice.Audio;
using CozeDevice.Linux.Alsa;

namespace CozeDevice.SoundCheck;

/// <summary>The sound devices of a machine as JSON. Pure.</summary>
internal static class CardJson
{
    /// <summary>Writes everything as one object.</summary>
    public static void Write(Utf8JsonWriter json, SoundSystem system, IReadOnlyList<ConfiguredDevice> configured)
    {
        json.WriteStartObject();
        json.WriteStartArray("cards");
        foreach (var card in system.Cards) WriteCard(json, card, configured);
        json.WriteEndArray();
        json.WriteStartArray("named");
        foreach (var pcm in system.Named)
        {
            json.WriteStartObject();
            json.WriteString("device", pcm.Name);
            json.WriteString("description", pcm.Description);
            WriteHalf(json, "capture", pcm.Capture);
            WriteHalf(json, "playback", pcm.Playback);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("configured");
        foreach (var device in configured)
        {
            json.WriteStartObject();
            json.WriteString("key", device.Key);
            json.WriteString("device", device.Name);
            json.WriteString("origin", device.Origin);
            WriteProbe(json, device.Probe);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("paste");
        foreach (var line in PasteLine.All(system.Cards)) WritePaste(json, line);
        json.WriteEndArray();
        json.WriteStartArray("findings");
        foreach (var finding in CardFindings.Of(system, configured)) WriteFinding(json, finding);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Writes one finding as an object.</summary>
    public static void WriteFinding(Utf8JsonWriter json, Finding finding)
    {
        json.WriteStartObject();
        json.WriteString("code", finding.Code);
        json.WriteString("text", finding.Text);
        json.WriteBoolean("fault", finding.IsFault);
        json.WriteEndObject();
    }

    private static void WriteCard(Utf8JsonWriter json, SoundCard card, IReadOnlyList<ConfiguredDevice> configured)
    {
        json.WriteStartObject();
        json.WriteString("id", card.Id);
        json.WriteString("name", card.Name);
        json.WriteString("driver", card.Driver);
        json.WriteStartArray("devices");
        foreach (var device in card.Devices)
        {
            json.WriteStartObject();
            json.WriteString("device", device.PcmName);
            json.WriteString("direction", device.Direction == AudioDirection.Capture ? "capture" : "playback");
            json.WriteString("name", device.Name);
            json.WriteBoolean("configured", configured.Any(one => one.Is(device, card.Number)));
            WriteProbe(json, device.Probe);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteVolume(json, card.Volume);
        json.WriteEndObject();
    }

    private static void WriteVolume(Utf8JsonWriter json, MixerReading? volume)
    {
        if (volume is null)
        {
            json.WriteNull("volume");
            return;
        }

        json.WriteStartObject("volume");
        json.WriteString("control", volume.Element.Name);
        if (double.IsFinite(volume.State.Decibels)) json.WriteNumber("decibels", Math.Round(volume.State.Decibels, 2));
        else json.WriteNull("decibels");
        json.WriteBoolean("on", volume.State.IsOn);
        json.WriteNumber("minDecibels", Math.Round(volume.Element.MinDb, 2));
        json.WriteNumber("maxDecibels", Math.Round(volume.Element.MaxDb, 2));
        json.WriteEndObject();
    }

    private static void WriteHalf(Utf8JsonWriter json, string name, PcmProbe? probe)
    {
        json.WritePropertyName(name);
        if (probe is null)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartObject();
        WriteProbe(json, probe);
        json.WriteEndObject();
    }

    private static void WriteProbe(Utf8JsonWriter json, PcmProbe probe)
    {
        json.WriteString("state", probe.IsBusy ? "busy" : probe.Exists ? "free" : "missing");
        if (probe.Problem is not null) json.WriteString("problem", probe.Problem);
        if (probe.Ability is not { } ability) return;
        json.WriteStartArray("rates");
        foreach (var rate in ability.Rates) json.WriteNumberValue(rate);
        json.WriteEndArray();
        json.WriteNumber("minChannels", ability.MinChannels);
        json.WriteNumber("maxChannels", ability.MaxChannels);
        json.WriteStartArray("formats");
        foreach (var format in ability.Formats) json.WriteStringValue(format);
        json.WriteEndArray();
    }

    private static void WritePaste(Utf8JsonWriter json, PasteLine line)
    {
        json.WriteStartObject();
        json.WriteStartObject("Audio");
        if (line.Capture is not null) json.WriteString("Capture", line.Capture);
        if (line.Playback is not null) json.WriteString("Playback", line.Playback);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
