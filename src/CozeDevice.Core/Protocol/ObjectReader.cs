using System.Text.Json;

namespace CozeDevice.Protocol;

/// <summary>Walks the members of one JSON object in whatever order they come; what is not asked for is skipped.</summary>
/// <remarks>Allocates nothing by itself. <see cref="Next"/> throws <see cref="JsonException"/> for broken JSON and for
/// nesting deeper than <see cref="MaxDepth"/>; nothing else throws, whatever the types of the values are.</remarks>
internal ref struct ObjectReader
{
    /// <summary>Deepest nesting accepted.</summary>
    internal const int MaxDepth = 64;

    /// <summary>Longest id or name kept, in characters.</summary>
    internal const int MaxIdLength = 128;

    private readonly ReadOnlySpan<byte> _utf8;
    private Utf8JsonReader _json;

    /// <summary>Starts before the first member.</summary>
    /// <param name="utf8">One JSON value; empty, or anything but an object, has no members.</param>
    internal ObjectReader(ReadOnlySpan<byte> utf8)
    {
        _utf8 = utf8;
        _json = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = MaxDepth });
        IsObject = !utf8.IsEmpty && _json.Read() && _json.TokenType == JsonTokenType.StartObject;
    }

    /// <summary>Whether there is an object to walk.</summary>
    internal bool IsObject { get; }

    /// <summary>The current member's name, escapes resolved.</summary>
    internal ReadOnlySpan<byte> Name { get; private set; }

    /// <summary>Whether the current value is a string or a number.</summary>
    internal readonly bool IsScalar => _json.TokenType is JsonTokenType.String or JsonTokenType.Number;

    /// <summary>Whether the current value is a string.</summary>
    internal readonly bool IsString => _json.TokenType == JsonTokenType.String;

    /// <summary>Goes to the next member's value.</summary>
    internal bool Next()
    {
        if (!IsObject)
            return false;
        if (_json.TokenType != JsonTokenType.StartObject || _json.CurrentDepth > 0)
            _json.Skip();
        if (!_json.Read() || _json.TokenType == JsonTokenType.EndObject)
            return false;
        Name = Plain();
        _json.Read();
        return true;
    }

    /// <summary>After the last member: whether nothing but white space follows the object.</summary>
    internal bool IsAtEnd() => !_json.Read();

    /// <summary>The current value as a slice of the message; empty for <c>null</c>.</summary>
    internal ReadOnlySpan<byte> Slice()
    {
        if (_json.TokenType == JsonTokenType.Null)
            return default;
        var start = (int)_json.TokenStartIndex;
        _json.Skip();
        return _utf8[start..(int)_json.BytesConsumed];
    }

    /// <summary>The current value's bytes with escapes resolved; a copy only where there are any.</summary>
    internal readonly ReadOnlySpan<byte> Plain()
    {
        if (!_json.ValueIsEscaped)
            return _json.ValueSpan;
        var plain = new byte[_json.ValueSpan.Length];
        return plain.AsSpan(0, JsonText.Unescape(_json.ValueSpan, plain));
    }

    /// <summary>The current value as text: strings, and numbers as written. Empty for everything else.</summary>
    internal readonly string Text() => IsScalar ? JsonText.Decode(_json.ValueSpan, _json.ValueIsEscaped) : "";

    /// <summary>As <see cref="Text"/>, cut to <see cref="MaxIdLength"/>.</summary>
    internal readonly string Id() => JsonText.Cut(Text(), MaxIdLength);

    /// <summary>As <see cref="Text"/>; an object or array gives its JSON text.</summary>
    internal string TextOrJson() => _json.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray
        ? JsonText.Decode(Slice(), isEscaped: false)
        : Text();

    /// <summary>The current value as a whole number, written as such or in a string. Null for everything else.</summary>
    internal readonly int? Integer() => IsScalar ? JsonText.Integer(_json.ValueSpan) : null;
}
