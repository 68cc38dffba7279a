using CozeDevice.Terminal;
using QRCoder;
using Xunit;

namespace CozeDevice.Tests.Terminal;

public sealed class QrTextTests
{
    private const string Text = "https://www.coze.cn/activate?user_code=WDJB-MJHT";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Half_blocks_are_the_modules_of_the_code(bool hasColours)
    {
        string[] lines = [.. QrText.Lines(Text, hasColours, hasBlocks: true)
            .Select(line => hasColours ? line["\u001b[97;40m".Length..^"\u001b[0m".Length] : line)];
        AssertCode((row, column) => lines[row / 2][column] is '█' || lines[row / 2][column] == (row % 2 == 0 ? '▀' : '▄'), lines[0].Length);
    }

    [Fact]
    public void Plain_characters_will_do_too()
    {
        string[] lines = [.. QrText.Lines(Text, hasColours: false, hasBlocks: false)];
        AssertCode((row, column) => lines[row].Substring(2 * column, 2) == "##", lines.Length);
    }

    [Fact]
    public void It_fits_into_a_small_terminal()
    {
        string[] lines = [.. QrText.Lines(Text, hasColours: false, hasBlocks: true)];
        Assert.InRange(lines.Length, 1, 20);
        Assert.All(lines, line => Assert.InRange(line.Length, 1, 80));
    }

    [Fact]
    public void What_joins_a_room_fits_a_terminal_of_80_columns()
    {
        var room = $$"""{"app_id":"{{new string('a', 24)}}","room_id":"{{new string('r', 30)}}","uid":"{{new string('u', 19)}}","token":"{{new string('t', 300)}}"}""";
        Assert.InRange(QrText.Lines(room, hasColours: false, hasBlocks: true).First().Length, 21, 80);
    }

    [Fact]
    public void Tables_align_characters_that_take_two_columns()
    {
        string[] lines = [.. TextTable.Lines([["name", "x"], ["柔美", "1"], ["a\u001b[2J", "2"]])];
        Assert.Equal(["name  x", "柔美  1", "a[2J  2"], lines);
    }

    private static void AssertCode(Func<int, int, bool> isLight, int size)
    {
        using var generator = new QRCodeGenerator();
        using QRCodeData code = generator.CreateQrCode(Text, QRCodeGenerator.ECCLevel.L);
        Assert.Equal(code.ModuleMatrix.Count - 4, size); // a quiet zone of 2 on each side instead of 4
        for (int row = 0; row < size; row++)
        {
            for (int column = 0; column < size; column++)
                Assert.Equal(!code.ModuleMatrix[row + 2][column + 2], isLight(row, column));
        }
    }
}
