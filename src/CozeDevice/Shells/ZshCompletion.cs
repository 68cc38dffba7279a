namespace CozeDevice.Shells;

/// <summary>Writes the completion for zsh, with what every word means.</summary>
internal static class ZshCompletion
{
    /// <summary>The script; its file is called <c>_cozedevice</c>.</summary>
    public static string Write(CommandTree tree) => $$"""
        #compdef cozedevice
        # Completion of cozedevice for zsh, written by `cozedevice describe zsh`.
        _cozedevice() {
            local at="" i
            local -a found
            for ((i = 2; i < CURRENT; i++)); do
                case "${words[i]}" in
                    {{string.Join('|', tree.WithValue(true).Concat(tree.WithValue(false)))}}) ((i++)); continue ;;
                esac
                case "$at ${words[i]}" in
                    {{string.Join('|', tree.Nodes.Skip(1).Select(node => $"\"{node.Path}\""))}}) at="$at ${words[i]}" ;;
                esac
            done
            case "${words[CURRENT-1]}" in
                --board) found=(/usr/lib/cozedevice/boards/*.json(N:t:r)); compadd -a found; return ;;
                {{string.Join('|', tree.WithValue(true))}}) _files; return ;;
                {{string.Join('|', tree.WithValue(false).Where(name => name != "--board"))}}) _message value; return ;;
            esac
            case "$at" in
        {{string.Join('\n', tree.Nodes.Select(node => Row(tree, node)))}}
            esac
            _describe cozedevice found
        }
        _cozedevice "$@"

        """;

    private static string Row(CommandTree tree, CommandNode node)
    {
        var words = node.Words(tree.Shared).Select(word => Quoted($"{word.Word}:{word.Meaning}"));
        return $"        \"{node.Path}\") found=({string.Join(' ', words)}){(node.TakesFile ? "; _files" : "")} ;;";
    }

    private static string Quoted(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
