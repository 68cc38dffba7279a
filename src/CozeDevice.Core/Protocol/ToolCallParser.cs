namespace CozeDevice.Protocol;

/// <summary>Reads <c>required_action</c> (protocol §4.12).</summary>
internal static class ToolCallParser
{
    internal static List<ToolCall> Parse(ReadOnlySpan<byte> requiredAction)
    {
        var calls = new List<ToolCall>();
        var elements = new ArrayReader(Member(Member(requiredAction, "submit_tool_outputs"u8), "tool_calls"u8));
        while (elements.Next())
        {
            if (elements.IsObject)
                calls.Add(Call(elements.Slice()));
        }
        return calls;
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
