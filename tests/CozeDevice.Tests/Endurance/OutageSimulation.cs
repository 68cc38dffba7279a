using CozeDevice.Link;

namespace CozeDevice.Tests.Endurance;

/// <summary>Many devices that lose the service at the same moment and dial by the real policy until it is back: event times only,
/// nothing waits.</summary>
/// <param name="devices">How many.</param>
/// <param name="outage">How long the service is gone, in seconds.</param>
/// <param name="dialSeconds">How long a dial takes to fail while it is gone: 0 where it is refused, 10 where nothing answers.</param>
/// <param name="seed">Of the jitter; each device has its own.</param>
internal sealed class OutageSimulation(int devices, double outage, double dialSeconds, int seed)
{
    /// <summary>When each dial was, in seconds since the loss, in order.</summary>
    public List<double> Dials { get; } = [];

    /// <summary>For each device, how long after the service was back it dialled successfully, in order.</summary>
    public List<double> Returns { get; } = [];

    public OutageSimulation Run()
    {
        for (int i = 0; i < devices; i++)
            Dial(new Random((seed * 1_000_003) + i));
        Dials.Sort();
        Returns.Sort();
        return this;
    }

    /// <summary>Dials in each second since a moment, the last incomplete second left out.</summary>
    public int[] PerSecond(double from, double to)
    {
        int[] counts = new int[(int)(to - from)];
        foreach (double dial in Dials)
        {
            if (dial >= from && (int)(dial - from) < counts.Length)
                counts[(int)(dial - from)]++;
        }
        return counts;
    }

    // One failure is the lost session itself.
    private void Dial(Random random)
    {
        double now = 0;
        for (int failures = 1; ; failures++)
        {
            var context = new RetryContext(failures, OwnerMustAct: false, SpeechWaits: false, WasOnline: failures == 1, RetryAfter: null);
            now += ReconnectPolicy.Next(context, random.NextDouble()).TotalSeconds;
            Dials.Add(now);
            if (now >= outage)
            {
                Returns.Add(now - outage);
                return;
            }
            now += dialSeconds;
        }
    }
}
