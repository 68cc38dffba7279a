using System.Xml.Linq;
using CozeDevice.Audio;
using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.Tests.Architecture;

/// <summary>The rules of the house that the compiler does not enforce.</summary>
public sealed class HouseTests
{
    private const int LongestFile = 400;
    private const int LongestMedian = 80;

    private static readonly string[] Agent = ["CozeDevice.Core", "CozeDevice.Linux", "CozeDevice"];

    public static TheoryData<string> Projects => ["CozeDevice.Core", "CozeDevice.Linux", "CozeDevice", "CozeDevice.Simulator"];

    [Fact]
    public void The_core_references_the_runtime_and_the_logging_abstractions_alone()
    {
        IEnumerable<string> references = typeof(AudioFormat).Assembly
            .GetReferencedAssemblies().Select(name => name.Name!);
        Assert.DoesNotContain(references, name =>
            !name.StartsWith("System", StringComparison.Ordinal) && name != "Microsoft.Extensions.Logging.Abstractions");
    }

    [Fact]
    public void The_simulator_and_the_agent_never_see_each_other()
    {
        Assert.DoesNotContain(References("CozeDevice.Simulator"), name => name.StartsWith("CozeDevice", StringComparison.Ordinal));
        foreach (string project in Agent)
            Assert.DoesNotContain("CozeDevice.Simulator", References(project));
    }

    [Fact]
    public void Unsafe_code_and_native_calls_live_in_the_linux_project()
    {
        foreach (string project in new[] { "CozeDevice.Core", "CozeDevice" })
        {
            Assert.DoesNotContain(Sources(project), file => File.ReadAllText(file).Contains("LibraryImport(", StringComparison.Ordinal));
            Assert.DoesNotContain(Sources(project), file => File.ReadAllText(file).Contains("DllImport(", StringComparison.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Files_are_small(string project)
    {
        int[] lengths = [.. Sources(project).Select(file => File.ReadLines(file).Count()).Order()];
        Assert.InRange(lengths[^1], 1, LongestFile);
        Assert.InRange(lengths[lengths.Length / 2], 1, LongestMedian);
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void The_map_names_every_folder(string project)
    {
        string map = File.ReadAllText(RepositoryRoot.File("src/README.md"));
        foreach (string folder in Directory.EnumerateDirectories(RepositoryRoot.File($"src/{project}")).Select(Path.GetFileName)!)
        {
            if (folder is not ("bin" or "obj"))
                Assert.Contains($"{folder}/", map, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_agent_stands_on_at_most_ten_packages()
    {
        string[] packages =
        [
            .. Agent
                .SelectMany(project => XDocument.Load(RepositoryRoot.File($"src/{project}/{project}.csproj"))
                    .Descendants("PackageReference").Select(reference => (string)reference.Attribute("Include")!))
                .Distinct(),
        ];
        Assert.InRange(packages.Length, 1, 10);
    }

    private static IEnumerable<string> References(string project) =>
        XDocument.Load(RepositoryRoot.File($"src/{project}/{project}.csproj"))
            .Descendants("ProjectReference").Select(reference => Path.GetFileNameWithoutExtension((string)reference.Attribute("Include")!));

    private static IEnumerable<string> Sources(string project) => Directory
        .EnumerateFiles(RepositoryRoot.File($"src/{project}"), "*.cs", SearchOption.AllDirectories);

    [Fact]
    public void Usings_are_in_order_the_systems_first()
    {
        foreach (string file in Directory.EnumerateFiles(RepositoryRoot.File("src"), "*.cs", SearchOption.AllDirectories)
            .Concat(Directory.EnumerateFiles(RepositoryRoot.File("tests"), "*.cs", SearchOption.AllDirectories)))
        {
            string[][] names = [.. File.ReadLines(file)
                .TakeWhile(line => line.StartsWith("using ", StringComparison.Ordinal) || line.Length == 0 || line.StartsWith("//", StringComparison.Ordinal))
                .Where(line => line.StartsWith("using ", StringComparison.Ordinal) && !line.Contains('=') && !line.StartsWith("using static ", StringComparison.Ordinal))
                .Select(line => line["using ".Length..].TrimEnd(';').Split('.'))];
            for (int i = 1; i < names.Length; i++)
                Assert.True(Compare(names[i - 1], names[i]) <= 0, $"{file}: using {string.Join('.', names[i])}");
        }

        static int Compare(string[] before, string[] after)
        {
            if ((before[0] == "System") != (after[0] == "System"))
                return before[0] == "System" ? -1 : 1;
            for (int i = 0; i < before.Length && i < after.Length; i++)
            {
                int order = string.Compare(before[i], after[i], StringComparison.OrdinalIgnoreCase);
                if (order != 0)
                    return order;
            }
            return before.Length - after.Length;
        }
    }
}
