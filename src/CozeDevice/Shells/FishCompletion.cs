using System.CommandLine;
using System.Text;

namespace CozeDevice.Shells;

/// <summary>Writes the completion for fish, with what every word means.</summary>
internal static class FishCompletion
{
    /// <summary>The script.</summary>
    public static string Write(CommandTree tree)
    {
        var script = new StringBuilder($$"""
            # Completion of cozedevice for fish, written by `cozedevice describe fish`.
            function __cozedevice_at
                set -l at ""
                for word in (commandline -opc)[2..-1]
                    switch "$at $word"
                        case {{string.Join(' ', tree.Nodes.Skip(1).Select(node => $"\"{node.Path}\""))}}
                            set at "$at $word"
                    end
                end
                test "$at" = "$argv[1]"
            end
            complete -c cozedevice -f

            """);
        foreach (var option in tree.Shared) script.Append(Row("", option));
        foreach (var node in tree.Nodes)
        {
            string condition = $" -n '__cozedevice_at \"{node.Path}\"'";
            foreach (var command in node.Subcommands)
                script.Append(null, $"complete -c cozedevice{condition} -a {command.Name} -d {Quoted(command.Description)}\n");
            foreach (var option in node.Options) script.Append(Row(condition, option));
            if (node.TakesFile) script.Append(null, $"complete -c cozedevice{condition} -F\n");
        }

        return script.ToString();
    }

    private static string Row(string condition, Option option)
    {
        string value = option.ValueType == typeof(bool) || option.Arity.MaximumNumberOfValues == 0 ? ""
            : option.Name == "--board" ? " -x -a '(path basename -E /usr/lib/cozedevice/boards/*.json)'"
            : CommandNode.IsFile(option.HelpName) ? " -r -F"
            : " -x";
        return $"complete -c cozedevice{condition} -l {option.Name.TrimStart('-')}{value} -d {Quoted(option.Description)}\n";
    }

    private static string Quoted(string? text) =>
        $"'{(text ?? "").Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'";
}
