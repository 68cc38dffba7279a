using CozeDevice.Audio;
using CozeDevice.Conversation;
using CozeDevice.Link;
using CozeDevice.Protocol;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace CozeDevice.Tests.Conversation;

public sealed class RandomWalkTests
{
    // Longest hold, tail, link, answer, sound and prompt, one behind the other, with room for the tools in between.
    private static readonly TimeSpan SumOfDeadlines = TimeSpan.FromSeconds(60 + 0.5 + 8 + 20 + 10 + 130 + 1.5);

    [Theory]
    [InlineData(TurnMode.PushToTalk, false)]
    [InlineData(TurnMode.PushToTalk, true)]
    [InlineData(TurnMode.ServerVad, false)]
    public void A_hundred_thousand_random_events_break_no_promise(TurnMode mode, bool findsEnds)
    {
        var random = new Random(20_260_101);
        Dictionary<string, int> visits = [];
        int recovered = 0;

        MachineSettings settings = Settings(mode, findsEnds);
        int ended = 0, waited = 0;
        Walk(settings, 100_000, random.Next, (state, now) =>
        {
            string phase = state.Turn.GetType().Name;
            visits[phase] = visits.GetValueOrDefault(phase) + 1;
            if (state.Turn is Listening { EndPointed: true }) ended++;
            if (state.Turn is Listening { IsWaiting: true }) waited++;
            if (visits[phase] % 50 != 1) return;
            AssertReadyWithAHealthyServer(settings, state, now);
            AssertReadyThoughNothingHappens(settings, state, now);
            recovered++;
        });

        // The walk is worth something only if it was everywhere.
        string[] phases = ["Ready", "Listening", "Thinking", "Acting", "Speaking", "Prompting"];
        Assert.All(phases, phase => Assert.True(visits.GetValueOrDefault(phase) > 1_000, $"{phase} is hardly ever visited"));
        Assert.True(recovered >= 1_000);
        Assert.Equal(findsEnds, ended > 1_000);
        Assert.Equal(findsEnds, waited > 200);
    }

    [Theory]
    [InlineData(TurnMode.PushToTalk, false)]
    [InlineData(TurnMode.PushToTalk, true)]
    [InlineData(TurnMode.ServerVad, false)]
    public void No_short_story_breaks_a_promise(TurnMode mode, bool findsEnds) => Prop.ForAll(
        ArbMap.Default.ArbFor<byte[]>(),
        story =>
        {
            int at = 0;
            Walk(Settings(mode, findsEnds), story.Length / 4, count => at < story.Length ? story[at++] % count : 0, static (_, _) => { });
        }).Check(Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithReplay(1, 1).WithMaxTest(300).WithEndSize(400));

    private static void Walk(MachineSettings settings, int steps, Func<int, int> pick, Action<DeviceState, TimeSpan> reached)
    {
        var inputs = new WalkInputs(pick);
        var promises = new WalkInvariants(settings);
        DeviceState state = DeviceState.Initial(TimeSpan.Zero);
        TimeSpan now = TimeSpan.Zero;
        for (int i = 0; i < steps; i++)
        {
            now += inputs.Pause(state, now);
            Input input = inputs.Next(state);
            Transition next = TurnMachine.Step(state, input, now, settings);
            promises.Check(state, input, now, next);
            state = next.State;
            reached(state, now);
        }
    }

    // The button is let go, the link comes back, and the other side and the speaker do what is asked of them.
    private static void AssertReadyWithAHealthyServer(MachineSettings settings, DeviceState state, TimeSpan start)
    {
        TimeSpan now = start;
        int turn = state.Turn.Turn;
        Input[] calm = [new ButtonUp(0), new ButtonUp(1), new ButtonUp(2), new FromLink(new LinkChanged(new LinkStatus(LinkState.Online)))];
        foreach (Input input in calm) state = TurnMachine.Step(state, input, now, settings).State;
        for (int i = 0; state.Turn is not Ready; i++)
        {
            Assert.True(i < 20, $"stuck in {state.Turn}");
            now += TimeSpan.FromMilliseconds(50);
            state = TurnMachine.Step(state, Healthy(state.Turn), now, settings).State;
        }
        Assert.True(now - start <= SumOfDeadlines);
        Assert.Equal(turn, state.Turn.Turn);
    }

    // The socket is dead, the audio threads are silent: the deadlines alone bring it back.
    private static void AssertReadyThoughNothingHappens(MachineSettings settings, DeviceState state, TimeSpan start)
    {
        TimeSpan now = start;
        for (int i = 0; state.Turn is not Ready || state.Due is not null; i++)
        {
            Assert.True(i < 40, $"stuck in {state.Turn}");
            TimeSpan due = Assert.NotNull(state.Due);
            now = due > now ? due : now;
            state = TurnMachine.Step(state, new Tick(), now, settings).State;
        }
        Assert.True(now - start <= SumOfDeadlines, $"only after {now - start}");
    }

    private static Input Healthy(TurnPhase phase)
    {
        int turn = phase.Turn;
        return phase switch
        {
            Listening { EndPointed: true, Heard: false } => new FromAudio(new VoiceMissed(turn)),
            Listening { EndPointed: true } => new FromAudio(new VoiceEnded(turn)),
            Listening => Wire(turn, new SpeechStopped()),
            Finishing => new FromAudio(new CaptureClosed(turn)),
            Thinking { Waits: { Kept: true, Sent: false } } => new FromLink(new CompleteSent(turn, 0)),
            Thinking { Waits.Audio: false } => new FromLink(new AudioArrived(turn, 0)),
            Thinking => new FromAudio(new PlaybackStarted(PlayoutStream.OfAnswer(turn))),
            Acting acting => new ToolsFinished(turn, acting.Request, []),
            Speaking { Pending: { } request } => new ToolsFinished(turn, request, []),
            Speaking { Complete: false, Kind: TurnKind.Say } => Wire(turn, new AudioCompleted("0")),
            Speaking { Complete: false } => Wire(turn, new TurnCompleted()),
            Speaking => new FromAudio(new PlaybackDrained(PlayoutStream.OfAnswer(turn))),
            _ => new FromAudio(new PlaybackDrained(PlayoutStream.OfPrompt(turn))),
        };
    }

    private static FromLink Wire(int turn, ServerEvent serverEvent) => new(new WireEvent(turn, serverEvent, 0));

    private static MachineSettings Settings(TurnMode mode, bool findsEnds) => new(mode, _ => MachineBench.PromptLength)
    {
        Tap = findsEnds ? TapMode.Talk : TapMode.Stop,
        FollowUp = TimeSpan.FromSeconds(findsEnds ? 5 : 0),
    };
}
