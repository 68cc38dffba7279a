namespace CozeDevice.HardwareTests.Sound;

/// <summary>Compares what was heard with what was said, piece by piece: nobody knows when it began, and a machine that stalls may put
/// a pause into the middle, which changes no piece before or after it.</summary>
internal static class Alike
{
    private const int Piece = 3200; // 0.2 s at 16 kHz
    private const int Quiet = 64; // of 32768: what filters and codecs leave of silence
    private const int Near = 40; // samples either way: what a filter delays
    private const int Far = 16_000; // a pause of a second
    private const double Loud = 1e6; // energy of a piece worth comparing, per sample: -30 dBFS

    /// <summary>Finds the pieces of what was said in what was heard, in their order.</summary>
    /// <param name="said">At 16 kHz.</param>
    /// <param name="heard">At 16 kHz, with silence before and behind it.</param>
    /// <returns>The correlation of each loud piece with its place (1 = the same shape).</returns>
    public static IReadOnlyList<double> Compare(ReadOnlySpan<short> said, ReadOnlySpan<short> heard)
    {
        var correlations = new List<double>();
        int shift = FirstSound(heard) - FirstSound(said);
        for (int at = 0; at + Piece <= said.Length; at += Piece)
        {
            ReadOnlySpan<short> piece = said.Slice(at, Piece);
            if (Energy(piece) < Loud * Piece) continue;
            (double correlation, int best) = Best(piece, heard, at + shift - Near, at + shift + Near);
            if (correlation < 0.5) (correlation, best) = Best(piece, heard, at + shift, at + shift + Far);
            correlations.Add(correlation);
            if (correlation > 0.5) shift = best - at;
        }
        return correlations;
    }

    /// <summary>The share of the pieces that are at least so alike.</summary>
    public static double Share(this IReadOnlyList<double> correlations, double atLeast) =>
        correlations.Count == 0 ? 0 : (double)correlations.Count(correlation => correlation >= atLeast) / correlations.Count;

    private static (double Correlation, int At) Best(ReadOnlySpan<short> piece, ReadOnlySpan<short> heard, int from, int to)
    {
        (double Correlation, int At) best = (0, from);
        double own = Energy(piece);
        for (int at = Math.Max(0, from); at <= Math.Min(to, heard.Length - piece.Length); at++)
        {
            ReadOnlySpan<short> there = heard.Slice(at, piece.Length);
            long product = 0;
            for (int i = 0; i < piece.Length; i++)
                product += piece[i] * there[i];
            double correlation = product / Math.Sqrt(own * Math.Max(1, Energy(there)));
            if (correlation > best.Correlation) best = (correlation, at);
        }
        return best;
    }

    private static double Energy(ReadOnlySpan<short> samples)
    {
        long sum = 0;
        foreach (short sample in samples)
            sum += sample * sample;
        return sum;
    }

    private static int FirstSound(ReadOnlySpan<short> samples)
    {
        int at = samples.IndexOfAnyExceptInRange((short)-Quiet, (short)Quiet);
        return at < 0 ? samples.Length : at;
    }
}
