using System.Buffers;
using System.Text.Json;
using CozeDevice.Protocol;

namespace CozeDevice.Account;

/// <summary>The content of <c>login.json</c>.</summary>
internal static class LoginJson
{
    private const int Version = 1;

    /// <summary>Writes a login as one object.</summary>
    public static byte[] Write(StoredLogin login)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new() { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteNumber("version", Version);
            json.WriteNumber("serial", login.Serial);
            json.WriteString("api_url", login.ApiUrl);
            json.WriteString("client_id", login.ClientId);
            if (login.VoidReason is { } reason)
            {
                json.WriteString("void", reason);
            }
            else
            {
                json.WriteString("access_token", login.AccessToken);
                json.WriteString("refresh_token", login.RefreshToken);
            }

            json.WriteNumber("received_at", login.ReceivedAt.Wall.ToUnixTimeSeconds());
            json.WriteNumber("received_ms", (long)login.ReceivedAt.Monotonic.TotalMilliseconds);
            json.WriteString("boot", login.ReceivedAt.Boot);
            json.WriteNumber("lifetime", (long)login.Lifetime.TotalSeconds);
            json.WriteEndObject();
        }

        buffer.Write("\n"u8);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Reads a login.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static StoredLogin Read(ReadOnlyMemory<byte> content)
    {
        using var document = JsonDocument.Parse(content);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object || Number(root, "version") is null) throw new JsonException("There is no version.");
        var reason = Text(root, "void");
        var address = Required(root, "api_url");
        if (!Uri.TryCreate(address, UriKind.Absolute, out _)) throw new JsonException("api_url is no address.");
        return new()
        {
            ApiUrl = address,
            ClientId = Required(root, "client_id"),
            Serial = Number(root, "serial") ?? 0,
            VoidReason = reason,
            AccessToken = reason is null ? Token(root, "access_token") : "",
            RefreshToken = reason is null ? Token(root, "refresh_token") : "",
            ReceivedAt = new(
                Wall(Number(root, "received_at") ?? 0),
                TimeSpan.FromMilliseconds(Math.Clamp(Number(root, "received_ms") ?? 0, 0, uint.MaxValue * 1000L)),
                Text(root, "boot") ?? ""),
            Lifetime = TimeSpan.FromSeconds(Math.Clamp(Number(root, "lifetime") ?? 0, 0, int.MaxValue)),
        };
    }

    private static DateTimeOffset Wall(long seconds) =>
        DateTimeOffset.FromUnixTimeSeconds(Math.Clamp(seconds, 0, DateTimeOffset.MaxValue.ToUnixTimeSeconds()));

    private static string Token(JsonElement root, string name) =>
        Required(root, name) is { } token && TokenText.IsToken(token) ? token : throw new JsonException($"{name} is no token.");

    private static string Required(JsonElement root, string name) =>
        Text(root, name) is { Length: > 0 } text ? text : throw new JsonException($"There is no {name}.");

    private static string? Text(JsonElement root, string name) => JsonText.Text(JsonText.Member(root, name));

    private static long? Number(JsonElement root, string name) =>
        JsonText.Member(root, name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out var number) ? number : null;
}
