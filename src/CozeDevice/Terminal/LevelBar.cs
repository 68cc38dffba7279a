using System.Globalization;
using Spectre.Console;

namespace CozeDevice.Terminal;

/// <summary>A loudness as a bar of text. Pure.</summary>
internal static class LevelBar
{
    private const double LowestDb = -60;
    private const double LoudDb = -12;
    private const double HotDb = -3;
    private const char Full = '█';
    private const char Empty = '·';
    private const char Hold = '│';

    /// <summary>The colour zones of a bar.</summary>
    /// <param name="rmsDb">How long the bar is.</param>
    /// <param name="peakDb">Where the mark of the peak is.</param>
    /// <param name="width">Cells of the bar.</param>
    public static string Draw(double rmsDb, double peakDb, int width)
    {
        var filled = Cell(rmsDb, width);
        var mark = Cell(peakDb, width);
        return string.Create(width, (filled, mark), static (cells, state) =>
        {
            for (var i = 0; i < cells.Length; i++)
                cells[i] = i < state.filled ? Full : i == state.mark - 1 ? Hold : Empty;
        });
    }

    /// <summary>The bar with its figures, coloured by how near the peak is to full scale.</summary>
    /// <param name="rmsDb">The length.</param>
    /// <param name="peakDb">The peak.</param>
    /// <param name="width">Cells of the whole line.</param>
    public static Text Line(double rmsDb, double peakDb, int width)
    {
        var figures = string.Create(CultureInfo.InvariantCulture, $" {peakDb,6:0.0} dBFS");
        var bar = Draw(rmsDb, peakDb, Math.Max(1, width - figures.Length - 1));
        var colour = peakDb >= HotDb ? Color.Red : peakDb >= LoudDb ? Color.Yellow : Color.Green;
        return new(bar + figures, new(colour));
    }

    // 0 cells at the lowest, all at full scale.
    private static int Cell(double db, int width) =>
        (int)Math.Round(Math.Clamp((db - LowestDb) / -LowestDb, 0, 1) * width);
}
