using System.Buffers;
using System.Text;
using System.Text.Json;
using CozeDevice.Control;
using CozeDevice.Conversation;
using Xunit;

namespace CozeDevice.Tests.Control;

public sealed class FeedTests
{
    private static readonly DeviceStats Stats = new(
        new Dictionary<string, long> { ["frames_sent"] = 5_000_000_000 },
        new Dictionary<string, double> { ["press_to_append"] = 4.25 });

    public static TheoryData<DeviceEvent, string> Lines => new()
    {
        { new LinkEvent(new("offline", "dns", 2)) { At = 7 }, """{"event":"link","at":7,"state":"offline","reason":"dns","attempt":2}""" },
        { new LinkEvent(new("online", null, 0)) { At = 7 }, """{"event":"link","at":7,"state":"online"}""" },
        { new TurnEvent(new("prompting", 3, "offline")) { At = 7 }, """{"event":"turn","at":7,"state":"prompting","turn":3,"reason":"offline"}""" },
        { new LedEvent(new("listening", "#00ffff")) { At = 7 }, """{"event":"led","at":7,"pattern":"listening","rgb":"#00ffff"}""" },
        { new VolumeEvent(30, true) { At = 7 }, """{"event":"volume","at":7,"volume":30,"muted":true}""" },
        { new FaultsEvent(["microphone_silent"]) { At = 7 }, """{"event":"faults","at":7,"faults":["microphone_silent"]}""" },
        { new TranscriptEvent("几点了", true, 3) { At = 7 }, """{"event":"transcript","at":7,"text":"几点了","final":true,"turn":3}""" },
        { new ReplyEvent("Three\n", false, 3) { At = 7 }, """{"event":"reply","at":7,"text":"Three\n","final":false,"turn":3}""" },
        { new CaptionEvent("Three.") { At = 7 }, """{"event":"caption","at":7,"text":"Three."}""" },
        { new ToolEvent("set_volume", "c1", false) { At = 7 }, """{"event":"tool","at":7,"name":"set_volume","id":"c1","ok":false}""" },
        { new ErrorEvent("4027", "no credit", null) { At = 7 }, """{"event":"error","at":7,"code":"4027","message":"no credit","logid":null}""" },
        { new StatsEvent(Stats) { At = 7 }, """{"event":"stats","at":7,"counters":{"frames_sent":5000000000},"latencies":{"press_to_append":4.25}}""" },
    };

    [Theory]
    [MemberData(nameof(Lines))]
    public void An_event_is_one_line_with_the_names_of_the_contract(DeviceEvent deviceEvent, string line) =>
        Assert.Equal(line, Encoding.UTF8.GetString(Write(deviceEvent)));

    [Theory]
    [MemberData(nameof(Lines))]
    public void What_is_written_is_read_back(DeviceEvent deviceEvent, string line)
    {
        var read = FeedReader.ReadEvent(Encoding.UTF8.GetBytes(line));
        Assert.Equal(line, Encoding.UTF8.GetString(Write(read!)));
        Assert.Equal(deviceEvent.GetType(), read!.GetType());
    }

    [Fact]
    public void A_snapshot_is_read_back_whole()
    {
        var snapshot = new SnapshotEvent(new(
            new("connecting", "closed", 3), new("acting", 9, "why"), new("acting", "#8000ff"), 55, true, ["capture", "playback"], Stats)
        {
            Runtime = new(new Dictionary<string, string> { ["coze-mic"] = "fifo 20", ["coze-speaker"] = "other" }, "limited"),
        })
        {
            At = 9,
        };
        Assert.Contains(
            """{"coze-mic":"fifo 20","coze-speaker":"other"},"memory":"limited",""", Encoding.UTF8.GetString(Write(snapshot)),
            StringComparison.Ordinal);
        var read = FeedReader.ReadEvent(Write(snapshot))!;
        Assert.Equal(Write(snapshot), Write(read));
    }

    [Theory]
    [InlineData(-15.25, "\"volume_max\":60,\"volume_control\":\"hardware\",\"mixer\":{\"card\":\"Dummy\",\"element\":\"Master\",\"db\":-15.25}")]
    [InlineData(null, "\"volume_max\":60,\"volume_control\":\"hardware\",\"mixer\":{\"card\":\"Dummy\",\"element\":\"Master\"}")]
    public void A_snapshot_says_what_carries_the_volume(double? decibels, string expected)
    {
        var state = new DeviceSnapshot(new("online", null, 0), new("ready", 1, null), new("ready", "#000000"), 55, false, [], Stats)
        {
            VolumeMax = 60,
            Mixer = new("Dummy", "Master", decibels),
        };
        var line = Write(new SnapshotEvent(state) { At = 9 });
        Assert.Contains(expected, Encoding.UTF8.GetString(line), StringComparison.Ordinal);
        Assert.Equal(state.Mixer, Assert.IsType<SnapshotEvent>(FeedReader.ReadEvent(line)).State.Mixer);
        Assert.Equal(line, Write(FeedReader.ReadEvent(line)!));
    }

    [Fact]
    public void Control_characters_of_the_service_never_reach_a_terminal()
    {
        var line = Write(new CaptionEvent("\u001b[2J\u0007\u009b\u007f"));
        Assert.DoesNotContain(line, b => b is < 0x20 or 0x7f);
        Assert.DoesNotContain("\u009b", Encoding.UTF8.GetString(line), StringComparison.Ordinal);
    }

    [Fact]
    public void A_latency_that_is_no_number_is_left_out()
    {
        var stats = new DeviceStats(new Dictionary<string, long>(), new Dictionary<string, double> { ["a"] = double.NaN });
        Assert.EndsWith("\"latencies\":{}}", Encoding.UTF8.GetString(Write(new StatsEvent(stats))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"event":"brand_new","at":1}""")]
    [InlineData("""{"at":1}""")]
    [InlineData("[]")]
    public void An_event_of_a_newer_agent_is_skipped(string line) =>
        Assert.Null(FeedReader.ReadEvent(Encoding.UTF8.GetBytes(line)));

    [Theory]
    [InlineData("""{"event":"snapshot"}""")]
    [InlineData("""{"event":"snapshot","link":7,"turn":[],"led":null,"faults":{},"stats":"x","volume":"loud"}""")]
    [InlineData("""{"event":"stats","counters":{"a":"b"},"latencies":{"a":null}}""")]
    [InlineData("""{"event":"turn","state":1,"turn":"x","at":"y"}""")]
    public void Wrong_types_are_read_as_nothing(string line) =>
        Assert.NotNull(FeedReader.ReadEvent(Encoding.UTF8.GetBytes(line)));

    [Theory]
    [InlineData("""{"event":"\ud800"}""")]
    [InlineData("""{"event":"caption","text":"\ud800"}""")]
    [InlineData("""{"event":"faults","faults":["\udc00"]}""")]
    [InlineData("""{"event":"snapshot","realtime":{"mic":"\ud800"}}""")]
    [InlineData("""{"event":"stats","counters":{"a\ud800":1}}""")]
    public void Half_a_character_is_no_event_no_answer_and_no_status(string line)
    {
        Assert.Throws<JsonException>(() => FeedReader.ReadEvent(Encoding.UTF8.GetBytes(line)));
        Assert.Throws<JsonException>(() => FeedReader.ReadAnswer(Encoding.UTF8.GetBytes(line)));
        Assert.Throws<JsonException>(() => FeedReader.ReadStatus(Encoding.UTF8.GetBytes($$"""{"ok":true,"status":{{line}}}""")));
    }

    private static byte[] Write(DeviceEvent deviceEvent)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, FeedWriter.Options)) FeedWriter.WriteEvent(json, deviceEvent);
        return buffer.WrittenSpan.ToArray();
    }
}
