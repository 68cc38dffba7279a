using System.Numerics;

namespace CozeDevice.Metrics;

/// <summary>Percentiles of a latency over the whole run in 2 kB, however long it runs.</summary>
/// <remarks>Buckets are a sixteenth of an octave of microseconds wide, so a percentile is within 3.2 % of the true one; the
/// shortest and the longest are exact. Any thread.</remarks>
public sealed class LatencyHistogram
{
    private const int SubBits = 4;
    private const int SubBuckets = 1 << SubBits;
    private const int Octaves = 32 - SubBits; // 2^32 µs are over an hour
    private const double MicrosecondsPerMillisecond = 1_000;

    private readonly int[] _counts = new int[(Octaves + 1) * SubBuckets];
    private readonly Lock _lock = new();
    private long _count;
    private double _min = double.MaxValue;
    private double _max;

    /// <summary>Takes one measurement. What is negative counts as nothing, what is over an hour as an hour.</summary>
    public void Record(TimeSpan time)
    {
        double microseconds = Math.Clamp(time.TotalMicroseconds, 0, uint.MaxValue);
        lock (_lock)
        {
            _counts[BucketOf((uint)microseconds)]++;
            _count++;
            _min = Math.Min(_min, microseconds);
            _max = Math.Max(_max, microseconds);
        }
    }

    /// <summary>What was measured so far; all zero before the first.</summary>
    public LatencySummary Summary()
    {
        lock (_lock)
        {
            return _count == 0
                ? default
                : new LatencySummary(
                    _count, InMilliseconds(_min), Percentile(50), Percentile(90), Percentile(99), InMilliseconds(_max));
        }
    }

    // Nearest rank; the middle of its bucket, but never outside of what was measured.
    private double Percentile(int percent)
    {
        long rank = ((_count * percent) + 99) / 100;
        int bucket = 0;
        for (long below = _counts[0]; below < rank; below += _counts[bucket])
            bucket++;
        return InMilliseconds(Math.Clamp(MiddleOf(bucket), _min, _max));
    }

    // The first row is linear; then each octave has one row of sixteen.
    private static int BucketOf(uint microseconds)
    {
        int octave = Math.Max(0, BitOperations.Log2(microseconds | 1) - SubBits + 1);
        return octave == 0
            ? (int)microseconds
            : (octave * SubBuckets) + (int)(microseconds >> (octave - 1)) - SubBuckets;
    }

    private static double MiddleOf(int bucket)
    {
        int octave = bucket / SubBuckets;
        if (octave == 0)
            return bucket + 0.5;
        long width = 1L << (octave - 1);
        return ((bucket % SubBuckets) + SubBuckets + 0.5) * width;
    }

    private static double InMilliseconds(double microseconds) => Math.Round(microseconds / MicrosecondsPerMillisecond, 3);
}
