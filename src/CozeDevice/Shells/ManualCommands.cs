using System.CommandLine;
using System.Text;

namespace CozeDevice.Shells;

/// <summary>Writes the commands and options as a part of the manual page, in the man macros of troff.</summary>
internal static class ManualCommands
{
    /// <summary>The sections COMMANDS and OPTIONS.</summary>
    public static string Write(CommandTree tree)
    {
        var page = new StringBuilder(".SH COMMANDS\n");
        foreach (var node in tree.Nodes.Skip(1))
        {
            // What a group gives to its commands is said once, with the group.
            Option[] own = [.. node.Options.Except(node.Inherited).Where(option => option.Recursive || !node.Subcommands.Any())];
            if (node.Subcommands.Any() && own.Length == 0) continue;
            string rest = node.Subcommands.Any() ? " ..." : Arguments(node.Command);
            page.Append(null, $".TP\n.B {Escaped(node.Path.TrimStart())}{rest}\n{Text(node.Command.Description)}");
            foreach (var option in own) page.Append(null, $".RS\n.TP\n{Head(option)}\n{Text(option.Description)}.RE\n");
        }

        page.Append(".SH OPTIONS\nEvery command takes these.\n");
        foreach (var option in tree.Shared) page.Append(null, $".TP\n{Head(option)}\n{Text(option.Description)}");
        return page.ToString();
    }

    private static string Arguments(Command command) => string.Concat(command.Arguments
        .Where(argument => !argument.Hidden)
        .Select(argument => argument.Arity.MinimumNumberOfValues == 0
            ? $" [{Escaped(argument.HelpName ?? argument.Name)}]"
            : $" {Escaped(argument.HelpName ?? argument.Name)}"));

    private static string Head(Option option) => option.HelpName is { } value
        ? $".BI {Escaped(option.Name)} \" {Escaped(value)}\""
        : $".B {Escaped(option.Name)}";

    // A dot or an apostrophe at the start of a line would be a command of troff.
    private static string Text(string? text) => $"\\&{Escaped(text ?? "")}\n";

    private static string Escaped(string text) => text
        .Replace("\\", "\\e", StringComparison.Ordinal)
        .Replace("-", "\\-", StringComparison.Ordinal)
        .Replace("\"", "\\(dq", StringComparison.Ordinal)
        .Replace("'", "\\(aq", StringComparison.Ordinal)
        .Replace("`", "\\(ga", StringComparison.Ordinal);
}
