namespace CozeDevice.Options;

/// <summary>What is right for the settings of tokens, alone and together.</summary>
internal static class AuthRules
{
    private static readonly string[] Needed = ["Jwt:PrivateKeyFile", "Jwt:AppId", "Jwt:KeyId"];

    /// <summary>The program: searched nowhere, so that nobody can put another one before it.</summary>
    public static string? Command(string program) => program switch
    {
        _ when !Path.IsPathRooted(program) => "should begin with the whole path of the program; no shell and no PATH is asked",
        _ when !File.Exists(program) => "names a program that is not there",
        _ => null,
    };

    /// <summary>What is wrong with the settings together.</summary>
    /// <param name="loaded">Every setting.</param>
    public static IEnumerable<ConfigurationError> Together(LoadedConfiguration loaded)
    {
        if (Given(loaded, "Jwt:DeviceId") is not null && Given(loaded, "Jwt:CustomConsumer") is { } both)
            yield return new(both.Origin.Text, both.Key.Path, "stands beside Jwt:DeviceId; Coze takes one of them");
        if (Given(loaded, "Jwt:Account") is not null && Given(loaded, "Jwt:Enterprise") is { } place)
            yield return new(place.Origin.Text, place.Key.Path, "stands beside Jwt:Account; Coze takes one of them");
        if (Needed.Select(key => Given(loaded, key)).FirstOrDefault(setting => setting is not null) is not { } one) yield break;
        foreach (var key in Needed)
        {
            if (loaded.Find(key) is { Value: null })
                yield return new(one.Origin.Text, key, $"is missing; {one.Key.Path} needs it");
        }
    }

    private static EffectiveSetting? Given(LoadedConfiguration loaded, string key) =>
        loaded.Find(key) is { Value: not null } setting ? setting : null;
}
