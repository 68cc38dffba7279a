namespace CozeDevice.Rest;

/// <summary>A message of a conversation or a chat (protocol §4.2, §7.5, §7.6).</summary>
/// <param name="Role"><c>user</c> or <c>assistant</c>.</param>
/// <param name="Content">Text, or the JSON text of an array of parts.</param>
internal sealed record RestMessage(string Role, string Content)
{
    /// <summary><c>type</c>: <c>question</c>, <c>answer</c> and so on; null leaves it to the service.</summary>
    public string? Type { get; init; }

    /// <summary><c>content_type</c>: <c>text</c>, <c>object_string</c> or <c>card</c>.</summary>
    public string ContentType { get; init; } = "text";

    /// <summary><c>meta_data</c>: at most 16 pairs.</summary>
    public IReadOnlyDictionary<string, string>? MetaData { get; init; }

    /// <summary>Keeps what was said out of logs.</summary>
    public override string ToString() => $"RestMessage({Role}, {Type}, {Content.Length} characters)";
}
