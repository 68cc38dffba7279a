using CozeDevice.Metrics;

namespace CozeDevice.Conversation;

/// <content>What is measured over the whole run: how turns end, and what the link takes.</content>
public sealed partial class ConversationLoop
{
    private readonly LinkClock _linkClock;

    private void Account(DeviceState before, Input input)
    {
        if (before.Link != _state.Link)
            _linkClock.Moved(before.Link, _state.Link);
        if (_parts.Metrics is not { } metrics || ReferenceEquals(before.Turn, _state.Turn))
            return;
        if (TurnOutcome.Ended(before.Turn, _state.Turn, byDeadline: input is Tick) is { } ended)
            metrics.Turns.Count(ended.Outcome, ended.Reason);
        if (TurnOutcome.Refused(before.Turn, _state.Turn) is { } refused)
            metrics.Turns.Count(refused.Outcome, refused.Reason);
    }

    private void Ran(ToolEvent ran)
    {
        _parts.Metrics?.Tools.Count(ran.Ok ? "succeeded" : "failed");
        _feed.Publish(ran with { At = AtMs });
    }

    private IReadOnlyDictionary<string, LatencySummary> Histograms() =>
        _parts.Metrics?.Summaries() ?? new Dictionary<string, LatencySummary>();

    private void CountTurns(Dictionary<string, long> counters)
    {
        if (_parts.Metrics is not { } metrics)
            return;
        foreach (string outcome in TurnOutcome.Outcomes)
            counters["turns_" + outcome] = metrics.Turns.Of(outcome);
        counters["tool_calls"] = metrics.Tools.Of("succeeded") + metrics.Tools.Of("failed");
        counters["tool_failures"] = metrics.Tools.Of("failed");
    }
}
