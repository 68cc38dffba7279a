using CozeDevice.Conversation;
using CozeDevice.Terminal;
using Xunit;

namespace CozeDevice.Tests.Terminal;

public sealed class TimelinePrinterTests
{
    private static readonly DeviceStats Stats = new(
        new Dictionary<string, long>(),
        new Dictionary<string, double> { ["complete_to_audio"] = 310.04, ["press_to_append"] = 4.5 });

    private readonly TimelinePrinter _printer = new();

    [Fact]
    public void Time_counts_from_the_press_of_each_turn()
    {
        Print(new LinkEvent(new("online", null, 0)) { At = 100 }, "      0 ms  link        online");
        Print(new TurnEvent(new("listening", 1, null)) { At = 500 }, "      0 ms  turn 1      listening");
        Print(new TurnEvent(new("thinking", 1, null)) { At = 1700 }, "   1200 ms  turn 1      thinking");
        Print(new TurnEvent(new("listening", 2, null)) { At = 9000 }, "      0 ms  turn 2      listening");
    }

    [Fact]
    public void Every_kind_of_event_has_its_words()
    {
        Print(new LinkEvent(new("offline", "dns", 2)), "      0 ms  link        offline (dns), attempt 2");
        Print(new TurnEvent(new("prompting", 1, "offline")), "      0 ms  turn 1      prompting (offline)");
        Print(new LedEvent(new("prompting", "#ffbf00")), "      0 ms  led         prompting #ffbf00");
        Print(new VolumeEvent(40, true), "      0 ms  volume      40 %, muted");
        Print(new TranscriptEvent("几点了", true, 1), "      0 ms  heard       几点了");
        Print(new ReplyEvent("Three.", true, 1), "      0 ms  reply       Three.");
        Print(new CaptionEvent("Three."), "      0 ms  speaks      Three.");
        Print(new ToolEvent("set_volume", "c", false), "      0 ms  tool        set_volume failed");
        Print(new ErrorEvent("4027", "no credit", "L1"), "      0 ms  error       4027 no credit (log id L1)");
        Print(new StatsEvent(Stats), "      0 ms  stats       press to append 4.5 ms, complete to audio 310 ms");
        Print(
            new SnapshotEvent(new(new("online", null, 0), new("ready", 0, null), new("ready", "#000000"), 70, false, ["capture"], Stats)),
            "      0 ms  snapshot    link online, turn ready, volume 70 %, not working: capture");
    }

    [Fact]
    public void Partial_texts_are_too_small_to_print()
    {
        Assert.Null(_printer.Describe(new TranscriptEvent("what", false, 1)));
        Assert.Null(_printer.Describe(new ReplyEvent("Thr", false, 1)));
    }

    [Fact]
    public void A_hostile_text_cannot_reach_the_terminal() =>
        Print(new CaptionEvent("a\u001b[2Jb\nc\u009b"), "      0 ms  speaks      a[2Jb c");

    private void Print(DeviceEvent deviceEvent, string expected) => Assert.Equal(expected, _printer.Describe(deviceEvent));
}
