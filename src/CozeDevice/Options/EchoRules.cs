using System.Globalization;
using CozeDevice.Audio;

namespace CozeDevice.Options;

/// <summary>Checks the settings of the echo canceller and builds its options.</summary>
internal static class EchoRules
{
    private const string Auto = "auto";
    private const string Key = "Audio:EchoCancel";
    private const int MostDelayMs = 1_000;

    /// <summary>What is wrong with a delay, or null.</summary>
    public static string? Delay(string text) =>
        text.Equals(Auto, StringComparison.OrdinalIgnoreCase) || Milliseconds(text) is not null
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"should be {Auto} or milliseconds from 0 to {MostDelayMs}, in quotes");

    /// <summary>What is wrong with the settings together.</summary>
    public static IEnumerable<ConfigurationError> Together(LoadedConfiguration loaded)
    {
        if (loaded.Find(Key) is { Value: not "off" } setting && loaded.Find("Turn:Mode")?.Value == "push_to_talk")
        {
            yield return new(
                setting.Origin.Text, Key,
                $"is {setting.Value}, but with Turn:Mode push_to_talk nobody listens while the device speaks; set Turn:Mode to server_vad or semantic_vad, or {Key} to off");
        }
    }

    /// <summary>The options, or null when nothing is cancelled.</summary>
    public static EchoOptions? Build(LoadedConfiguration loaded) => loaded.Find(Key)?.Value is null or "off" ? null : Of(loaded);

    /// <summary>The options, whether or not anything is cancelled; settings that are wrong count as not set.</summary>
    public static EchoOptions Of(LoadedConfiguration loaded) => new()
    {
        TailMs = int.Parse(loaded.Find("Audio:EchoTailMs")!.Value!, CultureInfo.InvariantCulture),
        DelayMs = Milliseconds(loaded.Find("Audio:EchoDelayMs")!.Value!),
    };

    private static int? Milliseconds(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value <= MostDelayMs ? value : null;
}
