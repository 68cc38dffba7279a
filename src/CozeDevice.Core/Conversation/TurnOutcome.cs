namespace CozeDevice.Conversation;

/// <summary>How a turn ended, told from the phase before and behind. Pure.</summary>
/// <param name="Outcome">One of <see cref="Outcomes"/>.</param>
/// <param name="Reason">A word of ours: few there are.</param>
internal readonly record struct TurnOutcome(string Outcome, string Reason)
{
    private const string Completed = "completed";
    private const string Cancelled = "cancelled";
    private const string Failed = "failed";
    private const string TimedOut = "timeout";

    /// <summary>Every outcome.</summary>
    public static IReadOnlyList<string> Outcomes { get; } = [Completed, Cancelled, Failed, TimedOut];

    /// <summary>The end of the turn that was running, or null when it goes on or none was.</summary>
    /// <param name="before">The phase before the step.</param>
    /// <param name="after">The phase behind it.</param>
    /// <param name="byDeadline">Whether a deadline, not news, was the reason.</param>
    public static TurnOutcome? Ended(TurnPhase before, TurnPhase after, bool byDeadline)
    {
        if (!IsRunning(before))
            return null;
        if (after is Listening { IsWaiting: true })
            return new(Completed, "answered");
        if (before.Turn != after.Turn)
            return new(Cancelled, (after as Ready)?.Reason ?? "barge_in");
        return after switch
        {
            Ready ready => Rested(ready.Reason),
            Prompting { Reason: PromptReason.TryAgain } when byDeadline => new(TimedOut, "no_answer"),
            Prompting { Reason: PromptReason.NothingHeard } => new(Cancelled, "nothing_heard"),
            Prompting prompting => new(Failed, TurnMachine.Name(prompting.Reason)),
            _ => null,
        };
    }

    /// <summary>A turn that could not even begin: the press was answered by a prompt. Null when there is none.</summary>
    /// <param name="before">The phase before the step.</param>
    /// <param name="after">The phase behind it.</param>
    public static TurnOutcome? Refused(TurnPhase before, TurnPhase after) =>
        after is Prompting prompting && prompting.Turn != before.Turn
            ? new(Failed, TurnMachine.Name(prompting.Reason))
            : null;

    private static bool IsRunning(TurnPhase phase) => phase is not (Ready or Prompting or Listening { IsWaiting: true });

    private static TurnOutcome Rested(string? reason) => reason switch
    {
        null => new(Completed, "answered"),
        "no_audio" or "question" => new(Completed, reason),
        "timeout" or "stalled" => new(TimedOut, reason),
        "link_lost" => new(Failed, reason),
        _ => new(Cancelled, reason),
    };
}
