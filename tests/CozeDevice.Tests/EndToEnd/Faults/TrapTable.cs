using System.Text.RegularExpressions;
using CozeDevice.Simulator.Scenarios;
using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.Tests.EndToEnd.Faults;

/// <summary>The table of traps on the simulator's page: each row of protocol §11 and §14, and what shows it.</summary>
internal static partial class TrapTable
{
    private const int Traps = 36;
    private const int OpenQuestions = 14;

    private static readonly (string Row, string[] ShownBy)[] Rows =
    [
        .. Row().Matches(File.ReadAllText(RepositoryRoot.File("src/CozeDevice.Simulator/README.md"))).Select(row =>
            (row.Groups[1].Value, Name().Matches(row.Groups[2].Value).Select(name => name.Groups[1].Value).ToArray())),
    ];

    /// <summary>The scenarios named in it.</summary>
    public static IEnumerable<string> Scenarios =>
        Rows.SelectMany(row => row.ShownBy).Where(name => !name.Contains('.', StringComparison.Ordinal)).Distinct();

    /// <summary>Every row is there, and whatever it names exists.</summary>
    public static void Check()
    {
        Assert.Equal(
            [.. Enumerable.Range(1, Traps).Select(n => $"11.{n}"), .. Enumerable.Range(1, OpenQuestions).Select(n => $"14.{n}")],
            Rows.Select(row => row.Row));
        Type[] types = typeof(TrapTable).Assembly.GetTypes();
        foreach ((string row, string[] shownBy) in Rows)
        {
            Assert.True(shownBy.Length > 0, row);
            foreach (string name in shownBy)
                Assert.True(Exists(types, name), $"row {row}: there is no {name}");
        }
    }

    private static bool Exists(Type[] types, string name)
    {
        string[] parts = name.Split('.');
        return parts.Length == 1
            ? ScenarioCatalog.Names.Contains(name)
            : types.Any(type => type.Name == parts[0]
                && type.GetMethod(parts[1])?.GetCustomAttributes(typeof(FactAttribute), inherit: true).Length > 0);
    }

    [GeneratedRegex(@"^\| (1[14]\.\d+) \| .* \| (.*) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Name();
}
