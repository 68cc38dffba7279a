namespace CozeDevice.Simulator.Network;

/// <summary>How bytes flow one way at this moment: what all faults in force come to.</summary>
/// <param name="IsStalled">Nothing is taken and nothing comes through.</param>
/// <param name="IsSilent">Everything is taken and nothing comes through.</param>
/// <param name="Delay">How much later everything comes.</param>
/// <param name="Jitter">At most how much later still.</param>
/// <param name="BytesPerSecond">The most that comes through; 0 is no limit.</param>
/// <param name="BytePeriod">The time between two bytes; zero is no limit.</param>
internal readonly record struct NetworkShape(
    bool IsStalled, bool IsSilent, TimeSpan Delay, TimeSpan Jitter, int BytesPerSecond, TimeSpan BytePeriod)
{
    /// <summary>Adds a fault.</summary>
    internal NetworkShape With(NetworkFault fault) => fault.Kind switch
    {
        NetworkFaultKind.Stall => this with { IsStalled = true },
        NetworkFaultKind.Delay => this with { Delay = Delay + fault.Duration },
        NetworkFaultKind.Jitter => this with { Jitter = Jitter + fault.Duration },
        NetworkFaultKind.Bandwidth => this with
        {
            BytesPerSecond = BytesPerSecond == 0 ? fault.BytesPerSecond : Math.Min(BytesPerSecond, fault.BytesPerSecond),
        },
        NetworkFaultKind.SlowLoris => this with
        {
            BytePeriod = BytePeriod > fault.Duration ? BytePeriod : fault.Duration,
        },
        _ => this,
    };
}
