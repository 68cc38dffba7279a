using CozeDevice.Terminal;
using Xunit;

namespace CozeDevice.Tests.Terminal;

public sealed class QrTextTests
{
    [Fact]
    public void Lines_are_of_one_width_with_light_around_and_the_three_marks()
    {
        var lines = QrText.Lines("https://example.invalid/activate?user_code=WXYZ-2345", isColored: false);
        Assert.All(lines, line => Assert.Equal(lines[0].Length, line.Length));
        Assert.Equal((lines[0].Length + 1) / 2, lines.Count);
        Assert.All(lines, line => Assert.True(line.StartsWith("██", StringComparison.Ordinal) && line.EndsWith("██", StringComparison.Ordinal)));
        Assert.All(lines[0], c => Assert.Equal('█', c));
        Assert.StartsWith("██ ▄▄▄▄▄ █", lines[1], StringComparison.Ordinal);
        Assert.EndsWith("█ ▄▄▄▄▄ ██", lines[1], StringComparison.Ordinal);
        Assert.Contains(lines, line => line.StartsWith("██ █▄▄▄█ █", StringComparison.Ordinal));
    }

    [Fact]
    public void What_joins_a_room_fits_a_terminal_of_80_columns()
    {
        var room = $$"""{"app_id":"{{new string('a', 24)}}","room_id":"{{new string('r', 30)}}","uid":"{{new string('u', 19)}}","token":"{{new string('t', 300)}}"}""";
        Assert.InRange(QrText.Lines(room, isColored: false)[0].Length, 21, 80);
    }

    [Fact]
    public void Colours_are_set_and_reset_on_each_line() => Assert.All(
        QrText.Lines("x", isColored: true),
        line => Assert.True(line.StartsWith("\e[97;40m", StringComparison.Ordinal) && line.EndsWith("\e[0m", StringComparison.Ordinal)));

    [Fact]
    public void Tables_align_characters_that_take_two_columns()
    {
        string[] lines = [.. TextTable.Lines([["name", "x"], ["柔美", "1"], ["a\u001b[2J", "2"]])];
        Assert.Equal(["name  x", "柔美  1", "a[2J  2"], lines);
    }
}
