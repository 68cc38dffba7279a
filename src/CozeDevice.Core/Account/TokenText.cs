using System.Text;

namespace CozeDevice.Account;

/// <summary>Tokens as text: what may be one, which kind it is, and how to print what may hold one. Pure.</summary>
internal static class TokenText
{
    /// <summary>What stands in place of something that may be a secret.</summary>
    public const string Mask = "********";

    private const int MaxTokenLength = 8 * 1024;
    private const int LongestPlainWord = 23;
    private const int LongestLine = 200;
    private const int TellingLength = 8; // of a token, from which on it is worth a mask
    private static readonly string[] Prefixes = ["pat_", "sat_", "czu_", "czs_", "rt_", "cztei_", "eyJ"];

    /// <summary>Whether a text can be a token: printable ASCII without blanks, so that it cannot smuggle a second header.</summary>
    public static bool IsToken(string text)
    {
        foreach (char c in text)
        {
            if (c is <= ' ' or > '~')
                return false;
        }
        return text.Length is > 0 and <= MaxTokenLength;
    }

    /// <summary>The kind of a token by its prefix (protocol §8.1).</summary>
    /// <returns>A word for scripts and a name for people.</returns>
    public static (string Word, string Name) KindOf(string token) => token switch
    {
        _ when token.StartsWith("pat_", StringComparison.Ordinal) => ("pat", "personal access token"),
        _ when token.StartsWith("sat_", StringComparison.Ordinal) => ("sat", "service access token"),
        _ when token.StartsWith("czu_", StringComparison.Ordinal) => ("oauth_user", "OAuth token of a user"),
        _ when token.StartsWith("czs_", StringComparison.Ordinal) => ("oauth_app", "OAuth token of an app"),
        _ => ("unknown", "token of an unknown kind"),
    };

    /// <summary>Text from outside on one line, without control characters.</summary>
    public static string OneLine(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            if (!char.IsControl(c))
                line.Append(c);
            else if (c is '\n' or '\t')
                line.Append(' ');
        }
        return line.ToString().Trim();
    }

    /// <summary>Text from outside for a log: one short line in which every long word is masked, because it may be a token.</summary>
    public static string Printable(string text)
    {
        string safe = Masked(OneLine(text), LongestPlainWord);
        return safe.Length <= LongestLine ? safe : safe[..LongestLine] + "…";
    }

    /// <summary>Text from outside in which every word that begins like a token is masked; everything else stays.</summary>
    public static string WithoutTokens(string text) => Masked(text, int.MaxValue);

    /// <summary>Text from outside without one token, also where the text was cut in the middle of it.</summary>
    public static string Without(string text, string token)
    {
        string beginning = token[..Math.Min(token.Length, TellingLength)];
        int at = beginning.Length == 0 ? -1 : text.IndexOf(beginning, StringComparison.Ordinal);
        while (at >= 0)
        {
            int length = text.AsSpan(at).CommonPrefixLength(token);
            text = $"{text[..at]}{Mask}{text[(at + length)..]}";
            at = text.IndexOf(beginning, at + Mask.Length, StringComparison.Ordinal);
        }
        return text;
    }

    private static string Masked(string line, int longestPlainWord)
    {
        var safe = new StringBuilder(line.Length);
        int start = 0;
        for (int i = 0; i <= line.Length; i++)
        {
            if (i < line.Length && IsOfWord(line[i]))
                continue;
            ReadOnlySpan<char> word = line.AsSpan(start, i - start);
            safe.Append(word.Length > longestPlainWord || BeginsLikeToken(word) ? Mask : word);
            if (i < line.Length)
                safe.Append(line[i]);
            start = i + 1;
        }
        return safe.ToString();
    }

    private static bool BeginsLikeToken(ReadOnlySpan<char> word)
    {
        foreach (string prefix in Prefixes)
        {
            if (word.StartsWith(prefix, StringComparison.Ordinal))
                return true;
        }
        return false;
    }

    private static bool IsOfWord(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.' or '+' or '=' or '~';
}
