using System.Globalization;
using System.Text;

namespace CozeDevice.Options;

/// <summary>Writes the catalog as Markdown: a table per section, with the member of the service's messages that carries a value.</summary>
internal static class ConfigurationReference
{
    private const string Head = """
        # Configuration

        Written by `cozedevice config reference`; do not edit. The files are JSON with comments: `/etc/cozedevice/cozedevice.json`,
        then `/etc/cozedevice/conf.d/*.json`; then variables `COZEDEVICE_Section__Key`, then `--set Section:Key=Value`. The later wins.
        Lists and maps are written as JSON; in a variable or behind `--set` a list may also be words with commas between them.
        `cozedevice config check` names everything that is wrong, `config show` where each value comes from.

        *Field* is the member of the service's message that carries the value (below `data` of `chat.update` unless it says query).
        The formats of the audio (`input_audio`, and `output_audio` but for voice and bit rate) follow `Audio:Codec`: 20 ms frames, at most
        60 per second. `mp3` answers are not asked for.

        """;

    /// <summary>The whole page.</summary>
    public static string Write()
    {
        var page = new StringBuilder(Head);
        foreach (string section in OptionCatalog.Sections.Prepend(""))
        {
            page.Append('\n');
            if (section.Length > 0)
                page.Append(CultureInfo.InvariantCulture, $"## {section}\n\n");
            page.Append("| key | value | default | meaning | field |\n|---|---|---|---|---|\n");
            foreach (OptionKey key in OptionCatalog.Keys)
            {
                if (key.Section == section)
                    Row(page, key);
            }
        }
        return page.ToString();
    }

    private static void Row(StringBuilder page, OptionKey key) => page.Append(
        CultureInfo.InvariantCulture,
        $"| `{key.Path}` | {Cell(Values(key))} | {Cell(Default(key))} | {Cell(key.Summary)} | {(key.Field is null ? "" : $"`{key.Field}`")} |\n");

    private static string Default(OptionKey key) =>
        key.IsRequired ? "must be set" : key.Default is { } value ? $"`{value}`" : key.WhenUnset ?? "none";

    private static string Values(OptionKey key) => key.Type switch
    {
        OptionType.Integer => string.Create(CultureInfo.InvariantCulture, $"{key.Min} to {key.Max}"),
        OptionType.Number => string.Create(CultureInfo.InvariantCulture, $"{key.Range.Least} to {key.Range.Most}, with a fraction"),
        OptionType.Boolean => "`true`, `false`",
        OptionType.List => "list of text",
        OptionType.Map => "object of text",
        OptionType.Object => "object",
        _ when key.Choices.Count > 0 => string.Join(", ", key.Choices.Select(choice => $"`{choice}`")),
        _ => "text",
    };

    // A bar would end the cell.
    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
