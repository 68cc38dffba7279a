using System.Reflection;

namespace CozeDevice.Simulator.Scenarios;

/// <summary>The scenarios that come with the simulator, and those in files.</summary>
public static class ScenarioCatalog
{
    private const string Extension = ".json";

    private static readonly string Prefix = $"{typeof(ScenarioCatalog).Namespace}.Catalog.";

    /// <summary>The names of the scenarios that come with the simulator.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. Assembly.GetExecutingAssembly().GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => name[Prefix.Length..^Extension.Length])
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Those of them that are about the network.</summary>
    public static IReadOnlyList<string> NetworkNames { get; } =
        [.. Names.Where(name => Load(name).Network.Count > 0)];

    /// <summary>Loads a scenario.</summary>
    /// <param name="nameOrFile">One of <see cref="Names"/>, or the path of a JSON file.</param>
    /// <exception cref="ScenarioException">There is none of that name, or the file is wrong.</exception>
    public static Scenario Load(string nameOrFile)
    {
        ArgumentNullException.ThrowIfNull(nameOrFile);
        if (Names.Contains(nameOrFile))
        {
            using Stream stream = Assembly.GetExecutingAssembly()
                .GetManifestResourceStream($"{Prefix}{nameOrFile}{Extension}")!;
            using StreamReader reader = new(stream);
            return ScenarioReader.Read(nameOrFile, reader.ReadToEnd());
        }

        return File.Exists(nameOrFile) || nameOrFile.EndsWith(Extension, StringComparison.OrdinalIgnoreCase)
            ? LoadFile(nameOrFile)
            : throw new ScenarioException($"unknown scenario {nameOrFile}; known are {string.Join(", ", Names)}");
    }

    /// <summary>Reads a scenario from JSON text.</summary>
    /// <exception cref="ScenarioException">The text is not one.</exception>
    public static Scenario Parse(string json, string name = "inline") => ScenarioReader.Read(name, json);

    private static Scenario LoadFile(string file)
    {
        try
        {
            return ScenarioReader.Read(file, File.ReadAllText(file));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ScenarioException)
        {
            throw new ScenarioException(
                exception is ScenarioException ? $"{file}: {exception.Message}" : exception.Message);
        }
    }
}
