using CozeDevice.Link;

namespace CozeDevice.Conversation;

/// <content>The link comes and goes.</content>
public static partial class TurnMachine
{
    private static Transition LinkMoves(Frame step, LinkStatus status)
    {
        bool wasOnline = step.State.Online;
        TimeSpan since = status.State == step.State.Link.State ? step.State.LinkSince : step.Now;
        Frame moved = step with
        {
            State = step.State with { Link = status, LinkSince = since, ConfigurationFault = false },
        };
        Transition turn = moved.State.Online ? Came(moved) : Went(moved, wasOnline);
        if (step.Settings.Mode != TurnMode.ServerVad || wasOnline == moved.State.Online || step.State.Muted)
            return turn;
        return turn with { Effects = [.. turn.Effects, new HandsFreeStream(moved.State.Online)] };
    }

    private static Transition Came(Frame step) => step.Turn is Thinking { Online: false } thinking
        ? step.To(thinking with { Online = true, Waits = Heard(thinking.Waits, step.Now) })
        : step.Stay();

    private static Transition Went(Frame step, bool wasOnline)
    {
        switch (step.Turn)
        {
            case Thinking { Waits: { Begun: false, Kind: TurnKind.Speech } } thinking when step.State.Link.IsRefused:
                return Prompt(step with { State = step.State with { Turn = thinking } }, ReasonOf(step.State.Link));
            case Thinking { Waits: { Begun: false, Kind: TurnKind.Speech } } thinking:
                return step.To(thinking with
                {
                    Online = false,
                    Waits = thinking.Waits with { AliveDue = null, Sent = false },
                });
            case Thinking { Waits.Audio: true } thinking when wasOnline:
                return Cut(step, thinking.Waits.Kind, thinking.Waits.Complete);
            case Thinking or Acting when wasOnline:
                return Prompt(step, PromptReason.LinkLost);
            case Speaking { Cut: false } speaking when wasOnline:
                return Cut(step, speaking.Kind, speaking.Complete);
            case Listening { HandsFree: true } when wasOnline:
                return Rest(step, "link_lost", new Silence(step.Turn.Turn));
            default:
                return step.Stay();
        }
    }

    // What has arrived is heard to its end; if something is missing, a prompt says so afterwards.
    private static Transition Cut(Frame step, TurnKind kind, bool complete) => step.To(
        new Speaking(step.Turn.Turn, kind, Complete: true, Cut: !complete, Starved: false, step.Now + TurnRules.SpeakingLimit),
        new EndPlayout(step.Turn.Turn));

    private static Transition Sent(Frame step, int turn) => step.Turn switch
    {
        Thinking { Waits: { Kind: TurnKind.Speech, Begun: false } } thinking when thinking.Turn == turn =>
            step.To(thinking with
            {
                Waits = thinking.Waits with
                {
                    Sent = true,
                    AliveDue = step.Now + TurnRules.AlivePatience,
                    EventDue = step.Now + TurnRules.EventPatience,
                },
            }),
        // The mark overtook the microphone's own notice: the tail is sent, so it is closed.
        Finishing finishing when finishing.Turn == turn => Sent(step with { State = Think(step, finishing).State }, turn),
        _ => step.Stay(),
    };

    private static Transition Think(Frame step, Finishing finishing)
    {
        var waits = new Await(
            TurnKind.Speech,
            finishing.Released + TurnRules.LinkPatience,
            step.Now + TurnRules.EventPatience,
            step.Now + TurnRules.AnswerPatience);
        Frame thinking = step with
        {
            State = step.State with { Turn = new Thinking(finishing.Turn, waits, step.State.Online) },
        };
        return step.State.Link.IsRefused ? Prompt(thinking, ReasonOf(step.State.Link)) : thinking.Stay();
    }

    private static Await Heard(Await waits, TimeSpan now) =>
        waits with { AliveDue = null, EventDue = now + TurnRules.EventPatience };
}
