namespace CozeDevice.Tests.Support.Audio;

/// <summary>When the 20 ms deltas of an answer arrive: the pace of the service, then a network that delays and never reorders.</summary>
internal static class ArrivalModel
{
    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(20);

    /// <summary>One delta after another, at a multiple of real time.</summary>
    public static TimeSpan[] Paced(int frames, double speed)
    {
        var arrivals = new TimeSpan[frames];
        for (var i = 0; i < frames; i++) arrivals[i] = i * Frame / speed;
        return arrivals;
    }

    /// <summary>What <c>limit_config</c> allows at once: so many deltas at the start of each second.</summary>
    public static TimeSpan[] Bursts(int frames, int perSecond)
    {
        var arrivals = new TimeSpan[frames];
        for (var i = 0; i < frames; i++) arrivals[i] = TimeSpan.FromSeconds(i / perSecond);
        return arrivals;
    }

    /// <summary>Delays each delta, or each burst, by the size of a normally distributed value, 95 % of them less than the given
    /// time; what is behind a late one waits for it.</summary>
    public static TimeSpan[] Jitter(this TimeSpan[] arrivals, Random random, double p95Ms)
    {
        var last = TimeSpan.MinValue;
        var delay = 0.0;
        var previous = TimeSpan.MinValue;
        for (var i = 0; i < arrivals.Length; i++)
        {
            var scheduled = arrivals[i];
            if (scheduled != previous) delay = Math.Abs(Normal(random)) * p95Ms / 1.96;
            previous = scheduled;
            var late = scheduled + TimeSpan.FromMilliseconds(delay);
            if (late > last) last = late;
            arrivals[i] = last;
        }

        return arrivals;
    }

    /// <summary>Wi-Fi goes away for 150 to 400 ms somewhere in every ten seconds; what was sent meanwhile comes at once behind.</summary>
    public static TimeSpan[] Stalls(this TimeSpan[] arrivals, Random random)
    {
        for (var second = 0; second * TimeSpan.FromSeconds(1) < arrivals[^1]; second += 10)
        {
            var from = TimeSpan.FromSeconds(second + (10 * random.NextDouble()));
            var to = from + TimeSpan.FromMilliseconds(150 + (250 * random.NextDouble()));
            for (var i = 0; i < arrivals.Length; i++)
            {
                if (arrivals[i] >= from && arrivals[i] < to) arrivals[i] = to;
            }
        }

        return arrivals;
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
