namespace CozeDevice.Update;

/// <summary>What follows a phase.</summary>
/// <param name="Next">The phase that follows.</param>
/// <param name="Verdict">What came of the update, when it is over for now.</param>
internal sealed record PolicyStep(UpdatePhase Next, UpdateVerdict? Verdict = null);

/// <summary>The order of phases: one table. Pure.</summary>
internal static class UpdatePolicy
{
    /// <summary>How often a phase that is cut off is begun before it counts as failed. A version that takes the power down with it
    /// must not do so for ever.</summary>
    public const int MaxAttempts = 3;

    private static readonly Dictionary<(UpdatePhase, PhaseOutcome), PolicyStep> Table = new()
    {
        [(UpdatePhase.Installing, PhaseOutcome.Succeeded)] = new(UpdatePhase.Checking),
        [(UpdatePhase.Installing, PhaseOutcome.Failed)] = new(UpdatePhase.RollingBack),
        [(UpdatePhase.Installing, PhaseOutcome.Cut)] = new(UpdatePhase.Installing),
        [(UpdatePhase.Checking, PhaseOutcome.Succeeded)] = new(UpdatePhase.Idle, UpdateVerdict.Updated),
        [(UpdatePhase.Checking, PhaseOutcome.Failed)] = new(UpdatePhase.RollingBack),
        [(UpdatePhase.Checking, PhaseOutcome.Cut)] = new(UpdatePhase.Checking),
        [(UpdatePhase.RollingBack, PhaseOutcome.Succeeded)] = new(UpdatePhase.Idle, UpdateVerdict.RolledBack),
        // There is nothing else to go to: it stays until a start finds it possible.
        [(UpdatePhase.RollingBack, PhaseOutcome.Failed)] = new(UpdatePhase.RollingBack, UpdateVerdict.Stuck),
        [(UpdatePhase.RollingBack, PhaseOutcome.Cut)] = new(UpdatePhase.RollingBack),
    };

    /// <summary>What to do next.</summary>
    /// <param name="phase">The phase that ended; not idle.</param>
    /// <param name="outcome">How.</param>
    /// <param name="attempts">How often it was begun.</param>
    public static PolicyStep Next(UpdatePhase phase, PhaseOutcome outcome, int attempts)
    {
        var isWornOut = outcome == PhaseOutcome.Cut && attempts >= MaxAttempts && phase != UpdatePhase.RollingBack;
        return Table[(phase, isWornOut ? PhaseOutcome.Failed : outcome)];
    }
}
