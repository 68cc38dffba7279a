using CozeDevice.Conversation;
using CozeDevice.Hosting;

namespace CozeDevice.Benchmark;

/// <summary>Asks one question again and again, aloud or in text, of the service, on a device of its own: no sound card, no button, no LED, no
/// socket, nothing remembered. So it can run beside an agent.</summary>
/// <remarks>What is measured is Coze's own definition (coze-py, <c>examples/benchmark_websockets_chat.py</c>): from
/// <c>input_audio_buffer.complete</c> handed to the socket to the completed transcript, the first <c>message.delta</c> and the
/// first <c>audio.delta</c>; from <c>conversation.message.create</c> where it is text. Unlike there, all turns share one session, as a device's do; the context is cleared before each.</remarks>
internal sealed class BenchRun : IDisposable
{
    private static readonly TimeSpan Slack = TimeSpan.FromMilliseconds(60); // the file has ended before the button is let go

    private static readonly TimeSpan LinkLimit = TimeSpan.FromSeconds(15); // refused credentials are only tried again after minutes

    private readonly Device _device;
    private readonly FeedSubscription _feed;
    private readonly BenchQuestion _question;
    private readonly TimeProvider _time;

    /// <summary>Takes over a device that is not running yet.</summary>
    /// <param name="device">Disposed with this.</param>
    /// <param name="question">The question.</param>
    /// <param name="time">The clock.</param>
    public BenchRun(Device device, BenchQuestion question, TimeProvider time)
    {
        (_device, _question, _time) = (device, question, time);
        _feed = device.Loop.Subscribe();
    }

    /// <summary>Waits for the first session.</summary>
    /// <returns>Null when it is there; else the link as it is instead, with what the service said.</returns>
    public async Task<BenchLinkProblem?> OnlineAsync(CancellationToken cancellationToken)
    {
        LinkView? link = null;
        await foreach (var next in _feed.Events.ReadAllAsync(cancellationToken))
        {
            // What the service said follows its state at once, if it said anything; any other event means it did not.
            if (link is not null) return new(link.State, link.Reason, next as ErrorEvent);
            if (next is SnapshotEvent { State.Link.State: "online" } or LinkEvent { Link.State: "online" }) return null;
            if (next is LinkEvent { Link.State: "offline" or "need_auth" } lost) link = lost.Link;
        }

        throw new OperationCanceledException("the device ended");
    }

    /// <summary>One turn, from the question to the end of the answer.</summary>
    public async Task<BenchTurn> TurnAsync(CancellationToken cancellationToken)
    {
        while (_feed.Events.TryRead(out _))
        {
            // What is left of the turn before.
        }

        if (!await IsOnlineAsync(cancellationToken)) return new(null, null, null, BenchTurn.Offline);
        await DoAsync(new ClearContextCommand(), cancellationToken);
        var asked = await DoAsync(_question.Text is { } text ? new AskCommand(text) : new PressCommand(), cancellationToken);
        if (asked.Error is { } refused) return new(null, null, null, refused);
        var turn = _device.Loop.Snapshot().Turn.Turn;
        if (_question.Utterance is { } utterance)
        {
            await Task.Delay(utterance.Length + Slack, _time, cancellationToken);
            await DoAsync(new ReleaseCommand(), cancellationToken);
        }

        return await EndAsync(turn, cancellationToken);
    }

    private async Task<bool> IsOnlineAsync(CancellationToken cancellationToken)
    {
        if (_device.Loop.Snapshot().Link.State == "online") return true;
        using var limit = new CancellationTokenSource(LinkLimit, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await OnlineAsync(either.Token) is null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _feed.Dispose();
        _device.Dispose();
    }

    /// <summary>Runs the device beside the turns.</summary>
    public Task RunAsync(CancellationToken cancellationToken) => _device.RunAsync(cancellationToken);

    private async Task<BenchTurn> EndAsync(int turn, CancellationToken cancellationToken)
    {
        ErrorEvent? error = null;
        var isCut = false;
        string? prompted = null;
        await foreach (var next in _feed.Events.ReadAllAsync(cancellationToken))
        {
            switch (next)
            {
                case ErrorEvent told:
                    error ??= told;
                    break;
                case LinkEvent { Link.State: not "online" }:
                    isCut = true;
                    break;
                case TurnEvent { Turn: { State: "prompting" } at } when at.Turn == turn:
                    prompted = at.Reason;
                    // The prompt itself need not be heard.
                    await DoAsync(new CancelCommand(), cancellationToken);
                    break;
                case TurnEvent { Turn: { State: "ready" } at } when at.Turn >= turn:
                    return Judge(prompted ?? (at.Turn == turn ? at.Reason : null), isCut, error);
            }
        }

        throw new OperationCanceledException("the device ended");
    }

    private BenchTurn Judge(string? reason, bool isCut, ErrorEvent? error)
    {
        var latencies = _device.Loop.Snapshot().Stats.Latencies;
        var failure = isCut ? BenchTurn.LinkLost
            : error is not null ? $"{error.Code} {error.Message}".Trim()
            : reason == TurnMachine.Name(PromptReason.TryAgain) ? BenchTurn.NoAnswer
            : reason;
        var turn = new BenchTurn(Of("complete_to_final_transcript"), Of("complete_to_text"), Of("complete_to_audio"), failure, error?.LogId);
        return failure is null && turn.Audio is null ? turn with { Failure = "no_audio" } : turn;

        double? Of(string name) => latencies.TryGetValue(name, out var milliseconds) ? milliseconds : null;
    }

    private async Task<CommandResult> DoAsync(DeviceCommand command, CancellationToken cancellationToken) =>
        await _device.Loop.ExecuteAsync(command, cancellationToken);
}
