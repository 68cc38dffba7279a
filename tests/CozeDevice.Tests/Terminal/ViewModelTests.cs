using CozeDevice.Conversation;
using CozeDevice.Terminal;
using Xunit;

namespace CozeDevice.Tests.Terminal;

public sealed class ViewModelTests
{
    private static readonly DeviceStats Stats = new(
        new Dictionary<string, long>(), new Dictionary<string, double> { ["press_to_append"] = 4.5 });

    [Fact]
    public void A_snapshot_fills_everything()
    {
        var view = Fold(new SnapshotEvent(new(
            new("offline", "dns", 2), new("thinking", 3, null), new("thinking", "#8000ff"), 40, true, ["capture"], Stats)));

        Assert.Equal(new("offline", "dns", 2), view.Link);
        Assert.Equal(new("thinking", 3, null), view.Turn);
        Assert.Equal(new("thinking", "#8000ff"), view.Led);
        Assert.Equal((40, true), (view.Volume, view.Muted));
        Assert.Equal(["capture"], view.Faults);
        Assert.Same(Stats, view.Stats);
    }

    [Fact]
    public void Increments_of_the_reply_are_joined_and_the_final_text_replaces_them()
    {
        var view = Fold(Turn("speaking", 1), new ReplyEvent("It ", false, 1), new ReplyEvent("is", false, 1));
        Assert.Equal("It is", view.Reply);
        Assert.Equal("It is three.", view.Apply(new ReplyEvent("It is three.", true, 1), null).Reply);
    }

    [Fact]
    public void A_new_turn_wipes_the_texts_of_the_old_one()
    {
        var view = Fold(
            Turn("thinking", 1),
            new TranscriptEvent("what", true, 1),
            new ReplyEvent("that", true, 1),
            new CaptionEvent("that"),
            new ErrorEvent("1", "e", null),
            Turn("listening", 2));

        Assert.Equal(("", "", "", ""), (view.Transcript, view.Reply, view.Caption, view.Error));
    }

    [Fact]
    public void Texts_of_an_older_turn_come_too_late()
    {
        var view = Fold(Turn("listening", 2), new TranscriptEvent("old", true, 1), new ReplyEvent("old", true, 1));
        Assert.Equal(("", ""), (view.Transcript, view.Reply));
    }

    [Fact]
    public void A_change_of_state_within_the_turn_keeps_its_texts() =>
        Assert.Equal("what", Fold(Turn("thinking", 1), new TranscriptEvent("what", true, 1), Turn("speaking", 1)).Transcript);

    [Fact]
    public void The_timeline_keeps_the_newest_lines()
    {
        var view = ViewModel.Empty;
        for (var i = 0; i < ViewModel.MaxTimeline + 10; i++) view = view.Apply(new CaptionEvent("x"), $"line {i}");
        Assert.Equal(ViewModel.MaxTimeline, view.Timeline.Count);
        Assert.Equal("line 10", view.Timeline[0]);
    }

    [Fact]
    public void A_reply_without_end_does_not_grow_without_end()
    {
        var view = Fold(Turn("speaking", 1));
        for (var i = 0; i < 1000; i++) view = view.Apply(new ReplyEvent(new('x', 100), false, 1), null);
        Assert.True(view.Reply.Length <= 4000);
    }

    [Fact]
    public void A_hostile_text_cannot_reach_the_terminal() =>
        Assert.Equal("[31mred", Fold(Turn("speaking", 1), new ReplyEvent("\u001b[31mred", true, 1)).Reply);

    private static TurnEvent Turn(string state, int turn) => new(new(state, turn, null));

    private static ViewModel Fold(params DeviceEvent[] events) =>
        events.Aggregate(ViewModel.Empty, (view, deviceEvent) => view.Apply(deviceEvent, null));
}
