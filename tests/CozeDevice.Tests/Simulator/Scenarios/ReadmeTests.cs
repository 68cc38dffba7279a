using System.Text.RegularExpressions;
using CozeDevice.Simulator.Network;
using CozeDevice.Simulator.Scenarios;
using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.Tests.Simulator.Scenarios;

/// <summary>What the simulator's page shows can be used as it stands.</summary>
public sealed partial class ReadmeTests
{
    private static readonly string Page =
        File.ReadAllText(Path.Combine(RepositoryRoot.Path, "src", "CozeDevice.Simulator", "README.md"));

    [Fact]
    public void Every_example_is_a_scenario()
    {
        List<Scenario> scenarios = [.. Blocks().Matches(Page).SelectMany(Files).Select(json => ScenarioCatalog.Parse(json))];

        Assert.Equal(
            Enum.GetValues<FaultAction>().Order(),
            scenarios.SelectMany(scenario => scenario.Faults).Select(fault => fault.Action).Distinct().Order());
        Assert.Equal(
            Enum.GetValues<NetworkFaultKind>().Order(),
            scenarios.SelectMany(scenario => scenario.Network).Select(fault => fault.Kind).Distinct().Order());
    }

    [Fact]
    public void Every_scenario_is_in_the_table() =>
        Assert.All(ScenarioCatalog.Names, name => Assert.Contains($"`{name}`", Page, StringComparison.Ordinal));

    private static IEnumerable<string> Files(Match block) =>
        block.Groups[1].Value == "jsonl"
            ? block.Groups[2].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            : [block.Groups[2].Value];

    [GeneratedRegex("```(jsonl?)\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Blocks();
}
