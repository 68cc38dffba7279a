using System.Text;
using QRCoder;

namespace CozeDevice.Terminal;

/// <summary>A QR code as lines of text: two rows of modules in one line, light modules drawn, for dark terminals.</summary>
internal static class QrText
{
    // The generator leaves four modules of light around it; two are enough for a phone and keep it within 80 columns longer.
    private const int Trim = 2;
    private const string Light = "\e[97;40m";
    private const string Reset = "\e[0m";

    /// <summary>Draws a code.</summary>
    /// <param name="content">What a phone reads.</param>
    /// <param name="isColored">Whether the terminal is told to draw white on black whatever its own colours are.</param>
    /// <returns>The lines, all of one width.</returns>
    public static IReadOnlyList<string> Lines(string content, bool isColored)
    {
        using var code = QRCodeGenerator.GenerateQrCode(content, QRCodeGenerator.ECCLevel.L, forceUtf8: true);
        var modules = code.ModuleMatrix;
        var size = modules.Count - (2 * Trim);
        var lines = new List<string>();
        for (var row = 0; row < size; row += 2)
        {
            var line = new StringBuilder(isColored ? Light : "");
            for (var column = 0; column < size; column++)
            {
                line.Append((IsLight(row, column), IsLight(row + 1, column)) switch
                {
                    (true, true) => '█',
                    (true, false) => '▀',
                    (false, true) => '▄',
                    _ => ' ',
                });
            }

            lines.Add(line.Append(isColored ? Reset : "").ToString());
        }

        return lines;

        bool IsLight(int row, int column) => row >= size || !modules[row + Trim][column + Trim];
    }
}
