using System.Globalization;
using CozeDevice.Linux.Input;
using CozeDevice.Panel;

namespace CozeDevice.Options;

/// <summary>Builds the options of the buttons from checked settings.</summary>
internal static class ButtonBinder
{
    /// <summary>Every button section, in order, also those without a contact.</summary>
    public static IReadOnlyList<ButtonOptions> Buttons(LoadedConfiguration loaded) =>
        [.. ButtonKeys.Sections.Select(section => Button(loaded, section))];

    /// <summary>The gestures.</summary>
    public static GestureOptions Gestures(LoadedConfiguration loaded) => new()
    {
        DoubleTap = Text(loaded, "Gesture:DoubleTap") switch
        {
            "clear_context" => DoubleTapAction.ClearContext,
            "none" => DoubleTapAction.None,
            _ => DoubleTapAction.Repeat,
        },
        TapHoldMutes = Text(loaded, "Gesture:TapHold") == "mute",
    };

    private static ButtonOptions Button(LoadedConfiguration loaded, string section)
    {
        var (role, text) = ButtonKeys.RoleOf(Text(loaded, $"{section}:Role"));
        var line = loaded.Find($"{section}:Line")!;
        var chip = loaded.Find($"{section}:Chip")?.Value;
        return new()
        {
            Role = role,
            Text = text,
            Chip = chip,
            Line = line.Value is "none" ? null : line.Value,
            // Also when somebody wrote the default down, as the example of the manual does: a laptop has no such line.
            IsLineDefault = chip is null && line.Value == line.Key.Default,
            ActiveLow = Text(loaded, $"{section}:ActiveLow") == "true",
            Bias = Text(loaded, $"{section}:Bias") switch
            {
                "up" => ButtonBias.Up,
                "down" => ButtonBias.Down,
                "off" => ButtonBias.Off,
                _ => ButtonBias.Auto,
            },
            DebounceMs = int.Parse(Text(loaded, $"{section}:DebounceMs"), CultureInfo.InvariantCulture),
            Input = loaded.Find($"{section}:Input")?.Value,
            Key = EvdevKeys.Find(Text(loaded, $"{section}:Key"))!.Value,
            Grab = Text(loaded, $"{section}:Grab") == "true",
        };
    }

    private static string Text(LoadedConfiguration loaded, string path) =>
        loaded.Find(path)?.Value ?? throw new InvalidOperationException($"{path} has neither a value nor a default.");
}
