using CozeDevice.Options;

namespace CozeDevice.FirstBoot;

/// <summary>Reads the lines of <c>cozedevice.txt</c>: key and value, written in any way a person would.</summary>
internal static class CardReader
{
    private const int MaxLines = 1_000;
    private static readonly string[] Comments = ["#", "//", ";", "--", "<!--"];

    /// <summary>Reads them all. Lines the device wrote itself must have been left out.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="isForeign">Whether what is not ASCII could not be understood.</param>
    /// <param name="boards">The profiles there are.</param>
    public static CardContent Read(IReadOnlyList<string> lines, bool isForeign, BoardProfiles boards)
    {
        var context = new CardKeyContext(boards);
        var settings = new Dictionary<OptionKey, (string Value, int Line)>();
        var errors = new List<CardError>();
        var tokens = new CardTokens();
        var meanings = new Dictionary<string, (string Meaning, int Line)>(StringComparer.Ordinal);
        if (lines.Count > MaxLines) errors.Add(new(0, $"cozedevice.txt has {lines.Count} lines; {MaxLines} is the most"));
        for (int i = 0; i < Math.Min(lines.Count, MaxLines); i++)
        {
            string plain = CardWord.Plain(lines[i]);
            if (plain.Length == 0 || Comments.Any(mark => plain.StartsWith(mark, StringComparison.Ordinal))) continue;
            int line = i + 1;
            CardWords? words = CardWords.Split(plain);
            if (words?.Key is not { } key)
            {
                if (CardWords.IsFrame(plain)) continue;
                if (tokens.GoesOn(plain, line) is { } wrapped) errors.Add(wrapped);
                else errors.Add(new(line, words is null ? "should be key = value, such as bot_id = 7350000000000000001" : Unknown(words.Written, isForeign)));
                continue;
            }

            if (words.HoldsAnotherKey)
            {
                errors.Add(new(line, $"holds more than {key.Name}; write each key on a line of its own"));
                continue;
            }

            if (words.Value.Length == 0) continue; // as in the example: nothing was written yet
            CardReading reading = key.Read(words.Value, context);
            if (reading.Problem is { } problem) errors.Add(new(line, $"{key.Name} {problem}"));
            else if (!meanings.TryAdd(key.Name, (reading.Meaning, line)) && meanings[key.Name].Meaning != reading.Meaning)
                errors.Add(new(line, $"{key.Name} is on line {meanings[key.Name].Line} already, with another value; delete one of them"));
            if (reading.Token is not null) tokens.Add(reading.Token, line);
            foreach ((OptionKey option, string canonical) in reading.Settings) settings[option] = (canonical, line);
        }

        return new(tokens.Token, tokens.Lines, settings, errors);
    }

    /// <summary>Whether a line is one the device wrote.</summary>
    public static bool IsResult(string line) => CardWords.Split(CardWord.Plain(line)) is { } words && CardKeys.IsResult(words.Written);

    /// <summary>A line that held a token, without it, and otherwise as its writer left it.</summary>
    public static string WithoutToken(string line, string token)
    {
        string rest = line.Replace(token, "", StringComparison.Ordinal).TrimEnd();
        bool isBare = CardWords.Split(CardWord.Plain(rest)) is { Key.Name: CardKeys.Token, Value: "" } && !CardKeys.HoldsToken(rest);
        return isBare ? rest : $"{CardKeys.Token} =";
    }

    private static string Unknown(string written, bool isForeign) =>
        $"{Printable.Value(written)} is not known; {(isForeign && written.Any(static c => c > '~') ? "save the file as UTF-8" : CardKeys.Hint(written))}";
}
