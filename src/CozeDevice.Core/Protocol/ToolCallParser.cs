namespace CozeDevice.Protocol;

/// <summary>Reads <c>required_action</c> (protocol §4.12).</summary>
/// <remarks>A call that could not be answered (no id, or that of a call before) is left out, as are more than
/// <see cref="MaxCalls"/>: the answer would be refused as a whole.</remarks>
internal static class ToolCallParser
{
    /// <summary>Most calls of one request.</summary>
    internal const int MaxCalls = 128;

    internal static List<ToolCall> Parse(ReadOnlySpan<byte> requiredAction)
    {
        var calls = new List<ToolCall>();
        var elements = new ArrayReader(Member(Member(requiredAction, "submit_tool_outputs"u8), "tool_calls"u8));
        while (calls.Count < MaxCalls && elements.Next())
        {
            if (elements.IsObject && Call(elements.Slice()) is { Id.Length: > 0 } call && !IsKnown(calls, call.Id))
                calls.Add(call);
        }
        return calls;
    }

    private static bool IsKnown(List<ToolCall> calls, string id)
    {
        foreach (var call in calls)
        {
            if (call.Id == id)
                return true;
        }
        return false;
    }

    private static ToolCall Call(ReadOnlySpan<byte> utf8)
    {
        var id = "";
        var type = "";
        ReadOnlySpan<byte> function = default;
        var members = new ObjectReader(utf8);
        while (members.Next())
        {
            // Not cut: the answer has to repeat it to the letter.
            if (members.Name.SequenceEqual("id"u8))
                id = members.Text();
            else if (members.Name.SequenceEqual("type"u8))
                type = members.Id();
            else if (members.Name.SequenceEqual("function"u8))
                function = members.Slice();
        }
        var name = "";
        var arguments = "";
        members = new ObjectReader(function);
        while (members.Next())
        {
            if (members.Name.SequenceEqual("name"u8))
                name = members.Id();
            else if (members.Name.SequenceEqual("arguments"u8))
                arguments = members.TextOrJson();
        }
        return new ToolCall(id, type, name, arguments);
    }

    private static ReadOnlySpan<byte> Member(ReadOnlySpan<byte> utf8, ReadOnlySpan<byte> name)
    {
        ReadOnlySpan<byte> value = default;
        var members = new ObjectReader(utf8);
        while (members.Next())
        {
            if (members.Name.SequenceEqual(name))
                value = members.Slice();
        }
        return value;
    }
}
