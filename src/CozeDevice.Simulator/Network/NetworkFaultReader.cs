using CozeDevice.Simulator.Scenarios;

namespace CozeDevice.Simulator.Network;

/// <summary>Reads the <c>network</c> of a scenario.</summary>
internal static class NetworkFaultReader
{
    private const int WholeChance = 100;

    private static readonly Dictionary<string, NetworkFaultKind?> Kinds = new()
    {
        ["reset"] = NetworkFaultKind.Reset,
        ["half_open"] = NetworkFaultKind.HalfOpen,
        ["stall"] = NetworkFaultKind.Stall,
        ["truncate"] = NetworkFaultKind.Truncate,
        ["delay"] = NetworkFaultKind.Delay,
        ["jitter"] = NetworkFaultKind.Jitter,
        ["bandwidth"] = NetworkFaultKind.Bandwidth,
        ["slow_loris"] = NetworkFaultKind.SlowLoris,
        ["refuse"] = NetworkFaultKind.Refuse,
    };

    private static readonly Dictionary<string, NetworkDirection> Directions = new()
    {
        ["up"] = NetworkDirection.Up,
        ["down"] = NetworkDirection.Down,
        ["both"] = NetworkDirection.Both,
    };

    /// <summary>Reads one fault.</summary>
    internal static NetworkFault Read(ScenarioNode node)
    {
        NetworkFaultKind kind = node.Choice("do", Kinds, null)
            ?? throw node.Wrong("do", $"is required, one of {string.Join(", ", Kinds.Keys)}");
        NetworkFault fault = new(kind)
        {
            Direction = node.Choice("direction", Directions, NetworkDirection.Both),
            Connections = node.Connections("connections"),
            Chance = (node.Integer("chance", 1, WholeChance) ?? WholeChance) / (double)WholeChance,
            AfterBytes = node.Integer("after_bytes", 0) ?? 0,
            After = node.Milliseconds("after_ms"),
            Spread = node.Milliseconds("spread_ms"),
            For = node.Milliseconds("for_ms"),
            Duration = node.Milliseconds("ms"),
            BytesPerSecond = node.Integer("bytes_per_second", 1) ?? 0,
            Bytes = node.Integer("bytes", 0) ?? 0,
        };
        Check(node, fault);
        node.Finish();
        return fault;
    }

    // A fault that could not do what it says tests nothing.
    private static void Check(ScenarioNode node, NetworkFault fault)
    {
        bool needsTime = fault.Kind is NetworkFaultKind.Delay or NetworkFaultKind.Jitter or NetworkFaultKind.SlowLoris;
        if (needsTime != fault.Duration > TimeSpan.Zero)
        {
            throw node.Wrong("ms", needsTime ? "is required, at least 1" : "is only for delay, jitter and slow_loris");
        }

        bool needsRate = fault.Kind == NetworkFaultKind.Bandwidth;
        if (needsRate != fault.BytesPerSecond > 0)
        {
            throw node.Wrong("bytes_per_second", needsRate ? "is required, at least 1" : "is only for bandwidth");
        }

        if (fault.Bytes > 0 && fault.Kind != NetworkFaultKind.Truncate)
        {
            throw node.Wrong("bytes", "is only for truncate");
        }

        if (fault.For > TimeSpan.Zero && !fault.IsShaping)
        {
            throw node.Wrong("for_ms", "is only for what can pass: stall, delay, jitter, bandwidth, slow_loris");
        }

        if (fault.Kind == NetworkFaultKind.Refuse && (fault.AfterBytes > 0 || fault.After > TimeSpan.Zero))
        {
            throw node.Wrong("do", "refuse happens when a connection is accepted, not after something");
        }
    }
}
