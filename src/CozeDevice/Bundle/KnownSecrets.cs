using System.Text.Json;
using CozeDevice.Account;
using CozeDevice.Commands;
using CozeDevice.Doctor;
using CozeDevice.Options;
using CozeDevice.Protocol;
using CozeDevice.State;

namespace CozeDevice.Bundle;

/// <summary>Collects the secrets of this device, so that they can be looked for word for word.</summary>
internal static class KnownSecrets
{
    private const int MaxBytes = 64 * 1024;
    private const int ShortestWord = 8;
    private static readonly string[] Members = ["access_token", "refresh_token", "received_at", "received_ms", "client_id", "lifetime"];
    private static readonly string[] Suspicious = ["TOKEN", "SECRET", "PASSWORD", "PASSWD", "KEY", "AUTH", "COOKIE", "CREDENTIAL"];

    /// <summary>All that can be found. What cannot be read is no secret of this bundle either.</summary>
    /// <param name="context">The surroundings.</param>
    /// <param name="loaded">The configuration, right or wrong.</param>
    public static IReadOnlyList<string> Find(ProgramContext context, LoadedConfiguration loaded)
    {
        var found = new List<string>();
        var inService = Credentials.Find(context);
        foreach (var setting in loaded.Settings)
            if (setting.Key.IsSecret && setting.Value is { } value) found.Add(value);
        foreach (var (name, value) in context.Environment)
        {
            if (Array.Exists(Suspicious, word => name.Contains(word, StringComparison.OrdinalIgnoreCase)) && !value.StartsWith('/'))
                found.Add(value);
        }

        Words(Value("Auth:TokenFile"), found);
        Words(Credentials.FileOf(inService), found);
        Words(Value("Jwt:PrivateKeyFile"), found);
        Headers(Value("Metrics:OtlpHeadersFile"), found);
        var directory = StateDirectory.Resolve(Value("State:Directory"), context.Environment, Environment.IsPrivilegedProcess);
        foreach (var suffix in (string[])["", ".new", ".bad"]) Login(Path.Combine(directory, LoginFile.Name) + suffix, found);
        return found;

        string? Value(string key) => loaded.Find(key)?.Value;
    }

    private static void Words(string? file, List<string> found)
    {
        foreach (var line in Text(file).Split('\n')) found.Add(line.Trim());
    }

    // "Name: value", and the words of the value: "Bearer xyz" is logged without its first word as often as with it.
    private static void Headers(string? file, List<string> found)
    {
        foreach (var line in Text(file).Split('\n'))
        {
            var value = line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
            found.Add(value);
            found.AddRange(value.Split(' '));
        }
    }

    private static void Login(string file, List<string> found)
    {
        try
        {
            using var document = JsonDocument.Parse(Text(file));
            if (!JsonText.IsText(document.RootElement)) throw new JsonException("It is no text.");
            if (document.RootElement.ValueKind != JsonValueKind.Object) return;
            foreach (var member in document.RootElement.EnumerateObject())
            {
                if (member.Name.Contains("token", StringComparison.OrdinalIgnoreCase) && member.Value.ValueKind == JsonValueKind.String)
                    found.Add(member.Value.GetString()!);
            }
        }
        catch (JsonException)
        {
            // Damaged or not there: its words are all taken for secrets, but for the names of its members.
            foreach (var word in Text(file).Split(['"', '\n', ' ', ','], StringSplitOptions.RemoveEmptyEntries))
                if (word.Length >= ShortestWord && !Members.Contains(word)) found.Add(word);
        }
    }

    private static string Text(string? file)
    {
        if (file is null) return "";
        try
        {
            using var open = File.OpenRead(file);
            var bytes = new byte[MaxBytes];
            return System.Text.Encoding.UTF8.GetString(bytes, 0, open.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)).TrimStart('\uFEFF');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            return "";
        }
    }
}
