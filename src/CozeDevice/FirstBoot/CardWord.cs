using System.Text;

namespace CozeDevice.FirstBoot;

/// <summary>What people and their editors do to a word, undone: full-width characters, typographic quotes, strange blanks.</summary>
internal static class CardWord
{
    private const int FullWidth = 0xFEE0; // from U+FF01 "！" to U+0021 "!"

    /// <summary>The line in ASCII where it means ASCII.</summary>
    public static string Plain(string line)
    {
        var plain = new StringBuilder(line.Length);
        foreach (char c in line)
        {
            switch (c)
            {
                case >= '\uFF01' and <= '\uFF5E':
                    plain.Append((char)(c - FullWidth));
                    break;
                case '“' or '”' or '„' or '«' or '»' or '「' or '」' or '『' or '』' or '‘' or '’' or '`' or '\'':
                    plain.Append('"');
                    break;
                case '\t' or '\u00A0' or '\u3000' or >= '\u2000' and <= '\u200A' or '\u202F':
                    plain.Append(' ');
                    break;
                case '→' or '⇒' or '➜':
                    plain.Append('=');
                    break;
                case '–' or '—' or '‐' or '‑' or '−':
                    plain.Append('-');
                    break;
                case '\uFEFF' or '\u00AD' or '\u2060' or >= '\u200B' and <= '\u200F' or < ' ':
                    break; // nobody sees them
                default:
                    plain.Append(c);
                    break;
            }
        }

        return plain.ToString().Trim();
    }

    /// <summary>A key without what separates its words, in small letters: <c>Bot-ID</c> is <c>botid</c>.</summary>
    public static string Key(string written)
    {
        var key = new StringBuilder(written.Length);
        foreach (char c in written)
            if (char.IsLetterOrDigit(c)) key.Append(char.ToLowerInvariant(c));
        return key.ToString();
    }

    /// <summary>A value without quotes, comments behind it, and the comma of JSON.</summary>
    public static string Value(string written)
    {
        string value = written.Trim();
        if (value.StartsWith('"'))
        {
            int end = value.IndexOf('"', 1);
            // Behind the closing quote nothing counts; without one the opening quote does not.
            return end < 0 ? Bare(value[1..]) : value[1..end].Trim();
        }

        return Bare(value).Trim('"').Trim();
    }

    /// <summary>What stands in front of a comment.</summary>
    public static string Uncommented(string value)
    {
        foreach (string comment in (ReadOnlySpan<string>)["#", "//", ";"])
        {
            if (value.StartsWith(comment, StringComparison.Ordinal)) return "";
            if (value.IndexOf(" " + comment, StringComparison.Ordinal) is var at and >= 0) value = value[..at];
        }

        return value;
    }

    /// <summary>A word without the brackets somebody put around it.</summary>
    public static string Unbracketed(string value) => value.Trim('<', '>', '(', ')', '[', ']', '{', '}', ' ');

    private static string Bare(string value)
    {
        value = Uncommented(value);
        return value.TrimEnd(' ', ',', ';', '。', '，');
    }
}
