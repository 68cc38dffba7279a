using CozeDevice.Audio;
using CozeDevice.Conversation;
using CozeDevice.Link;
using CozeDevice.Protocol;

namespace CozeDevice.Tests.Conversation;

/// <summary>Everything that can happen to the machine, likely or not: half of the inputs fit the phase, the others come from
/// anywhere, late, twice or never asked for.</summary>
/// <param name="pick">A number from 0 up to, not including, its argument.</param>
internal sealed class WalkInputs(Func<int, int> pick)
{
    private const int Sources = 3;
    private static readonly int?[] Codes = [null, 0, 401, 4000, 4006, 4027, 4029, 4104, 5000, 99];

    private int _turn;

    public Input Next(DeviceState state) => pick(2) == 0 ? Fitting(state) : Any(state);

    /// <summary>How long nothing happens before the next input.</summary>
    public TimeSpan Pause(DeviceState state, TimeSpan now) => pick(10) switch
    {
        0 => state.Due is { } due && due > now ? due - now : TimeSpan.Zero,
        1 => TimeSpan.FromMilliseconds(pick(12_000)),
        2 or 3 => TimeSpan.Zero,
        _ => TimeSpan.FromMilliseconds(pick(400)),
    };

    private Input Fitting(DeviceState state) => state.Turn switch
    {
        Ready => pick(5) switch
        {
            0 => new SayRequested(++_turn, "hello"),
            1 => Wire(++_turn, new SpeechStarted()),
            2 => new RepeatRequested(++_turn, HasAnswer: true),
            _ => new ButtonDown(++_turn, pick(Sources)),
        },
        Listening { HandsFree: true } => Wire(state.Turn.Turn, new SpeechStopped()),
        Listening { EndPointed: true, Heard: false } => new FromAudio(
            pick(3) == 0 ? new VoiceMissed(state.Turn.Turn) : new VoiceHeard(state.Turn.Turn)),
        Listening { EndPointed: true } when pick(3) != 0 => new FromAudio(new VoiceEnded(state.Turn.Turn)),
        Listening { EndPointed: true } => new ButtonDown(++_turn, pick(Sources)),
        Listening listening => new ButtonUp(listening.Holders.Has(1) ? 1 : listening.Holders.Has(2) ? 2 : 0),
        Finishing => new FromAudio(new CaptureClosed(state.Turn.Turn, IsDead: pick(8) == 0)),
        Thinking { Online: false } => Link(LinkState.Online),
        Thinking { Waits.Sent: false } => new FromLink(new CompleteSent(state.Turn.Turn, 0)),
        Thinking { Waits.Audio: true } => new FromAudio(new PlaybackStarted(PlayoutStream.OfAnswer(state.Turn.Turn))),
        Thinking => pick(3) == 0 ? Wire(state.Turn.Turn, Action(state.Turn.Turn)) : new FromLink(new AudioArrived(state.Turn.Turn, 0)),
        Acting acting => new ToolsFinished(acting.Turn, acting.Request, []),
        Speaking { Pending: { } request } => new ToolsFinished(state.Turn.Turn, request, []),
        Speaking { Complete: true } => new FromAudio(
            new PlaybackDrained(PlayoutStream.OfAnswer(state.Turn.Turn)), pick(2) == 0 ? ++_turn : 0),
        Speaking => Wire(state.Turn.Turn, pick(3) == 0 ? new TurnCompleted() : new MessageDelta("c", "x")),
        _ => new FromAudio(new PlaybackDrained(PlayoutStream.OfPrompt(state.Turn.Turn))),
    };

    private Input Any(DeviceState state) => pick(16) switch
    {
        0 => new ButtonDown(++_turn, pick(Sources)),
        1 => new ButtonUp(pick(Sources)),
        2 when pick(8) == 0 => new UpdatingRequested(TimeSpan.FromSeconds(pick(90))),
        2 => pick(4) == 0 ? new CancelRequested(++_turn) : new Tick(),
        3 => new MuteRequested(pick(4) == 0),
        4 => pick(4) switch
        {
            0 => pick(2) == 0 ? new SayRequested(++_turn, "hello") : new AskRequested(++_turn, "hello"),
            3 => new AnnounceRequested(++_turn),
            1 => new RepeatRequested(++_turn, pick(4) != 0),
            _ => new ClearContextRequested(),
        },
        5 => new ToolsFinished(Turn(state), Action(Turn(state)), []),
        6 => pick(2) == 0 ? Link(LinkState.Online) : Link((LinkState)(1 + pick(5))),
        7 => new FromLink(new AudioArrived(Turn(state), 0)),
        8 => new FromLink(pick(2) == 0 ? new CompleteSent(Turn(state), 0) : new FirstAppendSent(Turn(state), 0)),
        9 or 10 or 11 => AnyWire(state),
        12 or 13 => new FromAudio(AnySound(state), pick(2) == 0 ? ++_turn : 0),
        14 => new FromAudio(pick(4) == 0
            ? new DeviceLost((AudioDirection)pick(2), "gone")
            : new DeviceReady((AudioDirection)pick(2))),
        _ => new Tick(),
    };

    private FromLink AnyWire(DeviceState state)
    {
        int turn = Turn(state);
        return pick(15) switch
        {
            0 => Wire(pick(3) == 0 ? turn : ++_turn, new SpeechStarted()),
            1 => Wire(turn, new SpeechStopped()),
            2 => Wire(turn, new Transcript("x", pick(2) == 0)),
            3 => Wire(turn, new MessageDelta("c", pick(2) == 0 ? "" : "x")),
            4 => Wire(turn, new MessageCompleted("c", "assistant", "answer", "x", "text")),
            5 => Wire(turn, new AudioCompleted("c")),
            6 => Wire(turn, new TurnCompleted()),
            7 => Wire(turn, new TurnFailed(1, "no")),
            8 => Wire(turn, new TurnCanceled(1, "")),
            9 => Wire(turn, new TurnCreated()),
            10 => Wire(turn, new InputCompleted()),
            11 => Wire(turn, new SentenceStart("x")),
            12 => Wire(turn, new ServerError(Codes[pick(Codes.Length)], "no")),
            _ => Wire(turn, Action(turn)),
        };
    }

    private AudioNotice AnySound(DeviceState state)
    {
        int turn = Turn(state);
        long stream = pick(3) == 0 ? PlayoutStream.OfPrompt(turn) : PlayoutStream.OfAnswer(turn);
        return pick(10) switch
        {
            7 => new VoiceHeard(turn),
            8 => new VoiceEnded(turn),
            9 => new VoiceMissed(turn),
            0 => new PlaybackStarted(stream),
            1 => new PlaybackStarved(stream),
            2 => new PlaybackResumed(stream),
            3 => new PlaybackDrained(stream),
            4 => new CaptureClosed(turn, IsDead: pick(2) == 0),
            5 => new MicrophoneSignal((MicrophoneFaults)pick(8)),
            _ => new CaptureOverflow(turn),
        };
    }

    // The current turn mostly, else none or an older one.
    private int Turn(DeviceState state) => pick(4) switch
    {
        0 => 0,
        1 => pick(state.Turn.Turn + 1),
        _ => state.Turn.Turn,
    };

    private RequiresAction Action(int turn)
    {
        var calls = new ToolCall[pick(3)];
        for (int i = 0; i < calls.Length; i++)
            calls[i] = new ToolCall($"{i}", pick(3) == 0 ? "reply_message" : "function", "light", "{}");
        return new RequiresAction(calls) { ChatId = turn.ToString(System.Globalization.CultureInfo.InvariantCulture) };
    }

    private FromLink Link(LinkState state) => new(new LinkChanged(new LinkStatus(
        state, state is LinkState.Offline or LinkState.NeedAuth ? (OfflineReason)(1 + pick(9)) : OfflineReason.None)));

    private static FromLink Wire(int turn, ServerEvent serverEvent) => new(new WireEvent(turn, serverEvent, 0));
}
