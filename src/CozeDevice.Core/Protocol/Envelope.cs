namespace CozeDevice.Protocol;

/// <summary>What every message has in common (protocol §2.7), as slices of it.</summary>
internal ref struct Envelope
{
    /// <summary><c>event_type</c>; empty where absent or not a string.</summary>
    internal ReadOnlySpan<byte> Type;

    /// <summary><c>data</c>: one JSON value, empty where absent.</summary>
    internal ReadOnlySpan<byte> Data;

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
                envelope.Data = members.Slice();
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
}
