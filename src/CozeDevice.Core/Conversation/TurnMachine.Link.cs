using CozeDevice.Link;

namespace CozeDevice.Conversation;

/// <content>The link comes and goes.</content>
public static partial class TurnMachine
{
    private static Transition LinkMoves(Frame step, LinkStatus status)
    {
        bool wasOnline = step.State.Online;
        TimeSpan since = IsSameSpell(step.State.Link.State, status.State) ? step.State.LinkSince : step.Now;
        Frame moved = step with
        {
            State = step.State with { Link = status, LinkSince = since, ConfigurationFault = false },
        };
        Transition turn = moved.State.Online ? Came(moved) : Went(moved, wasOnline);
        if (step.Settings.Mode != TurnMode.ServerVad || wasOnline == moved.State.Online || step.State.Muted)
            return turn;
        return turn with { Effects = [.. turn.Effects, new HandsFreeStream(moved.State.Online)] };
    }

    // Dialling and configuring are one wait to the person in front of the device.
    private static bool IsSameSpell(LinkState before, LinkState after) =>
        before == after || (before == LinkState.Connecting && after == LinkState.Configuring);

    private static Transition Came(Frame step) => step.Turn is Thinking { Online: false } thinking
        ? step.To(thinking with { Online = true, Waits = Heard(thinking.Waits, step.Now) })
        : step.Stay();

    private static Transition Went(Frame step, bool wasOnline)
    {
        switch (step.Turn)
        {
            case Thinking { Waits.Kept: true } when step.State.Link.IsRefused:
                return Prompt(step, ReasonOf(step.State.Link));
            case Thinking { Waits.Kept: true } thinking:
                return step.To(thinking with
                {
                    Online = false,
                    Waits = thinking.Waits with { AliveDue = null, Sent = false },
                });
            case Thinking { Waits: { Audio: true } waits } when wasOnline:
                return Cut(step, waits.Kind, waits.Complete ? null : ReasonOfLoss(step.State.Link));
            case Acting { Waits: { Audio: true } waits } when wasOnline:
                return Cut(step, waits.Kind, ReasonOfLoss(step.State.Link));
            case Thinking or Acting when wasOnline:
                return Prompt(step, ReasonOfLoss(step.State.Link));
            case Speaking { Complete: false } speaking when wasOnline:
                return Cut(step, speaking.Kind, ReasonOfLoss(step.State.Link));
            case Listening { HandsFree: true } when wasOnline:
                return Rest(step, "link_lost", new Silence(step.Turn.Turn));
            default:
                return step.Stay();
        }
    }

    // A session that ended because the service refuses is not a link that was lost: trying again does not help.
    private static PromptReason ReasonOfLoss(LinkStatus link) => link.IsRefused ? ReasonOf(link) : PromptReason.LinkLost;

    // What has arrived is heard to its end; if something is missing, a prompt says so afterwards.
    private static Transition Cut(Frame step, TurnKind kind, PromptReason? why, params Effect[] before) => step.To(
        new Speaking(step.Turn.Turn, kind, Complete: true, why, Starved: false, step.Now + TurnRules.SpeakingLimit),
        [.. before, new EndPlayout(step.Turn.Turn)]);

    private static Transition Sent(Frame step, int turn) => step.Turn switch
    {
        Thinking { Waits.Kind: TurnKind.Speech } thinking when thinking.Turn == turn => step.To(thinking with
        {
            Waits = thinking.Waits with
            {
                Sent = true,
                // An answer that has begun needs no sign of life.
                AliveDue = thinking.Waits.Kept ? step.Now + TurnRules.AlivePatience : null,
                EventDue = step.Now + TurnRules.EventPatience,
            },
        }),
        // The mark overtook the microphone's own notice: the tail is sent, so it is closed.
        Finishing finishing when finishing.Turn == turn => Sent(Thinks(step, finishing), turn),
        _ => step.Stay(),
    };

    private static Transition Think(Frame step, Finishing finishing, params Effect[] before) => step.State.Link.IsRefused
        ? Prompt(step, ReasonOf(step.State.Link), before)
        : Go(Thinks(step, finishing).State, before);

    private static Frame Thinks(Frame step, Finishing finishing)
    {
        var waits = new Await(
            TurnKind.Speech,
            finishing.Released + TurnRules.LinkPatience,
            step.Now + TurnRules.EventPatience,
            step.Now + TurnRules.AnswerPatience,
            Kept: true);
        return step with { State = step.State with { Turn = new Thinking(finishing.Turn, waits, step.State.Online) } };
    }

    private static Await Heard(Await waits, TimeSpan now) =>
        waits with { AliveDue = null, EventDue = now + TurnRules.EventPatience };
}
