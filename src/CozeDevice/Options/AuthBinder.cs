using System.Globalization;
using CozeDevice.Account;

namespace CozeDevice.Options;

/// <summary>Builds the options of tokens.</summary>
internal static class AuthBinder
{
    /// <summary>The options, from settings that are all right.</summary>
    /// <param name="loaded">Every setting.</param>
    public static AuthOptions Build(LoadedConfiguration loaded)
    {
        return new()
        {
            Token = Value("Auth:Token"),
            TokenWrittenIn = loaded.Find("Auth:Token")?.Origin.File,
            TokenFile = Value("Auth:TokenFile"),
            ClientId = Value("Auth:ClientId"),
            Command = List("Auth:Command"),
            Jwt = Value("Jwt:PrivateKeyFile") is { } file ? Jwt(file) : null,
        };

        string? Value(string path) => loaded.Find(path)?.Value;
        IReadOnlyList<string> List(string path) => Value(path) is { } text ? JsonValue.List(text) : [];
        JwtSettings Jwt(string file) => new()
        {
            PrivateKeyFile = file,
            AppId = Value("Jwt:AppId")!,
            KeyId = Value("Jwt:KeyId")!,
            Audience = new Uri(Value("Coze:ApiUrl")!).Host,
            Duration = TimeSpan.FromSeconds(int.Parse(Value("Jwt:DurationSeconds")!, CultureInfo.InvariantCulture)),
            SessionName = Value("Jwt:SessionName"),
            DeviceId = Value("Jwt:DeviceId"),
            CustomConsumer = Value("Jwt:CustomConsumer"),
            BotIds = List("Jwt:BotIds"),
            Account = Value("Jwt:Account"),
            Enterprise = Value("Jwt:Enterprise"),
        };
    }
}
