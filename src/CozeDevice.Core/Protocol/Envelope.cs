namespace CozeDevice.Protocol;

/// <summary>What every message has in common (protocol §2.7), as slices of it.</summary>
/// <remarks>The members of <c>data</c> that an audio delta needs are taken along, so that it is tokenised
/// once.</remarks>
internal ref struct Envelope
{
    /// <summary><c>event_type</c>; empty where absent or not a string.</summary>
    internal ReadOnlySpan<byte> Type;

    /// <summary><c>data</c>: one JSON value, empty where absent.</summary>
    internal ReadOnlySpan<byte> Data;

    /// <summary><c>data.content</c> as it stands in the message.</summary>
    internal ReadOnlySpan<byte> Content;

    /// <summary><c>data.chat_id</c>; empty where absent or neither string nor number.</summary>
    internal ReadOnlySpan<byte> ChatId;

    /// <summary>Whether <c>data.content</c> is a string.</summary>
    internal bool HasContent;

    /// <summary>Whether <c>data.content</c> holds escapes.</summary>
    internal bool IsContentEscaped;

    private ReadOnlySpan<byte> _detail;

    /// <summary>Tokenises the whole message.</summary>
    /// <exception cref="System.Text.Json.JsonException">The message is not one JSON value.</exception>
    internal static Envelope Read(ReadOnlySpan<byte> utf8)
    {
        var envelope = default(Envelope);
        var members = new ObjectReader(utf8);
        while (members.Next())
        {
            if (members.Name.SequenceEqual("event_type"u8))
                envelope.Type = members.IsString ? members.Plain() : default;
            else if (members.Name.SequenceEqual("data"u8))
                envelope.ReadData(ref members, utf8);
            else if (members.Name.SequenceEqual("detail"u8))
                envelope._detail = members.Slice();
        }
        return members.IsAtEnd() ? envelope : default;
    }

    /// <summary><c>detail.logid</c>, or null.</summary>
    internal readonly string? LogId()
    {
        string? logId = null;
        var members = new ObjectReader(_detail);
        while (members.Next())
        {
            if (members.Name.SequenceEqual("logid"u8))
                logId = members.IsScalar ? members.Id() : null;
        }
        return logId;
    }

    private void ReadData(ref ObjectReader members, ReadOnlySpan<byte> utf8)
    {
        Data = default;
        Content = default;
        ChatId = default;
        HasContent = false;
        var start = members.Position(afterwards: false);
        if (!members.Enter())
            return;
        while (members.Next())
        {
            if (members.Name.SequenceEqual("content"u8))
            {
                HasContent = members.IsString;
                IsContentEscaped = members.IsEscaped;
                Content = members.Raw;
            }
            else if (members.Name.SequenceEqual("chat_id"u8))
            {
                ChatId = members.IsScalar ? members.Plain() : default;
            }
        }
        Data = utf8[start..members.Position(afterwards: true)];
    }
}
