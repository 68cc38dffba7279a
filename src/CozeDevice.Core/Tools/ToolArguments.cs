using System.Globalization;
using System.Text.Json;
using CozeDevice.Protocol;

namespace CozeDevice.Tools;

/// <summary>Arguments as a model writes them: read leniently, checked against the definition. Pure.</summary>
/// <remarks>Numbers and booleans in quotes are taken for what they hold; members nobody asked for are left alone.</remarks>
public static class ToolArguments
{
    /// <summary>Longest arguments that are read, in characters.</summary>
    public const int MaxLength = 64 * 1024;

    private const int MaxDepth = 32;

    /// <summary>Reads the text of the arguments.</summary>
    /// <param name="text">JSON text; empty means none.</param>
    /// <exception cref="ToolException">It is no JSON object.</exception>
    public static JsonDocument Parse(string text)
    {
        if (text.Length > MaxLength)
            throw new ToolException("bad_arguments", $"the arguments are longer than {MaxLength} characters");
        try
        {
            var options = new JsonDocumentOptions
            {
                AllowTrailingCommas = true,
                CommentHandling = JsonCommentHandling.Skip,
                MaxDepth = MaxDepth,
            };
            JsonDocument document = JsonDocument.Parse(string.IsNullOrWhiteSpace(text) ? "{}" : text, options);
            if (document.RootElement.ValueKind == JsonValueKind.Object && JsonText.IsText(document.RootElement))
                return document;
            document.Dispose();
        }
        catch (JsonException)
        {
            // Said below: what the model wrote is not repeated to it.
        }
        throw new ToolException("bad_arguments", "the arguments are not a JSON object");
    }

    /// <summary>Checks every parameter.</summary>
    /// <exception cref="ToolException">The first that is missing or wrong, and what would be right.</exception>
    public static void Check(ToolDefinition definition, JsonElement arguments)
    {
        foreach (ToolParameter parameter in definition.Parameters)
        {
            if (!arguments.TryGetProperty(parameter.Name, out JsonElement value) || value.ValueKind == JsonValueKind.Null)
            {
                if (parameter.Required)
                    throw new ToolException("bad_arguments", $"{parameter.Name} is missing; it is {Right(parameter)}");
            }
            else if (!Fits(parameter, value))
            {
                throw new ToolException("bad_arguments", $"{parameter.Name} should be {Right(parameter)}");
            }
        }
    }

    /// <summary>What a tool is given: the parameters it declares, each of the type it declares. A tool that declares none gets all.</summary>
    /// <param name="definition">The tool.</param>
    /// <param name="arguments">Arguments that passed <see cref="Check"/>.</param>
    public static JsonDocument Declared(ToolDefinition definition, JsonElement arguments) => JsonDocument.Parse(ToolResult.Json(json =>
    {
        foreach (JsonProperty member in arguments.EnumerateObject())
        {
            if (definition.Parameters.Count == 0)
                member.WriteTo(json);
        }
        foreach (ToolParameter parameter in definition.Parameters)
        {
            if (!arguments.TryGetProperty(parameter.Name, out JsonElement value) || value.ValueKind == JsonValueKind.Null)
                continue;
            json.WritePropertyName(parameter.Name);
            if (parameter.Type == ToolType.Whole && NumberOf(value) is { } whole and > long.MinValue and < long.MaxValue)
                json.WriteNumberValue((long)whole);
            else if (parameter.Type is ToolType.Whole or ToolType.Number && NumberOf(value) is { } number)
                json.WriteNumberValue(number);
            else if (parameter.Type == ToolType.Flag && FlagOf(value) is { } flag)
                json.WriteBooleanValue(flag);
            else
                value.WriteTo(json);
        }
    }));

    /// <summary>A number, or null when it is not given.</summary>
    public static double? Number(JsonElement arguments, string name) =>
        NumberOf(JsonText.Member(arguments, name));

    /// <summary>A text, or null when it is not given.</summary>
    public static string? Text(JsonElement arguments, string name) =>
        JsonText.Text(JsonText.Member(arguments, name));

    /// <summary>A flag, or null when it is not given.</summary>
    public static bool? Flag(JsonElement arguments, string name) =>
        FlagOf(JsonText.Member(arguments, name));

    private static bool Fits(ToolParameter parameter, JsonElement value) => parameter.Type switch
    {
        ToolType.Text => value.ValueKind == JsonValueKind.String
            && (parameter.Choices.Count == 0 || Contains(parameter.Choices, JsonText.Text(value))),
        ToolType.Whole => NumberOf(value) is { } number && double.IsInteger(number) && IsWithin(parameter, number),
        ToolType.Number => NumberOf(value) is { } number && IsWithin(parameter, number),
        ToolType.Flag => FlagOf(value) is not null,
        ToolType.List => value.ValueKind == JsonValueKind.Array,
        _ => value.ValueKind == JsonValueKind.Object,
    };

    private static bool IsWithin(ToolParameter parameter, double number) =>
        !(number < parameter.Least) && !(number > parameter.Most);

    private static bool Contains(IReadOnlyList<string> choices, string? text)
    {
        foreach (string choice in choices)
        {
            if (choice == text)
                return true;
        }
        return false;
    }

    private static double? NumberOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number when value.TryGetDouble(out double number) && double.IsFinite(number) => number,
        JsonValueKind.String when double.TryParse(
            JsonText.Text(value), NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            && double.IsFinite(number) => number,
        _ => null,
    };

    private static bool? FlagOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String when bool.TryParse(JsonText.Text(value), out bool flag) => flag,
        _ => null,
    };

    private static string Right(ToolParameter parameter) => parameter switch
    {
        { Choices.Count: > 0 } => "one of " + string.Join(", ", parameter.Choices),
        { Type: ToolType.Whole, Least: { } least, Most: { } most } =>
            string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}"),
        { Type: ToolType.Whole } => "a whole number",
        { Type: ToolType.Number, Least: { } least, Most: { } most } =>
            string.Create(CultureInfo.InvariantCulture, $"a number from {least} to {most}"),
        { Type: ToolType.Number } => "a number",
        { Type: ToolType.Flag } => "true or false",
        { Type: ToolType.List } => "an array",
        { Type: ToolType.Map } => "an object",
        _ => "text",
    };
}
