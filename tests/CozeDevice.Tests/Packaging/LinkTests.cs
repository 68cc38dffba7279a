using System.Text;
using System.Text.RegularExpressions;
using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.Tests.Packaging;

/// <summary>Every link of every page of the repository leads somewhere.</summary>
public sealed partial class LinkTests
{
    private static readonly string[] Elsewhere = ["artifacts", "node_modules", "bin", "obj", ".git"];

    public static TheoryData<string> Pages =>
    [
        .. Directory.EnumerateFiles(RepositoryRoot.Path, "*.md", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.System })
            .Select(file => Path.GetRelativePath(RepositoryRoot.Path, file))
            .Where(file => !file.Split('/').Intersect(Elsewhere).Any())
            .Order(StringComparer.Ordinal),
    ];

    [Fact]
    public void The_pages_people_look_for_are_among_them()
    {
        string[] pages = [.. Pages.Select(row => row.Data)];
        Assert.All(
            (string[])["README.md", ".github/CHANGELOG.md", ".github/SECURITY.md", ".github/CONTRIBUTING.md", "hardware/troubleshooting.md", "hardware/privacy.md", "src/CONFIGURATION.md"],
            page => Assert.Contains(page, pages));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Files_are_there_and_anchors_are_headings(string page)
    {
        var text = File.ReadAllText(RepositoryRoot.File(page));
        Assert.All(Links(text), link => Assert.Null(Problem(page, link)));
    }

    [Theory]
    [InlineData("[a](none.md)", "none.md")]
    [InlineData("[a](README.md#no-such-heading)", "#no-such-heading")]
    [InlineData("![a](hardware/none.svg)", "none.svg")]
    [InlineData("[a]: none.md", "none.md")]
    public void A_broken_link_is_found(string text, string problem) =>
        Assert.Contains(problem, Problem("README.md", Assert.Single(Links(text))), StringComparison.Ordinal);

    [Theory]
    [InlineData("## Try it: two commands, no hardware", "try-it-two-commands-no-hardware")]
    [InlineData("### `ctl` and *more*", "ctl-and-more")]
    [InlineData("# [Linked](x.md) heading", "linked-heading")]
    public void An_anchor_is_made_as_GitHub_makes_it(string heading, string anchor) => Assert.Equal([anchor], Anchors(heading));

    [Fact]
    public void What_stands_in_code_is_no_link_and_no_heading()
    {
        Assert.Empty(Links("```\n[a](none.md)\n```\n`[b](none.md)`"));
        Assert.Equal(["a", "a-1"], Anchors("# a\n```sh\n# no heading\n```\n## a"));
    }

    private static string? Problem(string page, string link)
    {
        if (link.Contains("://", StringComparison.Ordinal) || link.StartsWith("mailto:", StringComparison.Ordinal)) return null;
        var parts = link.Split('#', 2);
        var target = parts[0].Length == 0
            ? RepositoryRoot.File(page)
            : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(RepositoryRoot.File(page))!, Uri.UnescapeDataString(parts[0])));
        if (!Path.Exists(target)) return $"{link} does not exist";
        return parts.Length == 1 || !target.EndsWith(".md", StringComparison.Ordinal) || Anchors(File.ReadAllText(target)).Contains(parts[1])
            ? null
            : $"{parts[0]} has no heading #{parts[1]}";
    }

    private static string[] Links(string text)
    {
        var bare = InlineCode().Replace(WithoutBlocks(text), "");
        return [.. Inline().Matches(bare).Concat(Reference().Matches(bare)).Select(match => match.Groups[1].Value)];
    }

    private static List<string> Anchors(string text)
    {
        var anchors = new List<string>();
        foreach (var match in Heading().Matches(WithoutBlocks(text)).Cast<Match>())
        {
            var name = new StringBuilder();
            foreach (var c in LinkText().Replace(match.Groups[1].Value.Trim(), "$1").ToLowerInvariant())
            {
                if (char.IsLetterOrDigit(c) || c is '-' or '_') name.Append(c);
                else if (c == ' ') name.Append('-');
            }

            var anchor = name.ToString();
            var same = anchors.Count(one => one == anchor || (one.StartsWith(anchor + "-", StringComparison.Ordinal) && int.TryParse(one[(anchor.Length + 1)..], out _)));
            anchors.Add(same == 0 ? anchor : $"{anchor}-{same}");
        }

        return anchors;
    }

    private static string WithoutBlocks(string text) => CodeBlock().Replace(text, "");

    [GeneratedRegex(@"^ *(```|~~~).*?^ *\1\s*$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex(@"`[^`\n]*`")]
    private static partial Regex InlineCode();

    [GeneratedRegex(@"\]\(([^)\s]+)(?:\s+""[^""]*"")?\)")]
    private static partial Regex Inline();

    [GeneratedRegex(@"^\[[^\]]+\]:\s*(\S+)", RegexOptions.Multiline)]
    private static partial Regex Reference();

    [GeneratedRegex(@"^#{1,6} +(.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"\[([^\]]*)\]\([^)]*\)")]
    private static partial Regex LinkText();
}
