namespace CozeDevice.Update;

/// <summary>Whether an agent is as well as the one before the update: online again, for a while, as another process. No I/O.</summary>
/// <param name="baseline">How it was before.</param>
/// <param name="limit">How long it may take.</param>
/// <param name="began">The time at which it began to count, as a duration since anything.</param>
internal sealed class HealthGate(Baseline baseline, TimeSpan limit, TimeSpan began)
{
    /// <summary>How long it has to be well without a break.</summary>
    public static readonly TimeSpan Steady = TimeSpan.FromSeconds(30);

    private const int MaxStarts = 2; // its own, and one of a person

    private TimeSpan? _since;
    private string? _invocation = baseline.Invocation;
    private string _missing = "the agent does not answer";
    private int _starts;

    /// <summary>What is missing so far.</summary>
    public string Missing => _starts > MaxStarts ? "the agent starts again and again" : _missing;

    /// <summary>Takes a look into account.</summary>
    /// <returns>True when it is well, null while it may still become so, false when the time is over.</returns>
    public bool? Judge(AgentLook look, TimeSpan now)
    {
        // Nobody ran, so nobody can come back; whether the program starts is asked elsewhere.
        if (!baseline.Answered) return true;
        if (look.Answers && look.Invocation != _invocation)
        {
            (_invocation, _since) = (look.Invocation, null);
            _starts++;
        }

        if (Problem(look) is { } problem) (_missing, _since) = (problem, null);
        else _since ??= now;
        if (now - _since >= Steady) return true;
        return now - began >= limit ? false : null;
    }

    /// <summary>The checks that passed before and fail now; empty when there is nothing to compare.</summary>
    public static IReadOnlyList<string> Worse(Baseline baseline, IReadOnlyList<DoctorCheck>? checks) =>
        baseline.Passed is null || checks is null
            ? []
            : [.. checks.Where(check => check.Failed && baseline.Passed.Contains(check.Name)).Select(check => check.Name)];

    private string? Problem(AgentLook look)
    {
        if (!look.Answers) return "the agent does not answer";
        if (baseline.Invocation is not null && look.Invocation == baseline.Invocation) return "the agent was not started again";
        return baseline.Online && !look.Online ? "the agent is not online" : null;
    }
}
