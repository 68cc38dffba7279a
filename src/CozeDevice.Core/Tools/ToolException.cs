namespace CozeDevice.Tools;

/// <summary>A tool did not do what was asked, and says why in words the model may hear.</summary>
/// <param name="code">A short word, for example <c>bad_arguments</c>.</param>
/// <param name="message">One line; it leaves the device, so it holds no secret.</param>
public sealed class ToolException(string code, string message) : Exception(message)
{
    /// <summary>The short word.</summary>
    public string Code { get; } = code;
}
