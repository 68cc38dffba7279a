using System.Text.RegularExpressions;
using System.Xml.Linq;
using CozeDevice.Options;
using CozeDevice.Panel;
using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.Tests.Packaging;

/// <summary>What hardware/README.md promises is what the program does.</summary>
public sealed partial class HardwareGuideTests
{
    private static readonly string Guide = File.ReadAllText(RepositoryRoot.File("hardware/README.md"));

    public static TheoryData<string> Boards => [.. new BoardProfiles([BoardProfiles.Shipped]).Names];

    [Fact]
    public void The_table_of_what_the_LED_means_is_the_table_of_patterns()
    {
        string[] rows = [.. LedPatterns.All.Select(
            pattern => $"| `{pattern.Name}` | {pattern.Meaning} | {pattern.ColourLook} | {pattern.SingleLook} |")];
        string section = Guide[Guide.IndexOf("## What the LED means", StringComparison.Ordinal)..];
        section = section.Split("\n## ")[0];
        Assert.Equal(rows, section.Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Boards))]
    public void Every_board_has_a_row_that_names_its_lines(string board)
    {
        string row = Assert.Single(Guide.Split('\n'), line => line.StartsWith($"| `{board}` |", StringComparison.Ordinal));
        LoadedConfiguration loaded = ConfigurationLoader.Load(
            new(null, ["Coze:BotId=73"], new Dictionary<string, string>()) { Directory = "/nonexistent", Board = board });
        DeviceOptions options = loaded.Options!;
        if (options.Buttons[0].Line is { } button)
            Assert.Contains(button, row, StringComparison.Ordinal);
        string led = options.Led.Kind switch
        {
            LedKind.Gpio => options.Led.Lines[0],
            LedKind.Apa102 => $"{options.Led.Count} × APA102",
            _ => "LED",
        };
        if (options.Led.Kind != LedKind.Sysfs)
            Assert.Contains(led, row, StringComparison.Ordinal);
        if (options.Led.PowerLine is { } power)
            Assert.Contains(power, row, StringComparison.Ordinal);
        Assert.Equal(options.Led.Kind is LedKind.Apa102 or LedKind.Ws2812, row.Contains("`spi`", StringComparison.Ordinal));
        // A name that ALSA does not know by itself needs a file that defines it.
        string capture = options.Audio.Capture;
        Assert.True(
            capture == "default" || capture.StartsWith("plughw:CARD=", StringComparison.Ordinal)
            || File.ReadAllText(RepositoryRoot.File($"hardware/boards/{board}.asound.conf")).Contains($"pcm.{capture} ", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_kind_and_every_key_of_the_LED_is_explained()
    {
        Assert.All(OptionCatalog.Find("Led:Kind")!.Choices, kind => Assert.Contains($"| `{kind}` |", Guide, StringComparison.Ordinal));
        Assert.All(
            OptionCatalog.Keys.Where(key => key.Section == "Led"),
            key => Assert.Contains($"`{key.Path}`", Guide.Replace($"`{key.Path} ", $"`{key.Path}` ", StringComparison.Ordinal), StringComparison.Ordinal));
    }

    [Fact]
    public void Every_link_leads_somewhere_and_every_picture_is_one()
    {
        string[] links = [.. Link().Matches(Guide).Select(match => match.Groups[1].Value)];
        Assert.Contains("breadboard.svg", links);
        Assert.All(links, link => Assert.True(Path.Exists(RepositoryRoot.File($"hardware/{link}")), link));
        Assert.All(
            links.Where(link => link.EndsWith(".svg", StringComparison.Ordinal)),
            link => Assert.Equal("svg", XDocument.Load(RepositoryRoot.File($"hardware/{link}")).Root!.Name.LocalName));
    }

    [GeneratedRegex(@"\]\(([^)#:]+)\)")]
    private static partial Regex Link();
}
