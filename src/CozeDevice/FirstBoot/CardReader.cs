using CozeDevice.Options;

namespace CozeDevice.FirstBoot;

/// <summary>Reads the lines of <c>cozedevice.txt</c>: key and value, written in any way a person would.</summary>
internal static class CardReader
{
    private const int MaxLines = 1_000;
    private static readonly string[] Comments = ["#", "//", ";", "--", "*", "[", "]", "{", "}", "<!--"];

    /// <summary>Reads them all. Lines the device wrote itself must have been left out.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="isForeign">Whether what is not ASCII could not be understood.</param>
    /// <param name="boards">The profiles there are.</param>
    public static CardContent Read(IReadOnlyList<string> lines, bool isForeign, BoardProfiles boards)
    {
        var context = new CardKeyContext(boards);
        var settings = new Dictionary<OptionKey, (string Value, int Line)>();
        var errors = new List<CardError>();
        var tokenLines = new HashSet<int>();
        var words = new Dictionary<string, (string Value, int Line)>(StringComparer.Ordinal);
        string? token = null;
        if (lines.Count > MaxLines) errors.Add(new(0, $"cozedevice.txt has {lines.Count} lines; {MaxLines} is the most"));
        for (int i = 0; i < Math.Min(lines.Count, MaxLines); i++)
        {
            string plain = CardWord.Plain(lines[i]);
            if (plain.Length == 0 || Comments.Any(mark => plain.StartsWith(mark, StringComparison.Ordinal))) continue;
            int line = i + 1;
            if (Split(plain) is not var (written, key, value))
            {
                errors.Add(new(line, "should be key = value, such as bot_id = 7350000000000000001"));
                continue;
            }

            if (key is null)
            {
                string hint = isForeign && written.Any(static c => c > '~') ? "save the file as UTF-8" : CardKeys.Hint(written);
                errors.Add(new(line, $"\"{Printable.Name(written)}\" is not known; {hint}"));
                continue;
            }

            if (value.Length == 0) continue; // as in the example: nothing was written yet
            if (!words.TryAdd(key.Name, (value, line)) && words[key.Name].Value != value)
                errors.Add(new(line, $"{key.Name} is on line {words[key.Name].Line} already, with another value; delete one of them"));
            CardReading reading = key.Read(value, context);
            if (reading.Problem is { } problem) errors.Add(new(line, $"{key.Name} {problem}"));
            if (reading.Token is not null)
            {
                token = reading.Token;
                tokenLines.Add(i);
            }

            foreach ((OptionKey option, string canonical) in reading.Settings) settings[option] = (canonical, line);
        }

        return new(token, tokenLines, settings, errors);
    }

    /// <summary>Whether a line is one the device wrote.</summary>
    public static bool IsResult(string line) => Split(CardWord.Plain(line)) is var (written, _, _) && CardKeys.IsResult(written);

    // The first separator behind a known word; a colon may be part of the word, and of an address. A blank separates only where
    // nothing else does.
    private static (string Written, CardKey? Key, string Value)? Split(string line)
    {
        if (CardKeys.LooksLikeToken(CardWord.Value(line)) && !line.Contains(' ', StringComparison.Ordinal) && !line.Contains('=', StringComparison.Ordinal))
            return ("token", CardKeys.Find("token"), CardWord.Value(line));
        string unmarked = line.StartsWith("export ", StringComparison.OrdinalIgnoreCase) ? line[7..] : line;
        return At(unmarked, static c => c is '=' or ':') ?? At(unmarked, static c => c == ' ') ?? Unknown(unmarked);
    }

    private static (string Written, CardKey? Key, string Value)? At(string line, Func<char, bool> separates)
    {
        for (int i = 1; i < line.Length; i++)
        {
            if (!separates(line[i])) continue;
            string left = line[..i].Trim();
            if (CardKeys.IsResult(left)) return (left, null, "");
            if (CardKeys.Find(left) is { } key) return (left, key, CardWord.Value(line[i..].TrimStart(' ', '=', ':', '>')));
        }

        return null;
    }

    private static (string Written, CardKey? Key, string Value)? Unknown(string line)
    {
        int at = line.IndexOf('=', StringComparison.Ordinal);
        if (at < 0) at = line.IndexOf(':', StringComparison.Ordinal);
        return at <= 0 ? null : (line[..at].Trim(' ', '"'), null, "");
    }
}
