using System.CommandLine;

namespace CozeDevice.Shells;

/// <summary>All commands and options of the program, as the scripts for shells are written from them.</summary>
/// <param name="root">The program.</param>
internal sealed class CommandTree(RootCommand root)
{
    /// <summary>Every command, parents first; the program itself is the first.</summary>
    public IReadOnlyList<CommandNode> Nodes { get; } = [.. new CommandNode("", root, []).All()];

    /// <summary>The options of every command.</summary>
    public IReadOnlyList<Option> Shared { get; } = [.. root.Options.Where(option => option.Recursive && !option.Hidden)];

    /// <summary>The names of all options behind which a value stands, without repetition.</summary>
    /// <param name="file">Only those whose value is a file, or only the others.</param>
    public IReadOnlyList<string> WithValue(bool file) =>
    [
        .. Shared.Concat(Nodes.SelectMany(node => node.Options))
            .Where(option => option.Arity.MaximumNumberOfValues > 0 && option.ValueType != typeof(bool)
                && CommandNode.IsFile(option.HelpName) == file)
            .Select(option => option.Name)
            .Distinct()
            .Order(StringComparer.Ordinal),
    ];
}
