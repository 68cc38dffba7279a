namespace CozeDevice.Panel;

/// <summary>What an LED shows: a colour and a rhythm, as data. The rhythm alone is enough for a single-colour LED.</summary>
/// <param name="Name">The name on the local feed.</param>
/// <param name="Rgb">The colour, 0xRRGGBB.</param>
/// <param name="Steps">The rhythm.</param>
/// <param name="LoopFrom">The step it goes on from after the last one.</param>
/// <param name="FollowsLevel">Whether a colour LED may follow the microphone's level.</param>
public sealed record LedPattern(
    string Name, int Rgb, IReadOnlyList<LedStep> Steps, int LoopFrom = 0, bool FollowsLevel = false)
{
    /// <summary>Whether the brightness never changes, so that nothing needs to run.</summary>
    public bool IsSteady => Steps.Count == 1 && !Steps[0].Ramp;

    /// <summary>The colour as <c>#rrggbb</c>.</summary>
    public string Hex => $"#{Rgb:x6}";

    /// <summary>The brightness at a time since the pattern began.</summary>
    /// <param name="elapsed">Not negative.</param>
    public double LevelAt(TimeSpan elapsed)
    {
        (LedStep step, double before, double into) = Locate(elapsed.TotalMilliseconds);
        return step.Ramp ? before + (step.Level - before) * into / step.Milliseconds : step.Level;
    }

    /// <summary>How long the brightness stays as it is from a time on; zero inside a ramp.</summary>
    /// <param name="elapsed">Not negative.</param>
    public TimeSpan SteadyFor(TimeSpan elapsed)
    {
        (LedStep step, _, double into) = Locate(elapsed.TotalMilliseconds);
        return step.Ramp ? TimeSpan.Zero : TimeSpan.FromMilliseconds(step.Milliseconds - into);
    }

    private (LedStep Step, double Before, double Into) Locate(double ms)
    {
        double intro = Duration(0, LoopFrom), loop = Duration(LoopFrom, Steps.Count);
        if (ms >= intro && loop > 0)
            ms = intro + (ms - intro) % loop;
        double before = Steps[^1].Level;
        foreach (LedStep step in Steps)
        {
            if (ms < step.Milliseconds)
                return (step, before, ms);
            ms -= step.Milliseconds;
            before = step.Level;
        }
        return (Steps[^1], before, 0);
    }

    private double Duration(int from, int to)
    {
        double sum = 0;
        for (int i = from; i < to; i++)
            sum += Steps[i].Milliseconds;
        return sum;
    }
}
