using System.Text.RegularExpressions;
using CozeDevice.Tests.Support;

namespace CozeDevice.Tests.Packaging;

/// <summary>The pages for people, and what stands in them as code.</summary>
internal static partial class GuideText
{
    /// <summary>The pages, by their path in the repository.</summary>
    public static IReadOnlyList<string> Pages { get; } =
    [
        "README.md", "src/README.md", "src/CozeDevice.Core/Rest/README.md", "src/CozeDevice.Simulator/README.md",
        .. ((string[])["hardware", "systemd", ".github"]).SelectMany(folder => Directory.GetFiles(RepositoryRoot.File(folder), "*.md"))
            .Select(file => Path.GetRelativePath(RepositoryRoot.Path, file)).Order(StringComparer.Ordinal),
    ];

    /// <summary>The text of a page.</summary>
    public static string Read(string page) => File.ReadAllText(RepositoryRoot.File(page));

    /// <summary>What stands between backquotes, and each line of each block, without comments and what stands far to the right; a line that ends with a backslash goes on.</summary>
    public static IEnumerable<string> Code(string text)
    {
        foreach (Match block in Block().Matches(text))
        {
            foreach (string line in block.Groups[2].Value.Replace("\\\n", " ", StringComparison.Ordinal).Split('\n'))
                if (Comment().Replace(line, "").Trim() is { Length: > 0 } code) yield return code;
        }

        foreach (Match inline in Inline().Matches(Block().Replace(text, ""))) yield return inline.Groups[1].Value.Replace("\\|", "|", StringComparison.Ordinal);
    }

    /// <summary>The blocks of a language.</summary>
    public static IEnumerable<string> Blocks(string text, string language) =>
        Block().Matches(text).Where(block => block.Groups[1].Value == language).Select(block => block.Groups[2].Value);

    /// <summary>The command lines of the program in a piece of code: arguments, one list per command that is meant.</summary>
    public static IEnumerable<IReadOnlyList<string>> Commands(string code)
    {
        foreach (Match call in Call().Matches(code))
        {
            string line = Shell().Replace(call.Groups[1].Value, "");
            foreach (string one in Meant(line))
                if (Words(one) is { Count: > 0 } words && char.IsAsciiLetterLower(words[0][0])) yield return words;
        }
    }

    // "ctl press|say TEXT" is two commands; "volume [N|+N]" is one without and one with what is in brackets.
    private static IEnumerable<string> Meant(string line)
    {
        string[] ways = Alternative().Split(line);
        string prefix = ways[0].LastIndexOf(' ') is var at and > 0 && ways.Length > 1 ? ways[0][..(at + 1)] : "";
        foreach (string way in ways.Select((way, i) => i == 0 ? way : prefix + way))
        {
            yield return Optional().Replace(way, "");
            if (Optional().IsMatch(way)) yield return Optional().Replace(way, option => option.Groups[1].Value.Split('|')[0]);
        }
    }

    private static List<string> Words(string line) =>
    [
        .. Word().Matches(line).Select(word => word.Value.Trim('\'', '"')).Where(word => word is not ("…" or "...")).Select(word => word switch
        {
            "N" or "+N" or "-N" => "5",
            _ => word,
        }),
    ];

    [GeneratedRegex(@"^ *```([a-z]*)\n(.*?)^ *```\s*$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"`([^`\n]+)`")]
    private static partial Regex Inline();

    [GeneratedRegex(@"(^|\s)(#|//)\s.*$|(?<=\S) {3,}.*$")]
    private static partial Regex Comment();

    [GeneratedRegex(@"(?<![\w.@-])(?:\S*/)?cozedevice ([a-z].*)$")]
    private static partial Regex Call();

    [GeneratedRegex(@"\s*(&&|\|\||[^\w]\| (?![^\[]*\])| > |2>|;|\)| &$| < ).*$")]
    private static partial Regex Shell();

    [GeneratedRegex(@"(?<=\S)\|(?![^\[]*\])")]
    private static partial Regex Alternative();

    [GeneratedRegex(@"\[([^\]]*)\]")]
    private static partial Regex Optional();

    [GeneratedRegex("\"[^\"]*\"|'[^']*'|\\S+")]
    private static partial Regex Word();
}
