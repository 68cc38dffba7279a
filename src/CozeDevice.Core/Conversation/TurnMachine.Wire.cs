using CozeDevice.Link;
using CozeDevice.Protocol;

namespace CozeDevice.Conversation;

/// <content>What the service says about the turn. Events of another turn were told apart by <see cref="ReplyGate"/>.</content>
public static partial class TurnMachine
{
    private static Transition Wire(Frame step, WireEvent wire)
    {
        if (wire.Event is SpeechStarted && step.Settings.Mode == TurnMode.ServerVad && wire.Turn > step.Turn.Turn)
            return step.To(new Listening(wire.Turn, step.Now, step.Now + TurnRules.MaxHold, HandsFree: true));
        if (wire.Turn == 0 || wire.Turn != step.Turn.Turn)
            return step.Stay();
        return step.Turn switch
        {
            Listening { HandsFree: true } => HandsFree(step, wire.Event),
            // An answer that is here before the microphone's own notice: the utterance is closed.
            Finishing finishing => ThinkAbout(step with { State = Think(step, finishing).State }, wire.Event),
            Thinking => ThinkAbout(step, wire.Event),
            Acting acting => Act(step, acting, wire.Event),
            Speaking speaking => Speak(step, speaking, wire.Event),
            _ => step.Stay(),
        };
    }

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
        switch (serverEvent)
        {
            case MessageDelta or MessageCompleted { Role: "assistant", Type: "answer" }:
                return heard.To(thinking with { Waits = waits with { Begun = true } });
            case RequiresAction request:
                return Act(heard, waits, request);
            case AudioCompleted when waits.Kind == TurnKind.Say:
            case TurnCompleted:
                return waits.Audio
                    ? heard.To(thinking with { Waits = waits with { Complete = true } }, new EndPlayout(thinking.Turn))
                    : Rest(heard, "no_audio", new DropUtterance(thinking.Turn), new Silence(thinking.Turn));
            case TurnFailed:
                return Prompt(heard, PromptReason.TryAgain);
            case TurnCanceled:
                return Rest(heard, "canceled", new DropUtterance(thinking.Turn), new Silence(thinking.Turn));
            case ServerError error when Spoils(error):
                return Prompt(heard, PromptReason.TryAgain, new Send(new CancelChat()));
            default:
                return heard.Stay();
        }
    }

    private static Transition Speak(Frame step, Speaking speaking, ServerEvent serverEvent)
    {
        if (!speaking.Starved)
            speaking = speaking with { Deadline = step.Now + TurnRules.SpeakingLimit };
        Frame heard = step with { State = step.State with { Turn = speaking } };
        switch (serverEvent)
        {
            case AudioCompleted when speaking.Kind == TurnKind.Say:
            case TurnCompleted:
                return heard.To(
                    speaking with { Complete = true, Starved = false, Deadline = step.Now + TurnRules.SpeakingLimit },
                    new EndPlayout(speaking.Turn));
            case TurnFailed:
                return Cut(heard, speaking.Kind, complete: false);
            case TurnCanceled:
                return Rest(heard, "canceled", new Silence(speaking.Turn));
            case ServerError error when Spoils(error):
                return Cut(heard, speaking.Kind, complete: false);
            case RequiresAction request when ToolCalls.Answerable(request):
                TimeSpan due = step.Now + ToolCalls.Limit(request) + TurnRules.StallLimit;
                return heard.To(speaking with { Pending = request, Deadline = due }, new RunTools(speaking.Turn, request));
            case RequiresAction:
                return heard.To(speaking with { Complete = true, Starved = false }, new EndPlayout(speaking.Turn));
            default:
                return heard.Stay();
        }
    }

    private static Transition AudioCame(Frame step, int turn)
    {
        if (turn != step.Turn.Turn)
            return step.Stay();
        return step.Turn switch
        {
            Finishing finishing => AudioCame(step with { State = Think(step, finishing).State }, turn),
            Thinking thinking => step.To(thinking with
            {
                Waits = Heard(thinking.Waits, step.Now) with { Begun = true, Audio = true },
            }),
            Acting acting => step.To(acting with { Waits = acting.Waits with { Begun = true, Audio = true } }),
            Listening { HandsFree: true } =>
                AudioCame(step with { State = HandsFree(step, new SpeechStopped()).State }, turn),
            _ => step.Stay(),
        };
    }

    // Which error events end a turn: those about the turn, or about a passing trouble of the service.
    private static bool Spoils(ServerError error) => error.Code is { } code
        && ErrorCodes.Lookup(code).Class is ErrorClass.Turn or ErrorClass.Retry or ErrorClass.Configuration;
}
