namespace CozeDevice.Rest;

/// <summary>What the value of a field is.</summary>
internal enum FieldType
{
    /// <summary>A text.</summary>
    Text,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A number.</summary>
    Number,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>Names with texts.</summary>
    Pairs,

    /// <summary>Names with any JSON.</summary>
    Json,

    /// <summary>Messages of a conversation.</summary>
    Messages,

    /// <summary>Answers to tool calls.</summary>
    ToolOutputs,

    /// <summary>The bytes of a file.</summary>
    File,
}
