namespace CozeDevice.Tools;

/// <summary>What an argument of a tool is, in the words of JSON Schema.</summary>
public enum ToolType
{
    /// <summary><c>string</c>.</summary>
    Text,

    /// <summary><c>integer</c>.</summary>
    Whole,

    /// <summary><c>number</c>.</summary>
    Number,

    /// <summary><c>boolean</c>.</summary>
    Flag,

    /// <summary><c>array</c>.</summary>
    List,

    /// <summary><c>object</c>.</summary>
    Map,
}
