using CozeDevice.Link;
using CozeDevice.Protocol;
using CozeDevice.Tools;

namespace CozeDevice.Conversation;

/// <content>Tools: those the service asks for, those a person tries, and answers that are commands. All run beside the
/// dispatcher.</content>
public sealed partial class ConversationLoop
{
    private CancellationTokenSource? _run;

    // One run at a time: the newer request counts, and the older one's tools are not gone on with.
    private void Start(RunTools run, CancellationToken cancellationToken)
    {
        EndTools();
        _run = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _ = RunToolsAsync(run, _run.Token);
    }

    // Nobody waits for their results any more: a press, a deadline, the end of the turn.
    private void EndToolsNobodyWaitsFor()
    {
        if (_run is not null && _state.Turn is not (Acting or Speaking { Pending: not null }))
            EndTools();
    }

    private void EndTools()
    {
        _run?.Cancel();
        _run?.Dispose();
        _run = null;
    }

    private async Task RunToolsAsync(RunTools run, CancellationToken cancellationToken)
    {
        ToolRun done = await _parts.Tools.RunAsync(run.Request, Ran, cancellationToken).ConfigureAwait(false);
        _parts.Inbox.Writer.TryWrite(new ToolsFinished(run.Turn, run.Request, done.Outputs));
        // Behind the results, so that the service knows them; unless somebody has begun something else.
        if (done.EndsTurn)
            _parts.Inbox.Writer.TryWrite(new TurnEnded(run.Turn));
    }

    private async Task<CommandResult> CallAsync(CallToolCommand call, CancellationToken cancellationToken)
    {
        ToolResult result = await _parts.Tools.CallAsync(call.Name, call.Arguments, cancellationToken).ConfigureAwait(false);
        Ran(new ToolEvent(call.Name, "", result.Ok));
        if (result.EndsTurn)
            await ExecuteAsync(new CancelCommand(), cancellationToken).ConfigureAwait(false);
        return new CommandResult { Output = result.Output };
    }

    // The answer of the running turn, whole. A command in it is carried out although nobody waits for its result.
    private void Obey(WireEvent wire, CancellationToken cancellationToken)
    {
        if (_parts.AnswerCommands == AnswerCommandMode.Off
            || wire.Turn == 0 || wire.Turn != _state.Turn.Turn
            || wire.Event is not MessageCompleted { Role: "assistant", Type: "answer" } answer
            || AnswerCommand.Read(answer.Content) is not { Count: > 0 } calls)
        {
            return;
        }
        _ = ObeyAsync(wire.Turn, calls, cancellationToken);
        if (_parts.AnswerCommands == AnswerCommandMode.RunSilently)
            _parts.Inbox.Writer.TryWrite(new TurnEnded(wire.Turn));
    }

    private async Task ObeyAsync(int turn, IReadOnlyList<ToolCall> calls, CancellationToken cancellationToken)
    {
        foreach (ToolCall call in calls)
        {
            ToolResult result = await _parts.Tools.CallAsync(call.Name, call.Arguments, cancellationToken).ConfigureAwait(false);
            Ran(new ToolEvent(call.Name, call.Id, result.Ok));
            // The answer's own turn, not one that somebody has begun meanwhile.
            if (result.EndsTurn)
                _parts.Inbox.Writer.TryWrite(new TurnEnded(turn));
        }
    }

    /// <summary>A tool ends its turn: cancelled if it is still the one that runs.</summary>
    private sealed record TurnEnded(int Turn) : Input;
}
