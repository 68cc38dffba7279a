namespace CozeDevice.FirstBoot;

/// <summary>A line of the card, taken apart.</summary>
/// <param name="Written">The word in front, as it was written.</param>
/// <param name="Key">What it is, or null when nobody knows it.</param>
/// <param name="Value">What stands behind it.</param>
internal sealed record CardWords(string Written, CardKey? Key, string Value)
{
    private const int ShortestBot = 15; // Coze's have nineteen digits
    private static readonly char[] Frames = ['*', '•', '·', '[', ']', '{', '}']; // of lists, sections, JSON
    private static readonly string[] Verbs = ["export ", "set ", "let "];

    /// <summary>Whether a second key stands on the line, as in <c>token = …, bot_id = …</c>.</summary>
    public bool HoldsAnotherKey { get; private init; }

    /// <summary>Whether a line without a key is a bracket of JSON, a section or a point of a list: that says nothing.</summary>
    public static bool IsFrame(string plain) => Frames.Contains(plain[0]);

    /// <summary>Takes a line apart; null when it has no key.</summary>
    /// <remarks>The first separator behind a known word; a colon may be part of the word, and of an address. A blank separates only where
    /// nothing else does.</remarks>
    public static CardWords? Split(string plain)
    {
        string line = plain.TrimStart([.. Frames, ' ']);
        if (Bare(line) is { } bare) return bare;
        foreach (string verb in Verbs)
            if (line.StartsWith(verb, StringComparison.OrdinalIgnoreCase)) line = line[verb.Length..];
        return At(line, static c => c is '=' or ':') ?? At(line, static c => c == ' ') ?? Unknown(line);
    }

    // A token, the number of a bot or the address of its page needs no word in front.
    private static CardWords? Bare(string line)
    {
        if (line.Contains(' ', StringComparison.Ordinal)) return null;
        string value = CardWord.Value(line);
        if (CardKeys.LooksLikeToken(value) && !line.Contains('=', StringComparison.Ordinal)) return new(CardKeys.Token, CardKeys.Find(CardKeys.Token), value);
        bool isAddress = value.StartsWith("https://", StringComparison.OrdinalIgnoreCase) && CardKeys.BotOf(value).Length > 0;
        return isAddress || (value.Length >= ShortestBot && value.All(char.IsAsciiDigit))
            ? new(CardKeys.Bot, CardKeys.Find(CardKeys.Bot), value)
            : null;
    }

    private static CardWords? At(string line, Func<char, bool> separates)
    {
        for (int i = 1; i < line.Length; i++)
        {
            if (!separates(line[i])) continue;
            string left = line[..i].Trim();
            if (CardKeys.IsResult(left)) return new(left, null, "");
            if (CardKeys.Find(left) is not { } key) continue;
            string rest = line[i..].TrimStart(' ', '=', ':', '>');
            if (rest.StartsWith("->", StringComparison.Ordinal)) rest = rest[2..];
            return new(left, key, CardWord.Value(rest)) { HoldsAnotherKey = CardKeys.Friendly.Contains(key) && HoldsKey(CardWord.Uncommented(rest)) };
        }

        return null;
    }

    private static bool HoldsKey(string rest)
    {
        for (int i = 1; i < rest.Length; i++)
        {
            if (rest[i] is not ('=' or ':')) continue;
            string before = rest[..i].TrimEnd(' ', '"');
            string word = before[(before.LastIndexOfAny([' ', ',', ';', '"']) + 1)..];
            if (CardKeys.Find(word) is not null) return true;
        }

        return false;
    }

    private static CardWords? Unknown(string line)
    {
        int at = line.IndexOf('=', StringComparison.Ordinal);
        if (at < 0) at = line.IndexOf(':', StringComparison.Ordinal);
        return at <= 0 ? null : new(line[..at].Trim(' ', '"'), null, "");
    }
}
