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
