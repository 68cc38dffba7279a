using System.Text;
using System.Text.Json;

namespace CozeDevice.Options;

/// <summary>Reads one configuration file: JSON with comments and trailing commas. Every value keeps its line.</summary>
internal static class JsonSettings
{
    private const int MaxBytes = 1024 * 1024;

    /// <summary>Reads a file that must be there. Problems with the file as a whole go to
    /// <paramref name="errors"/>.</summary>
    public static IReadOnlyList<Setting> Read(string file, List<ConfigurationError> errors)
    {
        try
        {
            if (new FileInfo(file) is { Exists: true, Length: > MaxBytes })
            {
                errors.Add(new(file, null, "is larger than 1 MiB; that is no configuration file"));
                return [];
            }

            return Parse(file, File.ReadAllBytes(file), errors);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            errors.Add(new(file, null, "does not exist"));
        }
        catch (UnauthorizedAccessException)
        {
            errors.Add(new(file, null, "may not be read by this user"));
        }
        catch (IOException e)
        {
            errors.Add(new(file, null, $"cannot be read: {e.Message}"));
        }

        return [];
    }

    /// <summary>Reads the content of a file.</summary>
    public static IReadOnlyList<Setting> Parse(string file, ReadOnlySpan<byte> json, List<ConfigurationError> errors)
    {
        if (json.StartsWith("\uFEFF"u8)) json = json[3..];
        var found = new List<Setting>();
        var reader = new Utf8JsonReader(
            json, new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        try
        {
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
                errors.Add(new($"{file}:1", null, "should hold one JSON object with a section per key"));
            else
                ReadObject(ref reader, "", file, json, found, errors);
            reader.Read();
        }
        catch (JsonException e)
        {
            // The parser's own text may quote what it stumbled over, and that could be a token.
            const string Problem = "is not valid JSON from here on; look for a missing quote, comma or brace";
            errors.Add(new($"{file}:{e.LineNumber + 1}", null, Problem));
        }

        return found;
    }

    private static void ReadObject(
        ref Utf8JsonReader reader,
        string prefix,
        string file,
        ReadOnlySpan<byte> json,
        List<Setting> found,
        List<ConfigurationError> errors)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var path = prefix + reader.GetString();
            var origin = SettingOrigin.Line(file, LineAt(json, reader.TokenStartIndex));
            reader.Read();
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                    ReadObject(ref reader, path + ":", file, json, found, errors);
                    break;
                case JsonTokenType.StartArray:
                    if (ReadList(ref reader) is { } items) found.Add(new(path, SettingKind.List, SettingList.Write(items), origin));
                    else errors.Add(new(origin.Text, path, "is a list of something else than texts"));
                    break;
                case JsonTokenType.String:
                    found.Add(new(path, SettingKind.Text, reader.GetString()!, origin));
                    break;
                case JsonTokenType.Number:
                    found.Add(new(path, SettingKind.Number, Encoding.UTF8.GetString(reader.ValueSpan), origin));
                    break;
                case JsonTokenType.Null:
                    found.Add(new(path, SettingKind.Null, "", origin));
                    break;
                default:
                    found.Add(new(path, SettingKind.Boolean, reader.GetBoolean() ? "true" : "false", origin));
                    break;
            }
        }
    }

    // Reads to the end of the array in any case.
    private static List<string>? ReadList(ref Utf8JsonReader reader)
    {
        List<string>? items = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.String)
            {
                items?.Add(reader.GetString()!);
                continue;
            }

            items = null;
            reader.Skip();
        }

        return items;
    }

    private static int LineAt(ReadOnlySpan<byte> json, long index) => 1 + json[..(int)index].Count((byte)'\n');
}
