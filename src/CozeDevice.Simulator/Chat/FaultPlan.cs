using CozeDevice.Simulator.Scenarios;

namespace CozeDevice.Simulator.Chat;

/// <summary>Finds the faults due at an event of one connection. Called from its receive and its send loop.</summary>
internal sealed class FaultPlan(Scenario scenario, int connection)
{
    private readonly Lock _gate = new();
    private readonly Fault[] _faults = [.. scenario.Faults.Where(fault => fault.Connections.Contains(connection))];
    private readonly Dictionary<string, int> _seen = [];

    /// <summary>Counts an event and tells what goes wrong at it.</summary>
    internal IReadOnlyList<Fault> At(string type)
    {
        if (!_faults.Any(fault => fault.At == type))
        {
            return [];
        }

        lock (_gate)
        {
            int count = _seen[type] = _seen.GetValueOrDefault(type) + 1;
            return [.. _faults.Where(fault => fault.At == type && (fault.Nth == 0 || fault.Nth == count))];
        }
    }
}
