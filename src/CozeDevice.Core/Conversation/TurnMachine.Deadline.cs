using CozeDevice.Link;
using CozeDevice.Protocol;
using CozeDevice.Tools;

namespace CozeDevice.Conversation;

/// <content>What happens when a phase has lasted too long. Nothing waits for ever.</content>
public static partial class TurnMachine
{
    private static Transition Deadline(Frame step)
    {
        if (step.State is { Link.State: LinkState.Starting, ConfigurationFault: false }
            && step.Now >= step.State.LinkSince + TurnRules.StartLimit)
        {
            return Go(step.State with { ConfigurationFault = true }, new Count("start_timeouts"));
        }
        if (step.Turn.Due is not { } due || step.Now < due)
            return step.Stay();
        switch (step.Turn)
        {
            case Listening { HandsFree: true }:
                return Rest(step, "timeout", new Silence(step.Turn.Turn));
            case Listening { EndPointed: true } listening:
                // The microphone does not say it.
                return listening.Heard ? Finish(step, listening) : Missed(step, listening);
            case Listening listening:
                return Release(step, listening, step.Now);
            case Finishing finishing:
                // The microphone does not answer (lost in the middle of the tail): what was recorded is sent all the same.
                return Think(step, finishing, new FinishUtterance(finishing.Turn));
            case Thinking thinking:
                return Overdue(step, thinking);
            case Acting acting:
                return Go(Resumed(step, acting).State, new Count("tool_timeouts"), Late(acting.Request));
            case Speaking { Pending: { } request } speaking:
                return step.To(Continued(speaking, step.Now), new Count("tool_timeouts"), Late(request));
            case Speaking speaking:
                Effect[] cancel = step.State.Online && !speaking.Complete ? [new Send(new CancelChat())] : [];
                Effect count = new Count(speaking.Complete ? "stuck_playouts" : "stalled_replies");
                return Rest(step, "stalled", [count, .. cancel, new Silence(speaking.Turn)]);
            case Prompting prompting:
                return Rest(step, Name(prompting.Reason), new Silence(prompting.Turn));
            default:
                return step.Stay();
        }
    }

    private static Send Late(RequiresAction request) =>
        new(new SubmitToolOutputs(request.ChatId, ToolCalls.Same(request, """{"error":"timeout"}""")));

    private static Transition Overdue(Frame step, Thinking thinking)
    {
        Await waits = thinking.Waits;
        if (!thinking.Online)
            return Prompt(step, ReasonOf(step.State.Link));
        bool silent = step.Now >= waits.EventDue || (!waits.Begun && step.Now >= waits.AnswerDue);
        if (!silent && step.Now >= waits.AliveDue)
        {
            // Not one sign since complete: the socket only looks alive. The utterance is sent again on the next one.
            return step.To(
                thinking with { Waits = waits with { AliveDue = null } },
                new Count("dead_sessions"),
                new RestartLink("no event within 4 s of complete"));
        }
        Effect[] cancel = step.State.Online ? [new Send(new CancelChat())] : [];
        return Prompt(step, PromptReason.TryAgain, [new Count("unanswered_turns"), .. cancel]);
    }
}
