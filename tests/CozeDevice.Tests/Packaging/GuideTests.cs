using System.CommandLine.Invocation;
using System.Text.RegularExpressions;
using CozeDevice.Commands;
using CozeDevice.Options;
using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.Tests.Packaging;

/// <summary>Commands, options, keys, files and configurations in the pages are those of the program.</summary>
public sealed partial class GuideTests : IDisposable
{
    private readonly TempDirectory _directory = new();

    public static TheoryData<string> Pages => [.. GuideText.Pages];

    public void Dispose() => _directory.Dispose();

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_command_parses(string page) =>
        Assert.Empty(GuideText.Code(GuideText.Read(page)).SelectMany(GuideText.Commands).Select(Problem).OfType<string>());

    [Fact]
    public void The_commands_of_the_guide_are_found()
    {
        string[] found = [.. GuideText.Code(GuideText.Read("README.md")).SelectMany(GuideText.Commands).Select(words => string.Join(' ', words))];
        Assert.All(
            (string[])["doctor", "ctl press", "ctl say TEXT", "ctl volume", "ctl volume 5", "audio record hello.wav --seconds 5", "update check", "config check", "ctl view --set Control:Socket=/tmp/coze.sock"],
            command => Assert.Contains(command, found));
    }

    [Theory]
    [InlineData("cozedevice dcotor", "dcotor")]
    [InlineData("sudo cozedevice update apply --agian", "--agian")]
    [InlineData("artifacts/cozedevice ctl press|relase", "relase")]
    [InlineData("cozedevice config check && cozedevice ctl stauts", null)] // what is behind && is another command
    public void A_command_that_is_none_is_found(string code, string? word)
    {
        string[] problems = [.. GuideText.Commands(code).Select(Problem).OfType<string>()];
        if (word is null) Assert.Empty(problems);
        else Assert.Contains(word, Assert.Single(problems), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_key_is_one_of_the_catalog(string page)
    {
        string[] sections = [.. OptionCatalog.Keys.Select(key => key.Section).Distinct()];
        Assert.All(
            Key().Matches(GuideText.Read(page)).Where(key => sections.Contains(key.Groups[1].Value)),
            key => Assert.True(OptionCatalog.Find(key.Value) is not null || key.Value == "Tools:User", key.Value));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_configuration_is_right(string page)
    {
        string[] sections = [.. OptionCatalog.Keys.Select(key => key.Section).Distinct(), OptionCatalog.Board];
        foreach (string block in GuideText.Blocks(GuideText.Read(page), "json"))
        {
            string json = block.TrimStart().StartsWith('{') ? block : $"{{ {block} }}";
            if (!sections.Any(section => section.Length > 0 && json.Contains($"\"{section}\":", StringComparison.Ordinal))) continue;
            ConfigurationRequest request = new(_directory.Write("c.json", json), [], new Dictionary<string, string>()) { Directory = "/nonexistent" };
            // An example leaves out the bot, and names files of its reader.
            Assert.Empty(ConfigurationLoader.Load(request).Errors.Where(error => error.Key != "Coze:BotId" && error.Key?.EndsWith("File", StringComparison.Ordinal) != true).Select(error => $"{error}\n{json}"));
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_file_of_the_repository_is_there(string page) => Assert.All(
        GuideText.Code(GuideText.Read(page)).SelectMany(code => InRepository().Matches(code)).Where(file => !file.Value.Contains("NAME", StringComparison.Ordinal)),
        file => Assert.True(Path.Exists(RepositoryRoot.File(file.Groups[1].Value)), file.Value));

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_option_of_a_script_is_one(string page)
    {
        ILookup<string, string> scripts = Directory.GetFiles(RepositoryRoot.File("scripts"), "*.sh", SearchOption.AllDirectories).ToLookup(file => Path.GetFileName(file)!, File.ReadAllText);
        foreach (Match call in GuideText.Code(GuideText.Read(page)).SelectMany(code => ScriptCall().Matches(code)))
        {
            if (!scripts.Contains(call.Groups[1].Value)) continue; // of somebody else, such as dotnet-install.sh
            Assert.All(
                Option().Matches(call.Groups[2].Value),
                option => Assert.True(scripts[call.Groups[1].Value].Any(script => script.Contains(option.Value, StringComparison.Ordinal)), call.Value));
        }
    }

    // A group alone ("cozedevice ctl"), or a command without what it needs, is named, not shown.
    private static string? Problem(IReadOnlyList<string> words)
    {
        var context = new ProgramContext { Out = TextWriter.Null, Error = TextWriter.Null, Environment = new Dictionary<string, string>() };
        var parsed = Program.Parse(words, context);
        return parsed.Action is ParseErrorAction && (parsed.UnmatchedTokens.Count > 0 || words.Any(word => word.StartsWith('-')))
            ? $"cozedevice {string.Join(' ', words)}: {parsed.Errors[0].Message}"
            : null;
    }

    [GeneratedRegex(@"(?<![\w/])([A-Z][A-Za-z0-9]*):[A-Z][A-Za-z0-9]+\b")]
    private static partial Regex Key();

    [GeneratedRegex(@"(?<![\w/.-])((?:src|tests|scripts|hardware|systemd|\.github)/[\w./-]+\w)")]
    private static partial Regex InRepository();

    [GeneratedRegex(@"([\w-]+\.sh)\b([^|&;]*)")]
    private static partial Regex ScriptCall();

    [GeneratedRegex(@"(?<=\s)--[a-z][a-z-]+")]
    private static partial Regex Option();
}
