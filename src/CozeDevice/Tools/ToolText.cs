using System.Text.Json;

namespace CozeDevice.Tools;

/// <summary>What a program or a server answers, as JSON for the model.</summary>
internal static class ToolText
{
    /// <summary>JSON stays as it is; any other text becomes the member <c>result</c> of an object.</summary>
    /// <param name="text">What came.</param>
    public static string AsJson(string text)
    {
        string trimmed = text.Trim();
        if (trimmed.Length == 0)
            return """{"ok":true}""";
        try
        {
            using JsonDocument document = JsonDocument.Parse(trimmed);
            return trimmed;
        }
        catch (JsonException)
        {
            return ToolResult.Json(json => json.WriteString("result"u8, trimmed));
        }
    }
}
