using System.CommandLine;
using CozeDevice.Options;

namespace CozeDevice.Commands;

/// <summary>The options every command has.</summary>
internal sealed class SharedOptions
{
    /// <summary><c>--config FILE</c>.</summary>
    public Option<string?> Config { get; } = new("--config")
    {
        Description = "Read this file instead of those in /etc/cozedevice.",
        HelpName = "FILE",
        Recursive = true,
    };

    /// <summary><c>--set Section:Key=Value</c>.</summary>
    public Option<string[]> Set { get; } = new("--set")
    {
        Description = "Set one value; wins over files and environment.",
        HelpName = "Section:Key=Value",
        Recursive = true,
    };

    /// <summary><c>--board NAME</c>.</summary>
    public Option<string?> Board { get; } = new("--board")
    {
        Description = "Take the wiring of a known board; `cozedevice config boards` lists them.",
        HelpName = "NAME",
        Recursive = true,
    };

    /// <summary><c>--json</c>.</summary>
    public Option<bool> Json { get; } = new("--json")
    {
        Description = "Write the result as JSON.",
        Recursive = true,
    };

    /// <summary>Loads the configuration this command line asks for, right or wrong.</summary>
    public LoadedConfiguration Load(ParseResult parsed, ProgramContext context) =>
        ConfigurationLoader.Load(Request(parsed, context));

    /// <summary>What this command line asks for.</summary>
    public ConfigurationRequest Request(ParseResult parsed, ProgramContext context) =>
        new(parsed.GetValue(Config), parsed.GetValue(Set) ?? [], context.Environment)
        {
            Directory = context.ConfigurationDirectory,
            Board = parsed.GetValue(Board),
        };

    /// <summary>Loads the configuration this command line asks for.</summary>
    /// <exception cref="CommandException">It is wrong: exit code 78, with one line per error.</exception>
    public (DeviceOptions Options, LoadedConfiguration Loaded) LoadOrFail(ParseResult parsed, ProgramContext context)
    {
        var loaded = Load(parsed, context);
        return loaded.Options is { } options
            ? (options, loaded)
            : throw new CommandException(ExitCode.Configuration, Describe(loaded.Errors));
    }

    /// <summary>Loads what a command about one section needs: what is wrong or missing elsewhere does not stop it.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="context">The surroundings.</param>
    /// <param name="section">Such as <c>Audio</c>.</param>
    /// <exception cref="CommandException">The section, a file, or what was given on the command line is wrong: exit code
    /// 78.</exception>
    public LoadedConfiguration LoadSectionOrFail(ParseResult parsed, ProgramContext context, string section)
    {
        var loaded = Load(parsed, context);
        var inTheWay = loaded.Errors.Where(error => error.Key is null
            || error.Key.StartsWith(section + ":", StringComparison.OrdinalIgnoreCase)
            || error.Origin == SettingOrigin.CommandLine.Text).ToList();
        return inTheWay.Count == 0 ? loaded : throw new CommandException(ExitCode.Configuration, Describe(inTheWay));
    }

    /// <summary>All errors, one per line.</summary>
    public static string Describe(IReadOnlyList<ConfigurationError> errors) =>
        $"the configuration is wrong ({errors.Count} {(errors.Count == 1 ? "error" : "errors")})\n"
        + string.Join('\n', errors);
}
