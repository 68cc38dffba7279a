using System.Globalization;
using CozeDevice.Audio;
using CozeDevice.Linux.Alsa;

namespace CozeDevice.SoundCheck;

/// <summary>The sound devices of a machine as text. Pure.</summary>
internal static class CardTable
{
    private const int AnyChannels = 128; // a converting device says thousands
    private const string Mark = "*";

    /// <summary>All lines.</summary>
    /// <param name="system">What there is.</param>
    /// <param name="configured">What is configured.</param>
    public static IReadOnlyList<string> Lines(SoundSystem system, IReadOnlyList<ConfiguredDevice> configured)
    {
        var lines = new List<string>();
        foreach (var card in system.Cards)
        {
            lines.Add($"{card.Id}: {card.Name} ({card.Driver})");
            if (card.Devices.Count == 0) lines.Add("    no capture and no playback");
            lines.AddRange(Columns([.. card.Devices.Select(device => Row(
                configured.Any(one => one.Is(device, card.Number)), device.Direction, device.PcmName, device.Probe, device.Name))]));
            if (card.Volume is { } volume) lines.Add($"    volume    {MixerText.Of(volume)}");
            lines.Add("");
        }

        if (system.Cards.Count == 0) lines.AddRange("no sound card", "");
        if (system.Named.Count > 0)
        {
            lines.Add("defined by ALSA's configuration");
            lines.AddRange(Columns([.. system.Named.SelectMany(pcm => Rows(pcm, configured))]));
            lines.Add("");
        }

        var pastes = PasteLine.All(system.Cards);
        if (pastes.Count > 0)
        {
            lines.Add("to paste into the configuration");
            lines.AddRange(pastes.Select(line => $"    {line}   // {line.Card}"));
            lines.Add("");
        }

        lines.Add("configured now");
        lines.AddRange(Columns([.. configured.Select(device => new[]
        {
            "", device.Key, device.Name, Condition(device.Probe), device.Origin,
        })]));
        return lines;
    }

    private static IEnumerable<string[]> Rows(NamedPcm pcm, IReadOnlyList<ConfiguredDevice> configured)
    {
        if (pcm.Capture is { } capture) yield return Row(IsSet(AudioDirection.Capture), AudioDirection.Capture, pcm.Name, capture, pcm.Description);
        if (pcm.Playback is { } playback) yield return Row(IsSet(AudioDirection.Playback), AudioDirection.Playback, pcm.Name, playback, pcm.Description);

        bool IsSet(AudioDirection direction) => configured.Any(one => one.Direction == direction && one.Name == pcm.Name);
    }

    private static string[] Row(bool isConfigured, AudioDirection direction, string pcmName, PcmProbe probe, string name) =>
        [isConfigured ? Mark : "", direction == AudioDirection.Capture ? "capture" : "playback", pcmName, .. Ability(probe), name];

    private static string[] Ability(PcmProbe probe) => probe.Ability is { } ability
        ? [Rates(ability), Channels(ability), string.Join(' ', ability.Formats)]
        : [Condition(probe), "", ""];

    private static string Condition(PcmProbe probe) => probe.Ability is null ? probe.Problem ?? "does not work" : "works";

    /// <summary>Rates in kHz, as <c>16 44.1 48 kHz</c>.</summary>
    public static string Rates(PcmAbility ability) => ability.Rates.Count == 0
        ? "other rates"
        : string.Join(' ', ability.Rates.Select(rate => (rate / 1000.0).ToString("0.#", CultureInfo.InvariantCulture))) + " kHz";

    private static string Channels(PcmAbility ability) => ability switch
    {
        { MaxChannels: >= AnyChannels } => "any channels",
        { MinChannels: 1, MaxChannels: 1 } => "mono",
        { MinChannels: 2, MaxChannels: 2 } => "stereo",
        _ when ability.MinChannels == ability.MaxChannels => $"{ability.MinChannels} channels",
        _ => $"{ability.MinChannels}-{ability.MaxChannels} channels",
    };

    // A mark of two columns, then every column as wide as its widest cell.
    private static IEnumerable<string> Columns(IReadOnlyList<string[]> rows)
    {
        if (rows.Count == 0) yield break;
        int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length))];
        foreach (var row in rows)
        {
            var cells = row.Skip(1).Select((cell, i) => cell.PadRight(widths[i + 1]));
            yield return $"  {row[0].PadRight(2)}{string.Join("  ", cells)}".TrimEnd();
        }
    }
}
