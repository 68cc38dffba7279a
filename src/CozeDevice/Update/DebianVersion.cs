namespace CozeDevice.Update;

/// <summary>The order of package versions, as dpkg has it (deb-version(7)). Pure.</summary>
internal static class DebianVersion
{
    /// <summary>The longest version that is looked at.</summary>
    public const int MaxLength = 64;

    /// <summary>Whether a text can be a version at all.</summary>
    public static bool IsVersion(string text) =>
        text.Length is > 0 and <= MaxLength && char.IsAsciiDigit(text[0])
        && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '+' or '-' or '~' or ':');

    /// <summary>Below zero when the first is older, zero when they are the same, above zero when it is newer.</summary>
    public static int Compare(string first, string second)
    {
        var (a, b) = (Split(first), Split(second));
        var byEpoch = ComparePart(a.Epoch, b.Epoch);
        if (byEpoch != 0) return byEpoch;
        var byUpstream = ComparePart(a.Upstream, b.Upstream);
        return byUpstream != 0 ? byUpstream : ComparePart(a.Revision, b.Revision);
    }

    private static (string Epoch, string Upstream, string Revision) Split(string version)
    {
        var colon = version.IndexOf(':', StringComparison.Ordinal);
        var epoch = colon < 0 ? "0" : version[..colon];
        var rest = version[(colon + 1)..];
        var dash = rest.LastIndexOf('-');
        return dash < 0 ? (epoch, rest, "") : (epoch, rest[..dash], rest[(dash + 1)..]);
    }

    // Stretches of other characters and of digits take turns; digits are numbers.
    private static int ComparePart(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        while (a.Length > 0 || b.Length > 0)
        {
            while ((a.Length > 0 && !char.IsAsciiDigit(a[0])) || (b.Length > 0 && !char.IsAsciiDigit(b[0])))
            {
                var difference = Weight(a) - Weight(b);
                if (difference != 0) return difference;
                a = a[1..];
                b = b[1..];
            }

            var x = Number(ref a);
            var y = Number(ref b);
            var byNumber = x.Length != y.Length ? x.Length - y.Length : x.SequenceCompareTo(y);
            if (byNumber != 0) return byNumber;
        }

        return 0;
    }

    // A tilde sorts before the end, letters before all other characters.
    private static int Weight(ReadOnlySpan<char> text) => text.Length == 0 || char.IsAsciiDigit(text[0])
        ? 0
        : text[0] switch
        {
            '~' => -1,
            var c when char.IsAsciiLetter(c) => c,
            var c => c + 256,
        };

    private static ReadOnlySpan<char> Number(ref ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length < text.Length && char.IsAsciiDigit(text[length])) length++;
        var number = text[..length].TrimStart('0');
        text = text[length..];
        return number;
    }
}
