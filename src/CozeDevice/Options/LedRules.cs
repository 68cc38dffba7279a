using System.Globalization;

namespace CozeDevice.Options;

/// <summary>What is right for the settings of the LED, alone and together.</summary>
internal static class LedRules
{
    /// <summary>The most pixels that fit into one transfer of the spidev module.</summary>
    public const int MaxPixels = 300;

    private const int Colours = 3;
    private const int MaxChannel = 63;

    private static readonly string[] Colour = ["Led:LineRed", "Led:LineGreen", "Led:LineBlue"];

    /// <summary>One name of the LED class, or three.</summary>
    public static string? Names(string text)
    {
        string[] names = Split(text);
        if (names.Length is not (1 or Colours))
            return $"names {names.Length} LEDs; it should be one, or three for red, green and blue: a,b,c";
        return Array.Exists(names, name => name.Contains('/', StringComparison.Ordinal) || name is "." or "..")
            ? "should be a name below /sys/class/leds, without a slash"
            : null;
    }

    /// <summary>One PWM channel, or three.</summary>
    public static string? Channels(string text)
    {
        string[] channels = Split(text);
        if (channels.Length is not (1 or Colours))
            return $"names {channels.Length} channels; it should be one, or three for red, green and blue: 0,1,2";
        return Array.TrueForAll(channels, channel => int.TryParse(channel, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            && number <= MaxChannel)
            ? null
            : $"should be channels of the PWM chip, each a number from 0 to {MaxChannel}";
    }

    /// <summary>The device of an SPI bus.</summary>
    public static string? Device(string text) =>
        text.StartsWith('/') ? null : "should be the path of an SPI device, for example /dev/spidev0.0";

    /// <summary>What is wrong with the settings together: right alone, they may contradict each other.</summary>
    /// <param name="loaded">Every setting.</param>
    public static IEnumerable<ConfigurationError> Together(LoadedConfiguration loaded)
    {
        string? kind = loaded.Find("Led:Kind")?.Value;
        if (kind == "rgb")
        {
            foreach (ConfigurationError error in ThreeLines(loaded))
                yield return error;
        }
        foreach (string key in LinesOf(kind))
        {
            if (loaded.Find(key) is { Value: { } line } led && ButtonAt(loaded, line) is { } button)
                yield return new(led.Origin.Text, key, $"is {line}, the line of {button}; an LED needs one of its own");
        }

        if (kind == "pwm" && loaded.Find("Led:Chip") is { Value: { } chip } pwm && chip.Contains('/', StringComparison.Ordinal))
            yield return new(pwm.Origin.Text, pwm.Key.Path, "should be a name below /sys/class/pwm, for example pwmchip0");
    }

    /// <summary>The parts of a list.</summary>
    /// <param name="text">Parts with commas between them.</param>
    public static string[] Split(string text) =>
        text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static string? ButtonAt(LoadedConfiguration loaded, string line)
    {
        foreach (string section in ButtonKeys.Sections)
        {
            if (loaded.Find($"{section}:Line")?.Value == line && loaded.Find($"{section}:Chip")?.Value == loaded.Find("Led:Chip")?.Value)
                return section;
        }
        return null;
    }

    private static string[] LinesOf(string? kind) => kind switch
    {
        "gpio" => ["Led:Line"],
        "rgb" => Colour,
        "apa102" or "ws2812" => ["Led:PowerLine"],
        _ => [],
    };

    private static IEnumerable<ConfigurationError> ThreeLines(LoadedConfiguration loaded)
    {
        string origin = loaded.Find("Led:Kind")!.Origin.Text;
        var seen = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string key in Colour)
        {
            if (loaded.Find(key) is not { } setting)
                continue; // wrong by itself, and told
            if (setting.Value is not { } line)
                yield return new(origin, key, "is missing; Led:Kind rgb needs a line for each colour");
            else if (!seen.TryAdd(line, key))
                yield return new(setting.Origin.Text, key, $"is {line}, as {seen[line]} is; each colour needs a line of its own");
        }
    }
}
