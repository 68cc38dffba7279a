using CozeDevice.Audio;
using CozeDevice.Protocol;

namespace CozeDevice.Conversation;

/// <content>The button and the commands. A press is accepted in every phase, within this one step.</content>
public static partial class TurnMachine
{
    private static Transition Press(Frame step, ButtonDown press)
    {
        int turn = press.Turn;
        // Twice from one source is once.
        if (step.State.Held.Has(press.Source))
            return step.Stay();
        DeviceState held = step.State with { Held = step.State.Held.With(press.Source) };
        // Two hands on one utterance: it goes on until both are gone.
        if (step.Turn is Listening { HandsFree: false, IsWaiting: false } shared)
            return Joins(step with { State = held }, shared, press);
        var hush = new Hush(turn);
        Effect[] cancel = ReplyMayRun(step.State) ? [new Send(new CancelChat())] : [];
        Effect[] hurry = step.State.Online ? [] : [new HurryLink()];
        if (step.Settings.Mode == TurnMode.ServerVad)
        {
            Effect[] hold = step.State.Held.Any ? [] : [new HoldGate(true)];
            return Go(held with { Turn = new Ready(turn, "stopped") }, [hush, .. hold, .. cancel, .. hurry]);
        }
        if (step.State.Muted || step.State.CaptureFault)
        {
            PromptReason why = step.State.Muted ? PromptReason.Muted : PromptReason.NoMicrophone;
            Frame refused = step with { State = held with { Turn = new Ready(turn) } };
            return Prompt(refused, why, [hush, .. Abandoned(step.Turn), .. cancel, .. hurry]);
        }
        TimeSpan since = press.At ?? step.Now;
        var listening = new Listening(turn, since, since + TurnRules.MaxHold)
        {
            Holders = default(Holders).With(press.Source),
            EndsByTap = step.Turn is Listening, // it waited for a voice: a tap tells it not to
            Stopped = step.Settings.Tap == TapMode.Talk && step.Turn is not Ready,
        };
        // The cancel is in the queue before the microphone can put a frame there.
        return Go(held with { Turn = listening }, [hush, .. GivenUp(step.Turn), .. cancel, new OpenMic(turn), .. hurry]);
    }

    private static Transition Lift(Frame step, ButtonUp up)
    {
        if (!step.State.Held.Has(up.Source))
            return step.Stay();
        Frame lifted = step with { State = step.State with { Held = step.State.Held.Without(up.Source) } };
        if (step.Settings.Mode == TurnMode.ServerVad)
            return lifted.State.Held.Any ? lifted.Stay() : Go(lifted.State, new HoldGate(false));
        if (lifted.Turn is not Listening { HandsFree: false } listening || !listening.Holders.Has(up.Source))
            return lifted.Stay();
        Holders rest = listening.Holders.Without(up.Source);
        return rest.Any ? lifted.To(listening with { Holders = rest }) : Release(lifted, listening, up.At ?? step.Now);
    }

    // Also the end of the longest hold: then the button is still down, and its release means nothing.
    private static Transition Release(Frame step, Listening listening, TimeSpan at)
    {
        // By the times of the contact: a dispatcher that was late twice must not make a tap of what was said.
        return at - (listening.PressedAt ?? listening.Since) < TurnRules.MinHold
            ? Tapped(step, listening)
            : Finish(step, listening);
    }

    private static Transition Cancel(Frame step, int turn)
    {
        if (step.Turn is Ready)
            return step.Stay();
        Effect[] cancel = ReplyMayRun(step.State) ? [new Send(new CancelChat())] : [];
        return step.To(new Ready(turn, "canceled"), [new Hush(turn), .. Abandoned(step.Turn), .. cancel]);
    }

    private static Transition Mute(Frame step, MuteRequested mute)
    {
        if (mute.Muted == step.State.Muted)
            return step.Stay();
        DeviceState state = step.State with { Muted = mute.Muted };
        bool stream = step.Settings.Mode == TurnMode.ServerVad && state.Online;
        if (!mute.Muted)
            return Go(state, [new SetMuted(false), .. stream ? [new HandsFreeStream(true)] : Array.Empty<Effect>()]);
        var muted = step with { State = state };
        Effect[] closing = [new SetMuted(true), .. stream ? [new HandsFreeStream(false)] : Array.Empty<Effect>()];
        // Not a byte of what was said before leaves any more; an answer already asked for is still heard.
        return step.Turn switch
        {
            Listening or Finishing or Thinking { Waits: { Kept: true, Sent: false } } => Rest(
                muted, "muted", [.. closing, .. Abandoned(step.Turn), new Silence(step.Turn.Turn)]),
            Thinking { Waits.Kept: true } thinking => muted.To(
                thinking with { Waits = thinking.Waits with { Kept = false, AliveDue = null } },
                [.. closing, new DropUtterance(thinking.Turn)]),
            _ => Go(muted.State, closing),
        };
    }

    // Without the microphone: something is heard because a text was sent.
    private static Transition Ask(Frame step, int turn, TurnKind kind, ClientEvent sent)
    {
        if (step.Turn is Listening { IsWaiting: false } or Finishing or Thinking or Acting)
            return Go(step.State, new Refuse("busy", "a turn is running; cancel it first"));
        if (!step.State.Online)
            return Go(step.State, new Refuse("offline", "there is no link to the service"));
        // Only a running reply: a cancel that nobody answers would keep the first seconds of the text from being heard.
        Effect[] cancel = step.Turn is Speaking { Complete: false } ? [new Send(new CancelChat())] : [];
        var waits = new Await(
            kind, step.Now, step.Now + TurnRules.EventPatience, step.Now + TurnRules.AnswerPatience, Sent: true);
        return step.To(
            new Thinking(turn, waits, Online: true),
            [new Hush(turn, Expecting: true), .. GivenUp(step.Turn), .. cancel, new Send(sent)]);
    }

    private static Effect[] Abandoned(TurnPhase phase) => phase switch
    {
        Listening { HandsFree: false } or Finishing =>
            [new CloseMic(phase.Turn, UtteranceEnd.Clear), new DropUtterance(phase.Turn)],
        Thinking or Acting => [new DropUtterance(phase.Turn)],
        _ => [],
    };
}
