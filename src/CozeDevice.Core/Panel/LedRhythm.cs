namespace CozeDevice.Panel;

/// <summary>Light over time, as data: steps that run once, then steps that repeat for ever.</summary>
/// <remarks>Immutable; every question is pure arithmetic.</remarks>
public sealed class LedRhythm
{
    private const double Middle = 0.5;

    private readonly LedStep[] _steps;
    private readonly int _loopFrom;
    private readonly int _introMs;
    private readonly int _loopMs;
    private LedRhythm? _onOff;

    /// <summary>Makes a rhythm.</summary>
    /// <param name="steps">At least one.</param>
    /// <param name="loopFrom">The step it goes on from after the last one.</param>
    public LedRhythm(IReadOnlyList<LedStep> steps, int loopFrom = 0)
    {
        (_steps, _loopFrom) = ([.. steps], loopFrom);
        (_introMs, _loopMs) = (Duration(0, loopFrom), Duration(loopFrom, _steps.Length));
    }

    /// <summary>The steps, in order.</summary>
    public IReadOnlyList<LedStep> Steps => _steps;

    /// <summary>Whether the light never changes, so that nothing needs to run.</summary>
    public bool IsSteady
    {
        get
        {
            foreach (LedStep step in _steps)
            {
                if (step.Level != _steps[0].Level || step.Rgb != _steps[0].Rgb)
                    return false;
            }
            return true;
        }
    }

    /// <summary>The rhythm of an LED that is on or off: lit above the middle. A ramp becomes one edge, so an LED that cannot be
    /// dimmed costs two wake-ups for a breath.</summary>
    public LedRhythm OnOff => _onOff ??= MakeOnOff();

    /// <summary>What is shown at a time since the pattern began.</summary>
    /// <param name="elapsed">Not negative.</param>
    /// <param name="rgb">The colour of steps without one of their own.</param>
    public LedLook LookAt(TimeSpan elapsed, int rgb)
    {
        (LedStep step, double before, double into) = Locate(elapsed.TotalMilliseconds);
        double level = step.Ramp ? Between(before, step.Level, into / step.Milliseconds) : step.Level;
        return new LedLook(step.Rgb ?? rgb, level);
    }

    /// <summary>How long the light stays as it is from a time on; zero inside a ramp.</summary>
    /// <param name="elapsed">Not negative.</param>
    public TimeSpan SteadyFor(TimeSpan elapsed)
    {
        (LedStep step, _, double into) = Locate(elapsed.TotalMilliseconds);
        return step.Ramp ? TimeSpan.Zero : TimeSpan.FromMilliseconds(step.Milliseconds - into);
    }

    // The eye takes roughly the root of the light: even steps of the root look like an even change.
    private static double Between(double from, double to, double share)
    {
        double root = Math.Sqrt(from) + (Math.Sqrt(to) - Math.Sqrt(from)) * share;
        return root * root;
    }

    private (LedStep Step, double Before, double Into) Locate(double ms)
    {
        int first = 0;
        double before = _steps[^1].Level;
        if (ms >= _introMs + _loopMs)
            (first, ms) = (_loopFrom, (ms - _introMs) % _loopMs);
        for (int i = first; ; i++)
        {
            LedStep step = _steps[i];
            if (ms < step.Milliseconds || i == _steps.Length - 1)
                return (step, before, ms);
            ms -= step.Milliseconds;
            before = step.Level;
        }
    }

    private LedRhythm MakeOnOff()
    {
        List<LedStep> loop = Switched(_loopFrom);
        if (_loopFrom == 0)
            return new LedRhythm(loop);
        // The first pass through the loop comes from the intro, the others from the loop's own end.
        List<LedStep> all = Switched(0);
        int from = all.Count;
        all.AddRange(loop);
        return new LedRhythm(all, from);
    }

    private List<LedStep> Switched(int from)
    {
        var switched = new List<LedStep>();
        double before = _steps[^1].Level;
        for (int i = from; i < _steps.Length; i++)
        {
            LedStep step = _steps[i];
            bool wasOn = before >= Middle, isOn = step.Level >= Middle;
            int edge = step.Ramp && wasOn != isOn ? EdgeMs(before, step) : 0;
            Add(switched, new LedStep(wasOn ? 1 : 0, edge, Rgb: step.Rgb));
            Add(switched, new LedStep(isOn ? 1 : 0, step.Milliseconds - edge, Rgb: step.Rgb));
            before = step.Level;
        }
        return switched;
    }

    private static int EdgeMs(double before, LedStep step)
    {
        double share = (Math.Sqrt(Middle) - Math.Sqrt(before)) / (Math.Sqrt(step.Level) - Math.Sqrt(before));
        return (int)Math.Round(share * step.Milliseconds);
    }

    private static void Add(List<LedStep> steps, LedStep step)
    {
        if (step.Milliseconds == 0)
            return;
        if (steps.Count > 0 && steps[^1] is var last && last.Level == step.Level && last.Rgb == step.Rgb)
            steps[^1] = last with { Milliseconds = last.Milliseconds + step.Milliseconds };
        else
            steps.Add(step);
    }

    private int Duration(int from, int to)
    {
        int sum = 0;
        for (int i = from; i < to; i++)
            sum += _steps[i].Milliseconds;
        return sum;
    }
}
