namespace CozeDevice.FirstBoot;

/// <summary>The tokens of a card. What is not certain stays on it: Coze shows a token once, so half of one, or the wrong one of two,
/// must not be taken and removed.</summary>
internal sealed class CardTokens
{
    private readonly HashSet<int> _lines = [];
    private bool _isAmbiguous;
    private string? _token;
    private int _last = -1;

    /// <summary>The token, or null when there is none or more than one.</summary>
    public string? Token => _isAmbiguous ? null : _token;

    /// <summary>The lines that hold it, from 0.</summary>
    public IReadOnlySet<int> Lines => _isAmbiguous ? new HashSet<int>() : _lines;

    /// <summary>Another line with a token.</summary>
    public void Add(string token, int line)
    {
        _isAmbiguous |= _token is not null && _token != token;
        _token = token;
        _last = line;
        _lines.Add(line - 1);
    }

    /// <summary>Whether a line that means nothing is the rest of the token in the line before.</summary>
    /// <param name="plain">The line.</param>
    /// <param name="line">Its number, from 1.</param>
    public CardError? GoesOn(string plain, int line)
    {
        if (line != _last + 1 || !plain.All(CardKeys.IsOfToken)) return null;
        (_isAmbiguous, _last) = (true, line);
        return new(line, $"looks like the rest of the token in line {line - 1}; write all of it on one line");
    }
}
