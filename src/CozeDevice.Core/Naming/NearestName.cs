namespace CozeDevice.Naming;

/// <summary>Finds what somebody probably meant.</summary>
internal static class NearestName
{
    /// <summary>The candidate with the fewest edits, without regard to case; the first of several.</summary>
    /// <param name="written">What was written.</param>
    /// <param name="candidates">At least one name.</param>
    /// <param name="distance">How many edits away it is.</param>
    public static string Find(string written, IEnumerable<string> candidates, out int distance)
    {
        var (best, fewest) = ("", int.MaxValue);
        foreach (var candidate in candidates)
        {
            var edits = Distance(written, candidate);
            if (edits < fewest) (best, fewest) = (candidate, edits);
        }

        distance = fewest;
        return best;
    }

    /// <summary>Insertions, deletions, replacements and swaps of neighbours that turn one name into the
    /// other.</summary>
    public static int Distance(string a, string b)
    {
        var table = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++) table[i, 0] = i;
        for (var j = 0; j <= b.Length; j++) table[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var replace = table[i - 1, j - 1] + (Same(a[i - 1], b[j - 1]) ? 0 : 1);
                var best = Math.Min(replace, Math.Min(table[i - 1, j], table[i, j - 1]) + 1);
                if (i > 1 && j > 1 && Same(a[i - 1], b[j - 2]) && Same(a[i - 2], b[j - 1]))
                    best = Math.Min(best, table[i - 2, j - 2] + 1);
                table[i, j] = best;
            }
        }

        return table[a.Length, b.Length];
    }

    private static bool Same(char a, char b) => char.ToUpperInvariant(a) == char.ToUpperInvariant(b);
}
