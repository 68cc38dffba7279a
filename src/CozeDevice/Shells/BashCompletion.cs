namespace CozeDevice.Shells;

/// <summary>Writes the completion for bash: tables and no call of the program, which takes seconds to start on a small board.</summary>
internal static class BashCompletion
{
    /// <summary>The script.</summary>
    public static string Write(CommandTree tree) => $$"""
        # Completion of cozedevice for bash, written by `cozedevice describe bash`.
        _cozedevice() {
            local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} at="" i
            for ((i = 1; i < COMP_CWORD; i++)); do
                case "${COMP_WORDS[i]}" in
                    {{string.Join('|', tree.WithValue(true).Concat(tree.WithValue(false)))}}) ((i++)); continue ;;
                esac
                case "$at ${COMP_WORDS[i]}" in
                    {{string.Join('|', tree.Nodes.Skip(1).Select(node => $"\"{node.Path}\""))}}) at="$at ${COMP_WORDS[i]}" ;;
                esac
            done
            case "$before" in
                --board)
                    COMPREPLY=($(compgen -W "$(cd /usr/lib/cozedevice/boards 2>/dev/null && printf '%s ' *.json | sed 's/\.json//g')" -- "$current"))
                    return ;;
                {{string.Join('|', tree.WithValue(true))}}) compopt -o filenames; COMPREPLY=($(compgen -f -- "$current")); return ;;
                {{string.Join('|', tree.WithValue(false).Where(name => name != "--board"))}}) return ;;
            esac
            case "$at" in
        {{string.Join('\n', tree.Nodes.Select(node => Row(tree, node)))}}
            esac
        }
        complete -F _cozedevice cozedevice

        """;

    private static string Row(CommandTree tree, CommandNode node)
    {
        string words = string.Join(' ', node.Words(tree.Shared).Select(word => word.Word));
        string files = node.TakesFile ? "; compopt -o filenames; COMPREPLY+=($(compgen -f -- \"$current\"))" : "";
        return $"        \"{node.Path}\") COMPREPLY=($(compgen -W \"{words}\" -- \"$current\")){files} ;;";
    }
}
