using System.Text;
using System.Text.Unicode;

namespace CozeDevice.FirstBoot;

/// <summary>The bytes of a text file from any PC as lines, and back without changing what was not touched.</summary>
internal sealed class CardText
{
    private const char Mark = '\uFEFF';

    private readonly Encoding _encoding;
    private readonly bool _isMarked;

    private CardText(Encoding encoding, bool isMarked, bool isForeign, string newLine, IReadOnlyList<string> lines) =>
        (_encoding, _isMarked, IsForeign, NewLine, Lines) = (encoding, isMarked, isForeign, newLine, lines);

    /// <summary>The lines without their ends.</summary>
    public IReadOnlyList<string> Lines { get; }

    /// <summary>How lines end in this file; CR LF, as every PC reads it, where it has one line only.</summary>
    public string NewLine { get; }

    /// <summary>Whether the encoding is none we know (GBK, Latin-1): what is not ASCII cannot be understood, but is kept.</summary>
    public bool IsForeign { get; }

    /// <summary>Reads UTF-8 with and without a mark, UTF-16 with one, and anything else byte by byte.</summary>
    public static CardText Read(ReadOnlySpan<byte> bytes)
    {
        Encoding encoding = bytes switch
        {
            [0xFF, 0xFE, ..] => Encoding.Unicode,
            [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode,
            _ => IsUtf8(bytes) ? new UTF8Encoding(false) : Encoding.Latin1,
        };
        string text = encoding.GetString(bytes);
        bool isMarked = text.StartsWith(Mark);
        if (isMarked) text = text[1..];
        string newLine = text.Contains("\r\n", StringComparison.Ordinal) || !text.Contains('\n', StringComparison.Ordinal) ? "\r\n" : "\n";
        List<string> lines = [.. text.Split('\n').Select(static line => line.TrimEnd('\r'))];
        // What ends the last line begins no other one.
        if (lines[^1].Length == 0) lines.RemoveAt(lines.Count - 1);
        return new(encoding, isMarked, encoding == Encoding.Latin1, newLine, lines);
    }

    /// <summary>The bytes of other lines in the encoding of this file.</summary>
    public byte[] Write(IEnumerable<string> lines)
    {
        var text = new StringBuilder();
        if (_isMarked) text.Append(Mark);
        foreach (string line in lines) text.Append(line).Append(NewLine);
        return _encoding.GetBytes(text.ToString());
    }

    private static bool IsUtf8(ReadOnlySpan<byte> bytes) => Utf8.IsValid(bytes);
}
