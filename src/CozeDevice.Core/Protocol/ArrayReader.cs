using System.Text.Json;

namespace CozeDevice.Protocol;

/// <summary>Walks the elements of one JSON array that has been tokenised before.</summary>
internal ref struct ArrayReader
{
    private readonly ReadOnlySpan<byte> _utf8;
    private readonly bool _isArray;
    private Utf8JsonReader _json;

    /// <summary>Starts before the first element.</summary>
    /// <param name="utf8">One JSON value; empty, or anything but an array, has no elements.</param>
    internal ArrayReader(ReadOnlySpan<byte> utf8)
    {
        _utf8 = utf8;
        _json = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = ObjectReader.MaxDepth });
        _isArray = !utf8.IsEmpty && _json.Read() && _json.TokenType == JsonTokenType.StartArray;
    }

    /// <summary>Whether the current element is an object.</summary>
    internal readonly bool IsObject => _json.TokenType == JsonTokenType.StartObject;

    /// <summary>Goes to the next element.</summary>
    internal bool Next()
    {
        if (!_isArray)
            return false;
        if (_json.CurrentDepth > 0)
            _json.Skip();
        return _json.Read() && _json.TokenType != JsonTokenType.EndArray;
    }

    /// <summary>The current element as a slice of the array.</summary>
    internal ReadOnlySpan<byte> Slice()
    {
        var start = (int)_json.TokenStartIndex;
        _json.Skip();
        return _utf8[start..(int)_json.BytesConsumed];
    }
}
