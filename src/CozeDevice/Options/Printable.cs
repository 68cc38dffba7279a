using System.Text;

namespace CozeDevice.Options;

/// <summary>Makes text from outside safe to print on one line of a terminal or a log.</summary>
internal static class Printable
{
    private const int MaxValueLength = 40;
    private const int MinTokenLength = 12;
    private static readonly string[] TokenPrefixes = ["pat_", "sat_", "czs_", "czu_", "cztei_"];

    /// <summary>The text on one line, without control characters.</summary>
    public static string Line(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (!char.IsControl(c)) line.Append(c);
            else if (c is '\n' or '\t') line.Append(' ');
        }

        return line.ToString();
    }

    /// <summary>The text with its lines and tabs, without what moves or colours a terminal.</summary>
    public static string Text(string text)
    {
        var kept = new StringBuilder(text.Length);
        foreach (var c in text)
            if (!char.IsControl(c) || c is '\n' or '\t') kept.Append(c);
        return kept.ToString();
    }

    /// <summary>A wrong value in quotes, shortened; masked when it looks like a token in the wrong place.</summary>
    public static string Value(string text)
    {
        if (LooksLikeToken(text)) return Setting.Mask;
        var line = Line(text);
        return line.Length <= MaxValueLength ? $"\"{line}\"" : $"\"{line[..MaxValueLength]}…\"";
    }

    /// <summary>A name as it was written; masked when it looks like a token in the wrong place.</summary>
    public static string Name(string text) => LooksLikeToken(text) ? Setting.Mask : Line(text);

    private static bool LooksLikeToken(string text)
    {
        if (text.Length < MinTokenLength) return false;
        foreach (var prefix in TokenPrefixes)
            if (text.Contains(prefix, StringComparison.Ordinal)) return true;
        return false;
    }
}
