namespace CozeDevice.Audio;

/// <summary>How fast a sound card's clock runs against ours: a straight line through its positions, over all stretches without a
/// break.</summary>
/// <remarks>Positions lag, by the period of a device that counts in periods or by a thread put aside, and never lead; so of each
/// second the one that leads most counts. Stretches share the slope, not the beginning: an underrun or a barge-in ends one and
/// what was learnt before stays. Pure; not safe for several threads; allocates nothing.</remarks>
internal sealed class ClockLine
{
    /// <summary>Points before the slope means anything.</summary>
    public const int LeastPoints = 10;

    private const double NominalRate = AudioFormat.SampleRate;
    private const double MillionthsPerSample = 1_000_000 / NominalRate; // of a second
    private const int MostPoints = 600; // beyond it the past counts half: clocks move with the temperature
    private const int LeastOfStretch = 3;
    private const double LeastVariance = 1.0 / 12; // a position is a whole number of samples

    private Sums _past;
    private Stretch _stretch;
    private bool _hasSecond;
    private double _secondStart;
    private double _bestTime;
    private double _bestLead;

    /// <summary>Seconds that count.</summary>
    public int Points => _past.Points + (_stretch.Count >= LeastOfStretch ? _stretch.Count : 0);

    /// <summary>Takes a position.</summary>
    /// <param name="seconds">Our time.</param>
    /// <param name="position">Samples the card has moved.</param>
    /// <returns>Whether a second became full: the slope may be new.</returns>
    public bool Observe(double seconds, double position)
    {
        var lead = position - (seconds * NominalRate);
        if (_hasSecond && seconds - _secondStart < 1)
        {
            if (lead > _bestLead) (_bestTime, _bestLead) = (seconds, lead);
            return false;
        }

        var isFull = _hasSecond;
        if (isFull) _stretch.Add(_bestTime, _bestLead);
        (_hasSecond, _secondStart, _bestTime, _bestLead) = (true, seconds, seconds, lead);
        return isFull;
    }

    /// <summary>Position and time no longer belong together.</summary>
    public void Break()
    {
        if (_stretch.Count >= LeastOfStretch) _past = _past.With(_stretch);
        if (_past.Points > MostPoints) _past = _past.Halved();
        _stretch = default;
        _hasSecond = false;
    }

    /// <summary>It is another clock.</summary>
    public void Forget()
    {
        Break();
        _past = default;
    }

    /// <summary>The difference of the clock from ours, in parts per million, and how far off that may be (one standard error).</summary>
    public (double Ppm, double Error) Slope()
    {
        var all = _stretch.Count >= LeastOfStretch ? _past.With(_stretch) : _past;
        if (all.Points < LeastOfStretch || all.Xx <= 0) return (0, double.PositiveInfinity);
        var slope = all.Xy / all.Xx;
        var free = Math.Max(1, all.Points - all.Stretches - 1);
        var variance = Math.Max(LeastVariance, (all.Yy - (slope * all.Xy)) / free);
        return (slope * MillionthsPerSample, Math.Sqrt(variance / all.Xx) * MillionthsPerSample);
    }

    private record struct Sums(int Points, int Stretches, double Xx, double Xy, double Yy)
    {
        public readonly Sums With(in Stretch stretch) => new(
            Points + stretch.Count, Stretches + 1, Xx + stretch.Xx, Xy + stretch.Xy, Yy + stretch.Yy);

        public readonly Sums Halved() => new(Points / 2, Stretches / 2, Xx / 2, Xy / 2, Yy / 2);
    }

    // Welford: sums about the mean, so that hours do not eat the digits of samples.
    private struct Stretch
    {
        private double _meanX;
        private double _meanY;

        public int Count { get; private set; }

        public double Xx { get; private set; }

        public double Xy { get; private set; }

        public double Yy { get; private set; }

        public void Add(double x, double y)
        {
            Count++;
            var (dx, dy) = (x - _meanX, y - _meanY);
            _meanX += dx / Count;
            _meanY += dy / Count;
            Xx += dx * (x - _meanX);
            Xy += dx * (y - _meanY);
            Yy += dy * (y - _meanY);
        }
    }
}
