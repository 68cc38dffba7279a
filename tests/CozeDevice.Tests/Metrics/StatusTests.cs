using System.Buffers;
using System.Text.Json;
using CozeDevice.Control;
using CozeDevice.Conversation;
using CozeDevice.Metrics;
using CozeDevice.Terminal;
using CozeDevice.Tests.Conversation;
using CozeDevice.Tests.EndToEnd;
using Xunit;

namespace CozeDevice.Tests.Metrics;

/// <summary>What people and scripts see of the measurements.</summary>
public sealed class StatusTests
{
    [Fact]
    public async Task The_status_tells_the_latencies_of_the_run_and_is_read_back_whole()
    {
        await using var bench = new LoopBench();
        bench.Metrics.Latency("reconnect").Record(TimeSpan.FromMilliseconds(840));
        bench.Metrics.Latency("reconnect").Record(TimeSpan.FromMilliseconds(1_260));
        var line = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(line)) FeedWriter.WriteStatus(json, bench.Loop.Snapshot());

        using (JsonDocument document = JsonDocument.Parse(line.WrittenMemory))
        {
            JsonElement reconnect = document.RootElement.GetProperty("status").GetProperty("stats").GetProperty("histograms").GetProperty("reconnect");
            Assert.Equal(2, reconnect.GetProperty("count").GetInt64());
            Assert.Equal(840, reconnect.GetProperty("min").GetDouble());
            Assert.Equal(1_260, reconnect.GetProperty("max").GetDouble());
            Assert.InRange(reconnect.GetProperty("p50").GetDouble(), 840, 868);
        }

        DeviceSnapshot read = FeedReader.ReadStatus(line.WrittenMemory);
        Assert.Equal(bench.Loop.Snapshot().Stats.Histograms["reconnect"], read.Stats.Histograms["reconnect"]);
        using var table = new StringWriter();
        await StatusTable.WriteAsync(table, read);
        Assert.Contains("all reconnect                     2 times, 840 ms to 1260 ms, P50 ", table.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Reading_of_a_broken_histogram_gives_zeros()
    {
        byte[] line = """{"status":{"stats":{"histograms":{"dial":7,"reconnect":{"count":"x","min":null}}}}}"""u8.ToArray();
        DeviceSnapshot read = FeedReader.ReadStatus(line);
        Assert.Equal(default, read.Stats.Histograms["dial"]);
        Assert.Equal(default, read.Stats.Histograms["reconnect"]);
    }

    [Fact]
    public async Task A_spoken_turn_and_a_lost_link_are_in_the_status()
    {
        await using DeviceRig rig = await DeviceRig.StartAsync("g711u");
        await rig.OnlineAsync();
        await rig.HoldAsync(frames: 30);
        StatsEvent stats = await rig.UntilAsync<StatsEvent>(_ => true);
        Assert.Empty(stats.Stats.Histograms);
        Assert.True(stats.Stats.Counters["bytes_sent"] > 30 * 160);
        Assert.True(stats.Stats.Counters["bytes_received"] > stats.Stats.Counters["deltas_received"] * 160);
        Assert.Equal(1, stats.Stats.Counters["turns_completed"]);

        rig.Device.Link.Restart("a test");
        await rig.UntilAsync<LinkEvent>(e => e.Link.State == "online");
        IReadOnlyDictionary<string, LatencySummary> run = rig.Device.Loop.Snapshot().Stats.Histograms;
        Assert.Equal(1, run["reconnect"].Count);
        Assert.Equal(2, run["dial"].Count);
        string[] ofTurn = [.. run.Keys.Except(["dial", "reconnect"]).Order(StringComparer.Ordinal)];
        Assert.Equal(
            [
                "audio_to_sound", "complete_to_audio", "complete_to_final_transcript", "complete_to_text",
                "complete_to_transcript", "press_to_append", "press_to_gate",
            ],
            ofTurn);
        Assert.All(ofTurn, name => Assert.Equal(1, run[name].Count));
    }
}
