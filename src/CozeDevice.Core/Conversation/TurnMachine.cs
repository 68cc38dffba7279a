using CozeDevice.Link;
using CozeDevice.Panel;
using CozeDevice.Protocol;

namespace CozeDevice.Conversation;

/// <summary>The machine: (state, input) → (state, effects). Pure: no I/O, no clock, no logging.</summary>
/// <remarks>Split by what happens: the button and commands, the link, the wire, the audio threads, the deadlines. An input that
/// comes late or does not concern the current phase changes nothing.</remarks>
public static partial class TurnMachine
{
    /// <summary>One step.</summary>
    /// <param name="state">The state before.</param>
    /// <param name="input">What happened.</param>
    /// <param name="now">The monotonic time.</param>
    /// <param name="settings">What was told once.</param>
    public static Transition Step(DeviceState state, Input input, TimeSpan now, MachineSettings settings)
    {
        if (now >= state.UpdatingDue)
            state = state with { UpdatingDue = null };
        Transition next = Next(new Frame(state, now, settings), input);
        return Forgets(state, next, now, settings);
    }

    private static Transition Next(Frame step, Input input)
    {
        return input switch
        {
            ButtonDown press => Press(step, press),
            ButtonUp release => Lift(step, release),
            CancelRequested cancel => Cancel(step, cancel.Turn),
            MuteRequested mute => Mute(step, mute),
            SayRequested say => Ask(step, say.Turn, TurnKind.Say, new GenerateAudio(say.Text)),
            AskRequested ask => Ask(step, ask.Turn, TurnKind.Ask, new CreateMessage("user", "text", ask.Text)),
            RepeatRequested repeat => Repeat(step, repeat),
            AnnounceRequested announce => Announce(step, announce),
            ClearContextRequested => ClearContext(step),
            LightRequested light => Go(step.State with { Light = light.Name == LightPatterns.Default ? null : light.Name }),
            UpdatingRequested update => Go(step.State with { UpdatingDue = update.Limit > TimeSpan.Zero ? step.Now + update.Limit : null }),
            ToolsFinished done => ToolsDone(step, done),
            FromLink { Notice: LinkChanged changed } => LinkMoves(step, changed.Status),
            FromLink { Notice: WireEvent wire } => Wire(step, wire),
            FromLink { Notice: AudioArrived audio } => AudioCame(step, audio.Turn),
            FromLink { Notice: CompleteSent sent } => Sent(step, sent.Turn),
            FromAudio { Notice: { } notice } heard => Sound(step, notice, heard.Next),
            Tick => Deadline(step),
            _ => step.Stay(),
        };
    }

    // What every part needs, under one name.
    private readonly record struct Frame(DeviceState State, TimeSpan Now, MachineSettings Settings)
    {
        public TurnPhase Turn => State.Turn;

        public Transition Stay() => Transition.Stay(State);

        public Transition To(TurnPhase turn, params Effect[] effects) => new(State with { Turn = turn }, effects);
    }

    private static Transition Go(DeviceState state, params Effect[] effects) => new(state, effects);

    // The turn ends with a local sound that says why; whatever may still come of it is stale.
    private static Transition Prompt(Frame step, PromptReason reason, params Effect[] before)
    {
        int turn = step.Turn.Turn;
        TimeSpan due = step.Now + step.Settings.PromptLength(reason) + TurnRules.PromptGrace;
        return step.To(
            new Prompting(turn, reason, due),
            [.. before, new DropUtterance(turn), new Silence(turn), new PlayPrompt(turn, reason)]);
    }

    private static Transition Rest(Frame step, string? reason, params Effect[] effects) =>
        step.To(new Ready(step.Turn.Turn, reason), effects);

    private static bool ReplyMayRun(DeviceState state) =>
        state.Online && state.Turn is Finishing or Thinking or Acting or Speaking { Complete: false };

    private static PromptReason ReasonOf(LinkStatus link) => link.State == LinkState.NeedAuth
        ? PromptReason.NotAuthorised
        : link.IsRefused ? PromptReason.Refused : PromptReason.Offline;
}
