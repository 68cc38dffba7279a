using System.Text;
using System.Text.Unicode;

namespace CozeDevice.FirstBoot;

/// <summary>The bytes of a text file from any PC as lines, and back without changing what was not touched.</summary>
internal sealed class CardText
{
    private const char Mark = '\uFEFF';

    // What editors write who were asked for a document instead of a text.
    private static readonly (byte[] Beginning, string Name)[] Formats =
    [
        ("{\\rtf"u8.ToArray(), "a rich text (RTF)"),
        ("PK\u0003\u0004"u8.ToArray(), "a document of Word or LibreOffice"),
        ([0xD0, 0xCF, 0x11, 0xE0], "a document of Word"),
        ("%PDF"u8.ToArray(), "a PDF"),
        ("<html"u8.ToArray(), "a web page"),
        ("<!DOCTYPE"u8.ToArray(), "a web page"),
    ];

    private readonly Encoding _encoding;
    private readonly bool _isMarked;

    private CardText(Encoding encoding, bool isMarked, string? format, IReadOnlyList<CardLine> lines) =>
        (_encoding, _isMarked, Format, Lines) = (encoding, isMarked, format, lines);

    /// <summary>The lines.</summary>
    public IReadOnlyList<CardLine> Lines { get; }

    /// <summary>How lines end in this file; CR LF, as every PC reads it, where none ends.</summary>
    public string NewLine => Lines.FirstOrDefault(static line => line.End.Length > 0).End ?? "\r\n";

    /// <summary>What the file is instead of a text, or null.</summary>
    public string? Format { get; }

    /// <summary>Whether the encoding is none we know (GBK, Latin-1): what is not ASCII cannot be understood, but is kept.</summary>
    public bool IsForeign => _encoding == Encoding.Latin1;

    /// <summary>Reads UTF-8 and UTF-16 with and without a mark, and anything else byte by byte.</summary>
    public static CardText Read(ReadOnlySpan<byte> bytes)
    {
        Encoding encoding = bytes switch
        {
            [0xFF, 0xFE, ..] => Encoding.Unicode,
            [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode,
            _ when Utf16(bytes) is { } unmarked => unmarked,
            _ when Utf8.IsValid(bytes) => new UTF8Encoding(false),
            _ => Encoding.Latin1,
        };
        string text = encoding.GetString(bytes);
        bool isMarked = text.StartsWith(Mark);
        string? format = null;
        foreach (var (beginning, name) in Formats)
            if (bytes.StartsWith(beginning)) format = name;
        return new(encoding, isMarked, format, Split(isMarked ? text[1..] : text));
    }

    /// <summary>The bytes of other lines in the encoding of this file.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="added">More of them, at the end.</param>
    public byte[] Write(IEnumerable<CardLine> lines, IEnumerable<string> added)
    {
        var text = new StringBuilder();
        if (_isMarked) text.Append(Mark);
        bool isOpen = false;
        foreach (CardLine line in lines)
        {
            text.Append(line.Text).Append(line.End);
            isOpen = line.End.Length == 0;
        }

        foreach (string line in added)
        {
            if (isOpen) text.Append(NewLine);
            text.Append(line).Append(NewLine);
            isOpen = false;
        }

        return _encoding.GetBytes(text.ToString());
    }

    private static List<CardLine> Split(string text)
    {
        var lines = new List<CardLine>();
        int from = 0;
        while (from < text.Length)
        {
            int at = text.AsSpan(from).IndexOfAny('\r', '\n');
            if (at < 0)
            {
                lines.Add(new(text[from..], ""));
                break;
            }

            at += from;
            int next = at + (text.AsSpan(at).StartsWith("\r\n") ? 2 : 1);
            lines.Add(new(text[from..at], text[at..next]));
            from = next;
        }

        return lines;
    }

    // Every other byte of an ASCII text in UTF-16 is zero.
    private static UnicodeEncoding? Utf16(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 4 || bytes.Length % 2 != 0) return null;
        int even = 0, odd = 0, most = bytes.Length / 4;
        for (int i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] != 0) continue;
            if (i % 2 == 0) even++;
            else odd++;
        }

        if (odd > most && even == 0) return new UnicodeEncoding(bigEndian: false, byteOrderMark: false);
        return even > most && odd == 0 ? new UnicodeEncoding(bigEndian: true, byteOrderMark: false) : null;
    }
}
