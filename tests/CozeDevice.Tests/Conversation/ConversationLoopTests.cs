using CozeDevice.Audio;
using CozeDevice.Conversation;
using CozeDevice.Link;
using CozeDevice.Protocol;
using CozeDevice.Tests.Support;
using Microsoft.Extensions.Logging;
using Xunit;

namespace CozeDevice.Tests.Conversation;

public sealed class ConversationLoopTests
{
    [Fact]
    public async Task A_press_listens_within_its_command()
    {
        await using var bench = new LoopBench();

        Assert.Null((await bench.Do(new PressCommand())).Error);

        Assert.Equal("listening", bench.Turn);
    }

    [Fact]
    public async Task The_speaker_is_prepared_whenever_a_turn_moves_and_then_let_go()
    {
        await using var bench = new LoopBench();
        for (int i = 0; i < 3; i++) bench.Devices.Playbacks.Enqueue(new Support.Audio.FakePlayback());
        for (int i = 0; i < 2; i++) bench.Playback.Step();
        Assert.Equal(1, bench.Playback.Counters.Releases);

        await bench.Do(new PressCommand());
        bench.Playback.Step();
        Assert.Equal(2, bench.Playback.Counters.Opens);
        for (int i = 0; i < 2; i++) bench.Playback.Step();
        Assert.Equal(2, bench.Playback.Counters.Releases);

        // A long hold: what was opened for the press is gone, and comes back for the answer.
        bench.Time.Advance(2_000);
        await bench.Do(new ReleaseCommand());
        bench.Playback.Step();
        Assert.Equal(3, bench.Playback.Counters.Opens);
    }

    [Fact]
    public async Task What_the_speaker_waited_for_and_made_up_is_in_the_figures()
    {
        await using var bench = new LoopBench();

        IReadOnlyDictionary<string, long> figures = bench.Loop.Snapshot().Stats.Counters;

        Assert.All(
            ["prebuffer_ms", "arrival_jitter_ms", "starvations", "frames_concealed", "concealed_ms", "playback_releases"],
            name => Assert.Equal(0, figures[name]));
    }

    [Fact]
    public async Task A_repeated_press_and_a_repeated_release_are_accepted_and_nothing()
    {
        await using var bench = new LoopBench();
        await bench.Online();
        await bench.Do(new PressCommand());
        using FeedSubscription feed = bench.Loop.Subscribe();

        Assert.Null((await bench.Do(new PressCommand())).Error);
        Assert.IsType<SnapshotEvent>(Assert.Single(LoopBench.Take(feed)));

        await bench.Do(new ReleaseCommand());
        LoopBench.Take(feed);
        Assert.Null((await bench.Do(new ReleaseCommand())).Error);
        Assert.Empty(LoopBench.Take(feed));
    }

    [Fact]
    public async Task A_tap_while_the_button_is_held_is_busy()
    {
        await using var bench = new LoopBench();
        await bench.Do(new PressCommand());

        Assert.Equal("busy", (await bench.Do(new TapCommand())).Error);
    }

    [Fact]
    public async Task A_tap_begins_and_ends_at_once()
    {
        await using var bench = new LoopBench();

        Assert.Null((await bench.Do(new TapCommand())).Error);

        Assert.Equal(new TurnView("ready", 1, "tap"), bench.Loop.Snapshot().Turn);
    }

    [Fact]
    public async Task A_text_without_a_link_is_refused_as_offline_and_while_listening_as_busy()
    {
        await using var bench = new LoopBench();
        Assert.Equal("offline", (await bench.Do(new SayCommand("hello"))).Error);

        await bench.Do(new PressCommand());
        Assert.Equal("busy", (await bench.Do(new SayCommand("hello"))).Error);
    }

    [Fact]
    public async Task A_question_in_text_must_not_be_empty()
    {
        await using var bench = new LoopBench();
        await bench.Online();

        Assert.Equal("bad_value", (await bench.Do(new AskCommand(""))).Error);
        Assert.Null((await bench.Do(new AskCommand("hello"))).Error);
    }

    [Fact]
    public async Task An_answer_that_sounds_before_its_question_is_told_to_be_sent_is_measured()
    {
        await using var bench = new LoopBench();
        await bench.Online();
        bench.Time.Advance(1);
        await bench.Do(new AskCommand("hello"));
        int turn = bench.Loop.Snapshot().Turn.Turn;

        bench.Inbox.Link.TryWrite(new AudioArrived(turn, bench.Time.GetTimestamp()));
        bench.Inbox.Audio.TryWrite(new PlaybackStarted(PlayoutStream.OfAnswer(turn)));
        bench.Inbox.Link.TryWrite(new QuestionSent(bench.Time.GetTimestamp()));
        await bench.Settle();

        Assert.Equal("speaking", bench.Turn);
        Assert.Contains("complete_to_audio", bench.Loop.Snapshot().Stats.Latencies.Keys);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    [InlineData(1023, false)]
    [InlineData(1024, true)]
    public async Task A_text_has_1_to_1023_bytes(int bytes, bool isWrong)
    {
        await using var bench = new LoopBench();
        await bench.Online();

        Assert.Equal(isWrong ? "bad_value" : null, (await bench.Do(new SayCommand(new string('x', bytes)))).Error);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(101)]
    public async Task A_volume_outside_0_to_100_is_refused(int percent)
    {
        await using var bench = new LoopBench();

        Assert.Equal("bad_value", (await bench.Do(new VolumeCommand(percent))).Error);
        Assert.Equal(70, bench.Loop.Snapshot().Volume);
    }

    [Fact]
    public async Task Volume_and_mute_are_told_to_be_remembered_once_each()
    {
        await using var bench = new LoopBench();
        List<(int?, bool)> told = [];
        bench.Loop.SettingsChanged = (volume, muted) => told.Add((volume, muted));

        await bench.Do(new VolumeCommand(30));
        await bench.Do(new VolumeCommand(30));
        await bench.Do(new MuteCommand(true));
        await bench.Do(new MuteCommand(true));

        Assert.Equal([(30, false), (30, true)], told);
        Assert.Equal((30, true), (bench.Loop.Snapshot().Volume, bench.Loop.Snapshot().Muted));
    }

    [Fact]
    public async Task The_feed_tells_the_snapshot_then_each_turn_with_its_light()
    {
        await using var bench = new LoopBench();
        await bench.Online();
        using FeedSubscription feed = bench.Loop.Subscribe();

        await bench.Do(new PressCommand());
        await bench.Pass(400);
        await bench.Do(new ReleaseCommand());

        List<DeviceEvent> events = LoopBench.Take(feed);
        Assert.Equal("online", Assert.IsType<SnapshotEvent>(events[0]).State.Link.State);
        Assert.Equal(
            ["listening 1", "listening", "finishing 1", "thinking"],
            events.Skip(1).Select(told => told switch
            {
                TurnEvent turn => $"{turn.Turn.State} {turn.Turn.Turn}",
                LedEvent led => led.Led.Pattern,
                _ => told.ToString(),
            }));
        Assert.Equal(400, events[^1].At - events[1].At);
    }

    [Fact]
    public async Task What_the_service_says_of_the_turn_is_told()
    {
        await using var bench = new LoopBench();
        await bench.Online();
        await bench.Do(new SayCommand("hello"));
        using FeedSubscription feed = bench.Loop.Subscribe();

        foreach (ServerEvent said in new ServerEvent[]
            {
                new Transcript("hi", true), new SentenceStart("one"), new MessageDelta("c", "a"), new ServerError(4104, "idle"),
            })
        {
            bench.Inbox.Link.TryWrite(new WireEvent(1, said, 0));
            bench.Inbox.Link.TryWrite(new WireEvent(0, new MessageDelta("old", "late"), 0));
        }
        await bench.Settle();

        Assert.Equal(
            [new TranscriptEvent("hi", true, 1), new CaptionEvent("one"), new ReplyEvent("a", false, 1), new ErrorEvent("4104", "idle", null)],
            LoopBench.Take(feed).Skip(1).Select(told => told with { At = 0 }));
    }

    [Fact]
    public async Task A_watcher_that_does_not_read_is_let_go()
    {
        await using var bench = new LoopBench();
        using FeedSubscription feed = bench.Loop.Subscribe();

        for (int i = 0; i < 600; i++)
        {
            await bench.Do(new VolumeCommand(1));
            await bench.Do(new VolumeCommand(2));
        }

        Assert.Equal(1024, LoopBench.Take(feed).Count);
        Assert.True(feed.Events.Completion.IsCompleted);
    }

    [Fact]
    public async Task Deadlines_fire_by_themselves()
    {
        await using var bench = new LoopBench();
        bench.Inbox.Link.TryWrite(new LinkChanged(new LinkStatus(LinkState.Offline, OfflineReason.Dns, 1)));
        await bench.Do(new PressCommand());

        await bench.Pass(60_001);
        Assert.Equal("finishing", bench.Turn);
        await bench.Pass(501);
        Assert.Equal("thinking", bench.Turn);
        await bench.Pass(7_501);
        Assert.Equal(new TurnView("prompting", 1, "offline"), bench.Loop.Snapshot().Turn);
    }

    [Fact]
    public async Task The_light_of_a_slow_connection_changes_by_itself()
    {
        await using var bench = new LoopBench();
        bench.Inbox.Link.TryWrite(new LinkChanged(new LinkStatus(LinkState.Connecting, Attempt: 1)));
        await bench.Pass(1_500);
        bench.Inbox.Link.TryWrite(new LinkChanged(new LinkStatus(LinkState.Configuring, Attempt: 1)));
        await bench.Settle();
        Assert.Equal("ready", bench.Loop.Snapshot().Led.Pattern);

        await bench.Pass(1_501);

        Assert.Equal("connecting", bench.Loop.Snapshot().Led.Pattern);
    }

    [Fact]
    public async Task A_step_that_throws_answers_its_command_is_logged_and_the_next_one_works()
    {
        bool isBroken = true;
        await using var bench = new LoopBench(
            _ => isBroken ? throw new InvalidOperationException("broken") : TimeSpan.FromSeconds(1), muted: true);
        bench.Log.ExpectError("step of the conversation failed");

        Assert.Equal("failed", (await bench.Do(new PressCommand())).Error);
        await bench.Settle();
        Assert.Equal(1002, Assert.Single(bench.Log.Entries, entry => entry.Level == LogLevel.Error).Id.Id);

        isBroken = false;
        Assert.Null((await bench.Do(new PressCommand())).Error);
        Assert.Equal("prompting", bench.Turn);
    }

    [Fact]
    public async Task A_broken_lamp_does_not_keep_the_microphone_from_opening()
    {
        await using var bench = new LoopBench();
        bench.Log.ExpectError("step of the conversation failed");
        bench.Loop.Shown = _ => throw new InvalidOperationException("the lamp is broken");

        Assert.Null((await bench.Do(new PressCommand())).Error);
        bench.Capture.Step();

        Assert.Equal("listening", bench.Turn);
        Assert.Equal(1, bench.Devices.Attempts);
    }

    [Fact]
    public async Task A_turn_that_failed_is_counted_in_the_stats_that_end_it()
    {
        await using var bench = new LoopBench();
        await bench.Online();
        await bench.Do(new SayCommand("hello"));
        using FeedSubscription feed = bench.Loop.Subscribe();

        await bench.Pass(10_001);

        StatsEvent stats = Assert.Single(LoopBench.Take(feed).OfType<StatsEvent>());
        Assert.Equal(1, stats.Stats.Counters["unanswered_turns"]);
    }

    [Fact]
    public async Task Latencies_are_those_of_the_last_turn()
    {
        await using var bench = new LoopBench();
        await bench.Online();
        for (int i = 1; i <= 2; i++)
        {
            await bench.Do(new SayCommand("hello"));
            int turn = bench.Loop.Snapshot().Turn.Turn;
            bench.Inbox.Link.TryWrite(new AudioArrived(turn, bench.Time.GetTimestamp()));
            await bench.Pass(i * 10);
            bench.Inbox.Audio.TryWrite(new PlaybackStarted(PlayoutStream.OfAnswer(turn)));
            await bench.Settle();
            Assert.Equal(i * 10, bench.Loop.Snapshot().Stats.Latencies["audio_to_sound"]);
            await bench.Do(new CancelCommand());
        }
    }

    [Fact]
    public async Task The_heartbeat_follows_a_nudge()
    {
        await using var bench = new LoopBench();
        var stepped = new TaskCompletionSource();
        bench.Loop.Stepped = () => stepped.TrySetResult();
        bench.Start();

        bench.Loop.Nudge();

        await stepped.Task.Within(5);
    }
}
