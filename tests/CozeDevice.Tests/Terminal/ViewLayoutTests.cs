using CozeDevice.Terminal;
using Spectre.Console;
using Xunit;

namespace CozeDevice.Tests.Terminal;

public sealed class ViewLayoutTests
{
    private static readonly ViewModel Busy = new()
    {
        Link = new("offline", "captive_portal", 12345),
        Turn = new("prompting", 123456, "offline"),
        Led = new("offline_dns", "#ffbf00"),
        Volume = 100,
        Muted = true,
        Faults = ["capture", "playback"],
        Transcript = new string('问', 300),
        Reply = new string('答', 300),
        Caption = new string('w', 300),
        Error = new string('e', 300),
        Stats = new(new Dictionary<string, long>(), new Dictionary<string, double> { ["press_to_append"] = 4.5 }),
        Timeline = [.. Enumerable.Range(0, 100).Select(i => $"{i,7} ms  line {new string('x', 200)}")],
    };

    [Theory]
    [InlineData(80, 24)]
    [InlineData(40, 20)]
    [InlineData(200, 60)]
    public void The_picture_fits_the_terminal(int width, int height)
    {
        var lines = Draw(Busy, default, width, height);
        Assert.True(lines.Length <= height, $"{lines.Length} lines");
        Assert.All(lines, line => Assert.True(Width(line) <= width, line));
    }

    [Fact]
    public void A_window_of_any_size_is_drawn_in()
    {
        for (int width = 1; width <= 90; width += 3)
        {
            for (int height = 1; height <= 30; height++)
            {
                var lines = Draw(Busy, default, width, height);
                Assert.True(lines.Length <= height, $"{lines.Length} lines in {width}x{height}");
            }
        }
    }

    [Fact]
    public void Everything_a_person_needs_is_there_without_colours()
    {
        var text = string.Join('\n', Draw(Busy with { Transcript = "what time", Error = "4027 no credit" }, default, 80, 24));
        string[] needed =
        [
            "offline_dns", "prompting (offline)", "captive_portal", "100 %, microphone muted", "capture, playback",
            "what time", "press to append 4.5 ms", "4027 no credit", "     99 ms", "SPACE talk", "(#)",
        ];
        Assert.All(needed, word => Assert.Contains(word, text, StringComparison.Ordinal));
        Assert.DoesNotContain('\u001b', text);
    }

    [Fact]
    public void Text_that_looks_like_markup_is_shown_as_it_is() =>
        Assert.Contains("[red]x[/", string.Join('\n', Draw(Busy with { Transcript = "[red]x[/" }, default, 80, 24)), StringComparison.Ordinal);

    [Fact]
    public void The_text_being_typed_takes_the_place_of_the_keys() =>
        Assert.Contains("say: hello_", Draw(Busy, new(false, "hello"), 80, 24)[^1], StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("red")]
    [InlineData("#12345")]
    [InlineData("#gggggg")]
    public void A_colour_that_is_none_does_no_harm(string rgb) =>
        Assert.NotEmpty(Draw(Busy with { Led = new("x", rgb) }, default, 80, 24));

    [Fact]
    public void Nothing_known_yet_can_be_drawn() => Assert.NotEmpty(Draw(ViewModel.Empty, default, 80, 24));

    private static string[] Draw(ViewModel view, KeyState keys, int width, int height)
    {
        using var writer = new StringWriter();
        var console = AnsiConsole.Create(new()
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
        });
        console.Profile.Width = width;
        console.Write(ViewLayout.Draw(view, keys, ledLevel: 1, width, height));
        return writer.ToString().TrimEnd('\n').Split('\n');
    }

    private static int Width(string line) => line.Sum(c => c >= 0x2E80 ? 2 : 1);
}
