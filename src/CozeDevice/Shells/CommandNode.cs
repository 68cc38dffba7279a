using System.CommandLine;

namespace CozeDevice.Shells;

/// <summary>One command as shells and the manual see it.</summary>
/// <param name="Path">The words that lead to it, each with a blank before: <c> audio list</c>; empty for the program.</param>
/// <param name="Command">The command.</param>
/// <param name="Inherited">The options that a command above it, other than the program, gives to all below.</param>
internal sealed record CommandNode(string Path, Command Command, IReadOnlyList<Option> Inherited)
{
    /// <summary>The subcommands people are told of.</summary>
    public IEnumerable<Command> Subcommands => Command.Subcommands.Where(command => !command.Hidden);

    /// <summary>Its options beside those of every command.</summary>
    public IEnumerable<Option> Options => [.. Command.Options.Where(option => !option.Hidden && !(option.Recursive && Path.Length == 0)), .. Inherited];

    /// <summary>Everything that may stand behind it, with its meaning: subcommands first, then options.</summary>
    /// <param name="shared">The options of every command.</param>
    public IEnumerable<(string Word, string Meaning)> Words(IEnumerable<Option> shared) =>
    [
        .. Subcommands.Select(command => (command.Name, command.Description ?? "")),
        .. Options.Concat(shared).Select(option => (option.Name, option.Description ?? "")),
    ];

    /// <summary>Whether an argument of it is a file.</summary>
    public bool TakesFile => Command.Arguments.Any(argument => IsFile(argument.HelpName ?? argument.Name));

    /// <summary>This node and all below it, parents first.</summary>
    public IEnumerable<CommandNode> All()
    {
        IReadOnlyList<Option> given = Path.Length == 0 ? [] : [.. Options.Where(option => option.Recursive)];
        return [this, .. Subcommands.SelectMany(command => new CommandNode($"{Path} {command.Name}", command, given).All())];
    }

    /// <summary>Whether a placeholder means a file.</summary>
    public static bool IsFile(string? placeholder) =>
        placeholder is not null && placeholder.StartsWith("FILE", StringComparison.Ordinal);
}
