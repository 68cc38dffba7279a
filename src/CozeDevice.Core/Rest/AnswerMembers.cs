using System.Globalization;
using System.Text.Json;
using CozeDevice.Protocol;

namespace CozeDevice.Rest;

/// <summary>Members of an answer, which may be absent, null or of another type.</summary>
internal static class AnswerMembers
{
    private const int MaxTextLength = 1024 * 1024;

    /// <summary>A text, or a number as it is written; empty for everything else.</summary>
    internal static string Text(this JsonElement element, string name)
    {
        var value = element.Member(name);
        var text = value.ValueKind switch
        {
            JsonValueKind.String => JsonText.Text(value) ?? "",
            JsonValueKind.Number => value.GetRawText(),
            _ => "",
        };
        return JsonText.Cut(text, MaxTextLength);
    }

    /// <summary>A whole number, written as such or in a text; null for everything else.</summary>
    internal static long? Integer(this JsonElement element, string name) =>
        long.TryParse(element.Text(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    /// <summary>A truth value; false for everything else.</summary>
    internal static bool Truth(this JsonElement element, string name) =>
        element.Member(name).ValueKind == JsonValueKind.True;

    /// <summary>A member, or <see cref="JsonValueKind.Undefined"/>.</summary>
    internal static JsonElement Member(this JsonElement element, string name) => JsonText.Member(element, name);

    /// <summary>The objects of a list; anything else is an empty list.</summary>
    internal static IEnumerable<JsonElement> Objects(this JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Array)
            yield break;
        foreach (var item in element.EnumerateArray())
        {
            if (item.ValueKind == JsonValueKind.Object)
                yield return item;
        }
    }
}
