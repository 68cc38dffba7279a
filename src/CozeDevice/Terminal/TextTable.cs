using System.Text;
using CozeDevice.Options;
using Spectre.Console.Rendering;

namespace CozeDevice.Terminal;

/// <summary>Rows under headings, in columns as wide as a terminal draws them: Chinese characters take two.</summary>
internal static class TextTable
{
    /// <summary>Aligns the cells. Control characters are left out.</summary>
    /// <param name="rows">The headings first; all rows of one length.</param>
    public static IEnumerable<string> Lines(IReadOnlyList<string[]> rows)
    {
        var widths = new int[rows[0].Length];
        foreach (var row in rows)
            for (var i = 0; i < row.Length; i++) widths[i] = Math.Max(widths[i], Width(row[i]));
        foreach (var row in rows)
        {
            var line = new StringBuilder();
            for (var i = 0; i < row.Length; i++)
            {
                var text = Printable.Line(row[i]);
                line.Append(text).Append(' ', widths[i] - Width(row[i]) + 2);
            }

            yield return line.ToString().TrimEnd();
        }
    }

    private static int Width(string cell) => new Segment(Printable.Line(cell)).CellCount();
}
