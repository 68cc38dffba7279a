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
        int first = 0;
        double intro = Duration(0, LoopFrom), loop = Duration(LoopFrom, Steps.Count), before = Steps[^1].Level;
        if (ms >= intro + loop)
            (first, ms) = (LoopFrom, (ms - intro) % loop);
        for (int i = first; ; i++)
        {
            LedStep step = Steps[i];
            if (ms < step.Milliseconds || i == Steps.Count - 1)
                return (step, before, ms);
            ms -= step.Milliseconds;
            before = step.Level;
        }
    }

    private double Duration(int from, int to)
    {
        double sum = 0;
        for (int i = from; i < to; i++)
            sum += Steps[i].Milliseconds;
        return sum;
    }
}
