namespace CozeDevice.Terminal;

/// <summary>Keeps a peak visible for a while. Owned by one thread; its clock is the sound.</summary>
/// <param name="duration">How long.</param>
internal sealed class PeakHold(TimeSpan duration)
{
    private double _peakDb = double.NegativeInfinity;
    private long _since;

    /// <summary>Takes the next peak.</summary>
    /// <param name="atMs">When it was, in milliseconds of sound.</param>
    /// <param name="peakDb">The peak.</param>
    /// <returns>The peak to show.</returns>
    public double Add(long atMs, double peakDb)
    {
        if (peakDb < _peakDb && atMs - _since < duration.TotalMilliseconds) return _peakDb;
        (_peakDb, _since) = (peakDb, atMs);
        return peakDb;
    }
}
