using CozeDevice.Audio;
using CozeDevice.Conversation;
using CozeDevice.Link;
using CozeDevice.Protocol;
using Xunit;

namespace CozeDevice.Tests.Conversation;

/// <summary>The machine on a bench: steps it, keeps the time and the effects of the last action.</summary>
internal sealed class MachineBench
{
    /// <summary>Every local sound is this long here.</summary>
    public static readonly TimeSpan PromptLength = TimeSpan.FromMilliseconds(500);

    private readonly MachineSettings _settings;
    private int _turn;

    public MachineBench(TurnMode mode = TurnMode.PushToTalk, bool isOnline = true, TimeSpan clearAfterIdle = default,
        TapMode tap = TapMode.Stop, double followUpSeconds = 0)
    {
        _settings = new MachineSettings(mode, _ => PromptLength)
        {
            ClearAfterIdle = clearAfterIdle,
            Tap = tap,
            FollowUp = TimeSpan.FromSeconds(followUpSeconds),
        };
        State = DeviceState.Initial(TimeSpan.Zero);
        if (isOnline) Link(LinkState.Online);
    }

    public DeviceState State { get; set; }

    public TimeSpan Now { get; private set; } = TimeSpan.FromSeconds(1);

    /// <summary>The effects of the last action, in order.</summary>
    public List<Effect> Effects { get; private set; } = [];

    /// <summary>The id of the running turn.</summary>
    public int Turn => State.Turn.Turn;

    public static RequiresAction Request(params ToolCall[] calls) => new(calls) { ChatId = "chat" };

    public static ToolCall Function(string id) => new(id, "function", "light", "{}");

    public T Phase<T>()
        where T : TurnPhase => Assert.IsType<T>(State.Turn);

    public MachineBench Do(Input input)
    {
        Effects = [];
        Step(input);
        return this;
    }

    /// <summary>Lets time pass; every deadline on the way is looked at when it is due.</summary>
    public MachineBench Wait(double seconds)
    {
        Effects = [];
        TimeSpan end = Now + TimeSpan.FromSeconds(seconds);
        while (State.Due is { } due && due <= end)
        {
            Now = due > Now ? due : Now;
            Step(new Tick());
        }
        Now = end;
        return this;
    }

    public MachineBench Press() => Do(new ButtonDown(++_turn));

    public MachineBench Release() => Do(new ButtonUp());

    public MachineBench Say(string text = "hello") => Do(new SayRequested(++_turn, text));

    public MachineBench Ask(string text = "hello") => Do(new AskRequested(++_turn, text));

    public MachineBench Cancel() => Do(new CancelRequested(++_turn));

    public MachineBench Mute(bool isMuted = true) => Do(new MuteRequested(isMuted));

    public MachineBench Link(LinkState state, OfflineReason reason = OfflineReason.None) =>
        Do(new FromLink(new LinkChanged(new LinkStatus(state, reason))));

    public MachineBench Drop() => Link(LinkState.Offline, OfflineReason.Closed);

    public MachineBench Wire(ServerEvent serverEvent, int? turn = null) =>
        Do(new FromLink(new WireEvent(turn ?? Turn, serverEvent, 0)));

    public MachineBench SpeechStarted() => Wire(new SpeechStarted(), ++_turn);

    public MachineBench CompleteSent() => Do(new FromLink(new CompleteSent(Turn, 0)));

    public MachineBench AudioCame() => Do(new FromLink(new AudioArrived(Turn, 0)));

    public MachineBench Closed() => Sound(new CaptureClosed(Turn));

    public MachineBench Started() => Sound(new PlaybackStarted(PlayoutStream.OfAnswer(Turn)));

    public MachineBench Starved() => Sound(new PlaybackStarved(PlayoutStream.OfAnswer(Turn)));

    public MachineBench Drained() => Sound(new PlaybackDrained(PlayoutStream.OfAnswer(Turn)));

    /// <summary>Heard to its end, with the id of what may follow.</summary>
    public MachineBench DrainedWithNext() =>
        Do(new FromAudio(new PlaybackDrained(PlayoutStream.OfAnswer(Turn)), ++_turn));

    public MachineBench Tap() => Press().Wait(0.1).Release();

    public MachineBench PromptDrained() => Sound(new PlaybackDrained(PlayoutStream.OfPrompt(Turn)));

    public MachineBench Sound(AudioNotice notice) => Do(new FromAudio(notice));

    /// <summary>Brings it into a phase by the usual way.</summary>
    public MachineBench To(string phase) => phase switch
    {
        "ready" => this,
        "listening" => Press().Wait(1),
        "finishing" => To("listening").Release(),
        "thinking" => To("finishing").Closed().CompleteSent(),
        "acting" => To("thinking").Wire(Request(Function("a"))),
        "speaking" => To("thinking").AudioCame().Started(),
        "prompting" => To("thinking").Wire(new TurnFailed(1, "no")),
        _ => throw new ArgumentException(phase, nameof(phase)),
    };

    private void Step(Input input)
    {
        Transition next = TurnMachine.Step(State, input, Now, _settings);
        State = next.State;
        Effects.AddRange(next.Effects);
    }
}
