using CozeDevice.Protocol;
using CozeDevice.Tools;

namespace CozeDevice.Conversation;

/// <content>Device tools: every answerable call of a request is answered in one message.</content>
public static partial class TurnMachine
{
    private static Transition Act(Frame step, Await waits, RequiresAction request)
    {
        int turn = step.Turn.Turn;
        if (!ToolCalls.Answerable(request))
        {
            // A question node of a workflow: nothing may be submitted; what came is played, and the turn is over.
            return waits.Audio
                ? step.To(new Thinking(turn, waits with { Complete = true }, Online: true), new EndPlayout(turn))
                : Rest(step, "question", new Silence(turn));
        }
        TimeSpan due = step.Now + ToolCalls.Limit(request);
        return step.To(
            new Acting(turn, waits with { Kept = false }, step.Now, due, request), new RunTools(turn, request));
    }

    private static Transition Act(Frame step, Acting acting, ServerEvent serverEvent) => serverEvent switch
    {
        TurnFailed failed => Failed(step, failed),
        TurnCanceled => Rest(step, "canceled", new Silence(acting.Turn)),
        ServerError error when ReactionTo(error) is { EndsTurn: true } reaction =>
            Prompt(step, ReasonOf(reaction), [new Send(new CancelChat()), .. Remedy(reaction)]),
        MessageDelta { Text.Length: > 0 } => step.To(acting with { Waits = acting.Waits with { Begun = true } }),
        // Another request while one is served: the newer one counts. A chat that waits for its tools is not whole,
        // whatever is said of it (protocol §5.5).
        RequiresAction request => ThinkAbout(Resumed(step, acting), request),
        _ => step.Stay(),
    };

    private static Transition ToolsDone(Frame step, ToolsFinished done)
    {
        var submit = new Send(new SubmitToolOutputs(done.Request.ChatId, done.Outputs));
        return step.Turn switch
        {
            Acting acting when acting.Turn == done.Turn && ReferenceEquals(acting.Request, done.Request) =>
                Go(Resumed(step, acting).State, submit),
            Speaking speaking when speaking.Turn == done.Turn && ReferenceEquals(speaking.Pending, done.Request) =>
                step.To(Continued(speaking, step.Now), submit),
            _ => step.Stay(),
        };
    }

    // The answer's count stopped while the tools ran.
    private static Frame Resumed(Frame step, Acting acting)
    {
        Await waits = acting.Waits with
        {
            EventDue = step.Now + TurnRules.EventPatience,
            AnswerDue = acting.Waits.AnswerDue + (step.Now - acting.Since),
        };
        return step with { State = step.State with { Turn = new Thinking(acting.Turn, waits, step.State.Online) } };
    }
}
