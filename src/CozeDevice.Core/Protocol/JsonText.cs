using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace CozeDevice.Protocol;

/// <summary>Text of JSON strings without exceptions: what is not valid Unicode becomes U+FFFD.</summary>
internal static class JsonText
{
    private const int StackLimit = 512;

    /// <summary>Resolves the escapes of a string token that <see cref="System.Text.Json.Utf8JsonReader"/> has
    /// accepted.</summary>
    /// <param name="escaped">The token without its quotes.</param>
    /// <param name="destination">At least as long as <paramref name="escaped"/>: escapes never grow.</param>
    /// <returns>Bytes written.</returns>
    internal static int Unescape(ReadOnlySpan<byte> escaped, Span<byte> destination)
    {
        var written = 0;
        while (true)
        {
            var plain = escaped.IndexOf((byte)'\\');
            if (plain < 0)
                plain = escaped.Length;
            escaped[..plain].CopyTo(destination[written..]);
            written += plain;
            escaped = escaped[plain..];
            if (escaped.Length < 2)
                return written;
            if (escaped[1] == (byte)'u')
            {
                written += Utf16Escape(ref escaped).EncodeToUtf8(destination[written..]);
            }
            else
            {
                destination[written++] = escaped[1] switch
                {
                    (byte)'n' => (byte)'\n',
                    (byte)'t' => (byte)'\t',
                    (byte)'r' => (byte)'\r',
                    (byte)'b' => (byte)'\b',
                    (byte)'f' => (byte)'\f',
                    var itself => itself,
                };
                escaped = escaped[2..];
            }
        }
    }

    /// <summary>The text of a string token.</summary>
    /// <param name="token">The token without its quotes.</param>
    /// <param name="isEscaped">Whether it holds escapes.</param>
    internal static string Decode(ReadOnlySpan<byte> token, bool isEscaped)
    {
        if (!isEscaped)
            return Encoding.UTF8.GetString(token);
        byte[]? rented = null;
        Span<byte> plain = token.Length <= StackLimit
            ? stackalloc byte[StackLimit]
            : (rented = ArrayPool<byte>.Shared.Rent(token.Length));
        var length = Unescape(token, plain);
        var text = Encoding.UTF8.GetString(plain[..length]);
        if (rented is not null)
            ArrayPool<byte>.Shared.Return(rented);
        return text;
    }

    /// <summary>A member of an object; undefined where there is none, and where the names cannot be read.</summary>
    internal static JsonElement Member(JsonElement element, string name)
    {
        try
        {
            return element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : default;
        }
        catch (InvalidOperationException)
        {
            // A name beside it is half a surrogate pair.
            return default;
        }
    }

    /// <summary>The text of an element; null for another type, and for what is no text: the parser looks neither at UTF-8 nor
    /// at halves of surrogate pairs.</summary>
    internal static string? Text(JsonElement element)
    {
        try
        {
            return element.ValueKind == JsonValueKind.String ? element.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Whether every name and every text in an element is text: what is not throws where it is asked for.</summary>
    internal static bool IsText(JsonElement element)
    {
        try
        {
            return element.ValueKind switch
            {
                JsonValueKind.String => element.GetString() is not null,
                JsonValueKind.Array => AreTexts(element),
                JsonValueKind.Object => AreNamedTexts(element),
                _ => true,
            };
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static bool AreTexts(JsonElement array)
    {
        foreach (var item in array.EnumerateArray())
        {
            if (!IsText(item))
                return false;
        }
        return true;
    }

    private static bool AreNamedTexts(JsonElement map)
    {
        foreach (var member in map.EnumerateObject())
        {
            if (member.Name is null || !IsText(member.Value))
                return false;
        }
        return true;
    }

    /// <summary>The beginning of a text, never half a surrogate pair.</summary>
    internal static string Cut(string text, int length)
    {
        if (text.Length <= length)
            return text;
        return text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
    }

    /// <summary>A whole number as digits, or null where it is none or leaves the range of 32 bits.</summary>
    internal static int? Integer(ReadOnlySpan<byte> token)
    {
        if (Utf8Parser.TryParse(token, out int number, out var consumed) && consumed == token.Length)
            return number;
        if (!double.TryParse(token, NumberStyles.Float, CultureInfo.InvariantCulture, out var real))
            return null;
        return real >= int.MinValue && real <= int.MaxValue && Math.Floor(real) == real ? (int)real : null;
    }

    /// <summary>Takes one <c>\uXXXX</c>, or the two of a surrogate pair, off the front.</summary>
    private static Rune Utf16Escape(ref ReadOnlySpan<byte> escaped)
    {
        var first = Unit(escaped);
        escaped = escaped[6..];
        if (!char.IsSurrogate(first))
            return new Rune(first);
        if (escaped.StartsWith("\\u"u8) && Rune.TryCreate(first, Unit(escaped), out var pair))
        {
            escaped = escaped[6..];
            return pair;
        }
        return Rune.ReplacementChar;
    }

    private static char Unit(ReadOnlySpan<byte> escape) =>
        Utf8Parser.TryParse(escape.Slice(2, 4), out ushort unit, out _, 'x') ? (char)unit : '\uFFFD';
}
