using System.Globalization;
using CozeDevice.Conversation;
using CozeDevice.Options;

namespace CozeDevice.Terminal;

/// <summary>The state of the device as a table for people.</summary>
internal static class StatusTable
{
    private const int NameWidth = 32;

    /// <summary>Writes the table.</summary>
    public static async Task WriteAsync(TextWriter output, DeviceSnapshot s)
    {
        await RowAsync("link", s.Link.Reason is null ? s.Link.State : $"{s.Link.State} ({s.Link.Reason})");
        if (s.Link.Attempt > 0) await RowAsync("attempt", s.Link.Attempt.ToString(CultureInfo.InvariantCulture));
        var reason = s.Turn.Reason is null ? "" : $" ({s.Turn.Reason})";
        await RowAsync("turn", $"{s.Turn.State} #{s.Turn.Turn}{reason}");
        await RowAsync("led", $"{s.Led.Pattern} {s.Led.Rgb}");
        await RowAsync("volume", s.Muted ? $"{s.Volume} % (microphone muted)" : $"{s.Volume} %");
        if (s.VolumeMax < 100) await RowAsync("loudest volume", $"{s.VolumeMax} %");
        await RowAsync("volume made by", s.Mixer is { } mixer ? Mixer(mixer) : "software");
        await RowAsync("not working", s.Faults.Count == 0 ? "-" : string.Join(", ", s.Faults));
        foreach (var (name, milliseconds) in Latencies.Ordered(s.Stats))
            await RowAsync(Latencies.Name(name), string.Create(CultureInfo.InvariantCulture, $"{milliseconds:0.#} ms"));
        foreach (var (name, over) in s.Stats.Histograms)
            await RowAsync($"all {Latencies.Name(name)}", Latencies.Describe(over));
        foreach (var (name, count) in s.Stats.Counters.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            await RowAsync(Latencies.Name(name), count.ToString(CultureInfo.InvariantCulture));

        static string Mixer(MixerView mixer) => string.Create(
            CultureInfo.InvariantCulture,
            $"{mixer.Element} of card {mixer.Card}{(mixer.Decibels is { } decibels ? $", {decibels:0.##} dB" : "")}");

        Task RowAsync(string name, string value) =>
            output.WriteLineAsync(Printable.Line($"{name.PadRight(NameWidth)}  {value}"));
    }
}
