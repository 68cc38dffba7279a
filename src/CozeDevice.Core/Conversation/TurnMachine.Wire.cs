using CozeDevice.Link;
using CozeDevice.Protocol;
using CozeDevice.Tools;

namespace CozeDevice.Conversation;

/// <content>What the service says about the turn. Events of another turn were told apart by <see cref="ReplyGate"/>.</content>
public static partial class TurnMachine
{
    private static Transition Wire(Frame step, WireEvent wire)
    {
        if (wire.Event is SpeechStarted && step.Settings.Mode == TurnMode.ServerVad && wire.Turn > step.Turn.Turn)
            return Speaks(step, wire.Turn);
        if (wire.Event is TurnCreated or TurnInProgress && step.Settings.Mode == TurnMode.ServerVad && wire.Turn > step.Turn.Turn)
            return Answers(step, wire);
        if (wire.Turn == 0 || wire.Turn != step.Turn.Turn)
        {
            // An error of an older turn, or of none: what helps against it helps the next one.
            Transition alive = Alive(step);
            return wire.Event is ServerError error && ReactionTo(error) is { } reaction
                ? alive with { Effects = [.. alive.Effects, .. Remedy(reaction)] }
                : alive;
        }
        return step.Turn switch
        {
            Listening { HandsFree: true } => HandsFree(step, wire.Event),
            // Still recognising the tail.
            Finishing when wire.Event is Transcript { Final: false } => step.Stay(),
            // An answer that is here before the microphone's own notice: the utterance is closed.
            Finishing finishing => ThinkAbout(Thinks(step, finishing), wire.Event),
            Thinking => ThinkAbout(step, wire.Event),
            Acting acting => Act(step, acting, wire.Event),
            Speaking speaking => Speak(step, speaking, wire.Event),
            _ => step.Stay(),
        };
    }

    // The service heard someone begin. Muted, that is an echo of what was sent before: it is not answered.
    private static Transition Speaks(Frame step, int turn) => step.State.Muted
        ? Unheard(step, turn)
        : step.To(new Listening(turn, step.Now, step.Now + TurnRules.MaxHold, HandsFree: true));

    private static Transition Unheard(Frame step, int turn) => step.To(new Ready(turn, "muted"), new Silence(turn));

    // Where only keywords interrupt, the service says what it answers by beginning to.
    private static Transition Answers(Frame step, WireEvent wire)
    {
        if (step.State.Muted)
            return Unheard(step, wire.Turn);
        var waits = new Await(
            TurnKind.HandsFree, step.Now, step.Now + TurnRules.EventPatience, step.Now + TurnRules.AnswerPatience, Sent: true);
        return step.To(new Thinking(wire.Turn, waits, Online: true));
    }

    // Any event at all, also one of no turn, shows that the session lives.
    private static Transition Alive(Frame step) => step.Turn is Thinking { Waits.AliveDue: not null } thinking
        ? step.To(thinking with { Waits = thinking.Waits with { AliveDue = null } })
        : step.Stay();

    private static Transition HandsFree(Frame step, ServerEvent serverEvent)
    {
        if (serverEvent is Transcript { Final: false })
            return step.Stay();
        var waits = new Await(
            TurnKind.HandsFree, step.Now, step.Now + TurnRules.EventPatience, step.Now + TurnRules.AnswerPatience, Sent: true);
        Frame thinking = step with { State = step.State with { Turn = new Thinking(step.Turn.Turn, waits, Online: true) } };
        return ThinkAbout(thinking, serverEvent);
    }

    private static Transition ThinkAbout(Frame step, ServerEvent serverEvent)
    {
        if (step.Turn is not Thinking thinking)
            return step.Stay();
        Await waits = Heard(thinking.Waits, step.Now);
        Frame heard = step with { State = step.State with { Turn = thinking with { Waits = waits } } };
        if (waits.Complete && serverEvent is not TurnCanceled)
            return heard.Stay();
        switch (serverEvent)
        {
            case MessageDelta delta:
                return heard.To(thinking with { Waits = waits with { Kept = false, Begun = waits.Begun || delta.Text.Length > 0 } });
            case MessageCompleted { Role: "assistant", Type: "answer" }:
                return heard.To(thinking with { Waits = waits with { Begun = true } });
            case RequiresAction request:
                return Act(heard, waits, request);
            case AudioCompleted when waits.Kind == TurnKind.Say:
            case TurnCompleted:
                return waits.Audio
                    ? heard.To(
                        thinking with { Waits = waits with { Kept = false, Complete = true } }, new EndPlayout(thinking.Turn))
                    : Rest(heard, "no_audio", new DropUtterance(thinking.Turn), new Silence(thinking.Turn));
            case TurnFailed failed:
                return Failed(heard, failed);
            case TurnCanceled:
                return Rest(heard, "canceled", new DropUtterance(thinking.Turn), new Silence(thinking.Turn));
            case ServerError error when ReactionTo(error) is { EndsTurn: true } reaction:
                return Spoiled(heard, thinking with { Waits = waits }, reaction);
            default:
                return heard.Stay();
        }
    }

    private static Transition Speak(Frame step, Speaking speaking, ServerEvent serverEvent)
    {
        switch (serverEvent)
        {
            case TurnCanceled:
                return Rest(step, "canceled", new Silence(speaking.Turn));
            case var _ when speaking.Complete:
                return step.Stay();
            case AudioCompleted when speaking.Kind == TurnKind.Say:
            case TurnCompleted when speaking.Pending is null:
                return Cut(step, speaking.Kind, why: null);
            case TurnFailed failed:
                ErrorReaction why = ErrorPolicy.For(failed.Code);
                return Cut(step, speaking.Kind, ReasonOf(why), Remedy(why));
            case ServerError error when ReactionTo(error) is { EndsTurn: true } reaction:
                return Cut(step, speaking.Kind, ReasonOf(reaction), [new Send(new CancelChat()), .. Remedy(reaction)]);
            case RequiresAction request when ToolCalls.Answerable(request):
                TimeSpan due = step.Now + ToolCalls.Limit(request);
                return step.To(speaking with { Pending = request, Deadline = due }, new RunTools(speaking.Turn, request));
            case RequiresAction:
                // A question node of a workflow: nothing may be submitted; what came is played, and the turn is over.
                return Cut(step, speaking.Kind, why: null);
            default:
                return speaking.Starved ? step.Stay() : step.To(Timed(speaking, step.Now));
        }
    }

    private static Transition AudioCame(Frame step, int turn)
    {
        if (turn > step.Turn.Turn && step.Turn is Ready)
            return Greeted(step, turn);
        if (turn != step.Turn.Turn)
            return step.Stay();
        return step.Turn switch
        {
            Finishing finishing => AudioCame(Thinks(step, finishing), turn),
            Thinking thinking => step.To(thinking with
            {
                Waits = Heard(thinking.Waits, step.Now) with { Kept = false, Begun = true, Audio = true },
            }),
            Acting acting => step.To(acting with { Waits = acting.Waits with { Begun = true, Audio = true } }),
            Listening { HandsFree: true } =>
                AudioCame(step with { State = HandsFree(step, new SpeechStopped()).State }, turn),
            _ => step.Stay(),
        };
    }

    // The service speaks first: its greeting is heard like a text it was told to say, and a press ends it like any answer.
    private static Transition Greeted(Frame step, int turn)
    {
        var waits = new Await(
            TurnKind.Say, step.Now, step.Now + TurnRules.EventPatience, step.Now + TurnRules.AnswerPatience, Sent: true);
        return step.To(new Thinking(turn, waits with { Begun = true, Audio = true }, Online: true));
    }
}
