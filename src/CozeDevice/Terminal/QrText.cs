using System.Text;
using QRCoder;

namespace CozeDevice.Terminal;

/// <summary>A text as a QR code of characters, two rows of modules in one line. Pure.</summary>
internal static class QrText
{
    private const int QuietZone = 2; // four by the standard; phones are content with two, and an 80-column terminal with 24 lines is small
    private const int LibraryQuietZone = 4;

    /// <summary>Draws it.</summary>
    /// <param name="text">What a phone shall read.</param>
    /// <param name="hasColours">Whether the terminal obeys colours: then it is black on white whatever its own are. Without, it is
    /// right on a dark background, and nearly every reader also takes the reverse.</param>
    /// <param name="hasBlocks">Whether the terminal can show half blocks; else a module is two characters wide and one line high.</param>
    public static IEnumerable<string> Lines(string text, bool hasColours, bool hasBlocks)
    {
        using var generator = new QRCodeGenerator();
        using var code = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.L);
        var size = code.ModuleMatrix.Count - (2 * LibraryQuietZone);
        for (var row = -QuietZone; row < size + QuietZone; row += hasBlocks ? 2 : 1)
        {
            var line = new StringBuilder();
            if (hasColours) line.Append("\u001b[97;40m");
            for (var column = -QuietZone; column < size + QuietZone; column++)
            {
                line.Append((hasBlocks, IsLight(row, column), IsLight(row + 1, column)) switch
                {
                    (true, true, true) => "█",
                    (true, true, false) => "▀",
                    (true, false, true) => "▄",
                    (true, _, _) => " ",
                    (_, true, _) => "##",
                    _ => "  ",
                });
            }

            if (hasColours) line.Append("\u001b[0m");
            yield return line.ToString();
        }

        bool IsLight(int row, int column) =>
            row < 0 || column < 0 || row >= size || column >= size
            || !code.ModuleMatrix[row + LibraryQuietZone][column + LibraryQuietZone];
    }

    /// <summary>Whether an encoding has half blocks.</summary>
    /// <param name="encoding">That of the terminal.</param>
    public static bool CanDraw(Encoding encoding) => encoding.CodePage is 65001 or 1200;
}
