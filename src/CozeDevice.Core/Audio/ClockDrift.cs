namespace CozeDevice.Audio;

/// <summary>Whether two sound cards share a clock.</summary>
/// <param name="Ppm">How much faster the speaker's runs, in parts per million.</param>
/// <param name="Error">How far off that may be: one standard error.</param>
/// <param name="Seconds">What it was learnt from.</param>
internal readonly record struct ClockDrift(double Ppm, double Error, int Seconds)
{
    /// <summary>The most an adaptive filter follows, in parts per million.</summary>
    public const double MostPpm = 5;

    private const double SureErrors = 4;
    private const double KnownErrors = 2;

    /// <summary>What two lines say together.</summary>
    public static ClockDrift Between(ClockLine playback, ClockLine capture)
    {
        var (played, captured) = (playback.Slope(), capture.Slope());
        return new(
            played.Ppm - captured.Ppm,
            Math.Sqrt((played.Error * played.Error) + (captured.Error * captured.Error)),
            Math.Min(playback.Points, capture.Points));
    }

    /// <summary>Certainly two clocks.</summary>
    public bool IsTooMuch => Seconds >= ClockLine.LeastPoints && Math.Abs(Ppm) - (SureErrors * Error) > MostPpm;

    /// <summary>Certainly near enough to one.</summary>
    public bool IsGood => Seconds >= ClockLine.LeastPoints && Math.Abs(Ppm) + (KnownErrors * Error) < MostPpm;

    /// <summary>Exact enough to be told.</summary>
    public bool IsKnown => Seconds >= ClockLine.LeastPoints && KnownErrors * Error < MostPpm;
}
