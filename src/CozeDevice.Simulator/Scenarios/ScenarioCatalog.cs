namespace CozeDevice.Simulator.Scenarios;

/// <summary>The scenarios that come with the simulator, and those in files.</summary>
public static class ScenarioCatalog
{
    /// <summary>The names of the scenarios that come with the simulator.</summary>
    public static IReadOnlyList<string> Names { get; } = [Scenario.Parrot.Name];

    /// <summary>Loads a scenario.</summary>
    public static Scenario Load(string nameOrFile) => nameOrFile == Scenario.Parrot.Name
        ? Scenario.Parrot
        : throw new ScenarioException($"--scenario: unknown scenario {nameOrFile}; known are {string.Join(", ", Names)}");
}
