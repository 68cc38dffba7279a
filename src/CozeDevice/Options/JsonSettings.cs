using System.Buffers;
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
        if (FirstNotUtf8(json) is >= 0 and var wrong)
        {
            const string Encoding = "is not UTF-8; save the file as UTF-8 (in GBK: iconv -f GBK -t UTF-8)";
            errors.Add(new($"{file}:{LineAt(json, wrong)}", null, Encoding));
            return [];
        }

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
        catch (InvalidOperationException)
        {
            errors.Add(new($"{file}:{LineAt(json, reader.TokenStartIndex)}", null, JsonValue.NoText));
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
                case JsonTokenType.StartObject when Takes(path, OptionType.Map, OptionType.Object):
                case JsonTokenType.StartArray when Takes(path, OptionType.List):
                    found.Add(new(path, SettingKind.Json, Whole(ref reader, json), origin));
                    break;
                case JsonTokenType.StartObject:
                    ReadObject(ref reader, path + ":", file, json, found, errors);
                    break;
                case JsonTokenType.StartArray:
                    reader.Skip();
                    errors.Add(new(origin.Text, path, "is a list; it should be one value"));
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

    private static bool Takes(string path, params ReadOnlySpan<OptionType> types) =>
        OptionCatalog.Find(path) is { } key && types.Contains(key.Type);

    // Written anew without the comments and commas that only a file may have.
    private static string Whole(ref Utf8JsonReader reader, ReadOnlySpan<byte> json)
    {
        int start = (int)reader.TokenStartIndex;
        reader.Skip();
        using JsonDocument value = JsonDocument.Parse(
            json[start..(int)reader.BytesConsumed].ToArray(),
            new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes)) value.RootElement.WriteTo(writer);
        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static int FirstNotUtf8(ReadOnlySpan<byte> json)
    {
        for (int at = 0; at < json.Length;)
        {
            if (Rune.DecodeFromUtf8(json[at..], out _, out int length) != OperationStatus.Done) return at;
            at += length;
        }
        return -1;
    }

    private static int LineAt(ReadOnlySpan<byte> json, long index) => 1 + json[..(int)index].Count((byte)'\n');
}
