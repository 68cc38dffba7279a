namespace CozeDevice.Linux.Alsa;

/// <summary>Which control device (ALSA's name for a card's mixer) belongs to the PCM somebody configured. Pure.</summary>
internal static class MixerCards
{
    /// <summary>The control device that follows the card of <c>default</c>.</summary>
    public const string Default = "default";

    private const string CardArgument = "CARD=";
    private const string SlaveArgument = "SLAVE=";

    /// <summary>Kinds of PCM in <c>alsa.conf</c> whose first argument is a card. <c>default</c> and <c>sysdefault</c> have one
    /// too, and need none.</summary>
    private static readonly HashSet<string> OfOneCard = new(StringComparer.Ordinal)
    {
        "hw", "plughw", "default", "sysdefault", "dmix", "dsnoop", "front", "rear", "center_lfe", "side", "iec958", "spdif", "hdmi",
        "usbstream", "surround21", "surround40", "surround41", "surround50", "surround51", "surround71",
    };

    /// <summary>The card a PCM name says, or null when it says none.</summary>
    /// <param name="pcm">A PCM name such as <c>plughw:CARD=seeed2micvoicec,DEV=0</c>.</param>
    /// <returns>The card's id or number.</returns>
    public static string? CardOf(string pcm)
    {
        var colon = pcm.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0) return null;
        var kind = pcm[..colon].Trim();
        var arguments = pcm[(colon + 1)..].Trim();
        if (kind == "plug") return CardOf(Unquoted(After(arguments, SlaveArgument)));
        if (!OfOneCard.Contains(kind)) return null;
        foreach (var argument in arguments.Split(','))
        {
            if (argument.TrimStart().StartsWith(CardArgument, StringComparison.Ordinal))
                return Named(Unquoted(argument.Trim()[CardArgument.Length..]));
        }

        var first = Unquoted(arguments.Split(',')[0]);
        return first.Contains('=', StringComparison.Ordinal) ? null : Named(first);
    }

    /// <summary>The control device of a card.</summary>
    /// <param name="card">Its id or number.</param>
    public static string ControlOf(string card) => $"hw:{card}";

    private static string? Named(string card) => card.Length > 0 ? card : null;

    private static string After(string text, string prefix) =>
        text.StartsWith(prefix, StringComparison.Ordinal) ? text[prefix.Length..] : text;

    private static string Unquoted(string text)
    {
        text = text.Trim();
        return text is ['\'', .., '\''] or ['"', .., '"'] ? text[1..^1].Trim() : text;
    }
}
