using System.Globalization;
using System.Text;
using CozeDevice.Linux.Input;
using CozeDevice.Naming;
using CozeDevice.Panel;

namespace CozeDevice.Options;

/// <summary>The keys of the buttons and their gestures. <c>Button</c> talks; <c>Button2</c> to <c>Button4</c> have the same keys,
/// no line of their own, and another role to begin with.</summary>
internal static class ButtonKeys
{
    /// <summary>The names of the sections.</summary>
    public static IReadOnlyList<string> Sections { get; } = ["Button", "Button2", "Button3", "Button4"];

    private const string SayPrefix = "say:";
    private const int MaxTextBytes = 1023;
    private const int MaxDebounceMs = 200;
    private static readonly string[] Defaults = ["ptt", "stop", "volume_up", "volume_down"];
    private static readonly string[] Roles = ["ptt", "stop", "mute", "volume_up", "volume_down"];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<OptionKey> All { get; } =
    [
        .. Sections.SelectMany((section, i) => Of(section, Defaults[i], i == 0 ? "GPIO17" : "none")),
        new("Gesture:DoubleTap", OptionType.Text, "repeat", "What two taps do: the last answer again, or a fresh context.")
        {
            Choices = ["repeat", "clear_context", "none"],
        },
        new("Gesture:TapHold", OptionType.Text, "mute", "What a tap and then 5 s do: mute and unmute, or nothing.")
        {
            Choices = ["mute", "none"],
        },
    ];

    /// <summary>The role, and what it says.</summary>
    /// <param name="written">A right value.</param>
    public static (ButtonRole Role, string Text) RoleOf(string written) => written switch
    {
        "stop" => (ButtonRole.Stop, ""),
        "mute" => (ButtonRole.Mute, ""),
        "volume_up" => (ButtonRole.VolumeUp, ""),
        "volume_down" => (ButtonRole.VolumeDown, ""),
        _ when written.StartsWith(SayPrefix, StringComparison.Ordinal) => (ButtonRole.Say, written[SayPrefix.Length..].Trim()),
        _ => (ButtonRole.Talk, ""),
    };

    private static OptionKey[] Of(string section, string role, string line) =>
    [
        new($"{section}:Role", OptionType.Text, role, $"What it does: {string.Join(", ", Roles)}, or say:TEXT.") { Check = Role },
        new($"{section}:Chip", OptionType.Text, null, "The GPIO chip by label or path.") { WhenUnset = "the chip that has the line" },
        new($"{section}:Line", OptionType.Text, line, "The line of the button by name or offset, or none."),
        new($"{section}:ActiveLow", OptionType.Boolean, "true", "Whether a pressed button pulls the line down."),
        new($"{section}:Bias", OptionType.Text, "auto", "What holds the line while nobody presses.")
        {
            Choices = ["auto", "up", "down", "off"],
        },
        new($"{section}:DebounceMs", OptionType.Integer, "5", "Milliseconds the contact must be quiet before an edge counts.")
        {
            Min = 0, Max = MaxDebounceMs,
        },
        new($"{section}:Input", OptionType.Text, null, "An input device by name or path, or auto: a key of it is this button too.")
        {
            WhenUnset = "no input device",
        },
        new($"{section}:Key", OptionType.Text, "KEY_SPACE", "The key of the input device by name or number.") { Check = Key },
        new($"{section}:Grab", OptionType.Boolean, "false", "Whether the input device is kept from other programs."),
    ];

    private static string? Role(string text)
    {
        if (Roles.Contains(text))
            return null;
        if (text.StartsWith(SayPrefix, StringComparison.Ordinal))
        {
            return Encoding.UTF8.GetByteCount(text[SayPrefix.Length..].Trim()) is 0 or > MaxTextBytes
                ? $"should be say: and 1 to {MaxTextBytes} bytes of text"
                : null;
        }
        string nearest = NearestName.Find(Printable.Line(text)[..Math.Min(text.Length, MaxWord)], [.. Roles, SayPrefix + "TEXT"], out _);
        return $"is {Printable.Value(text)}; it should be {string.Join(", ", Roles)} or say:TEXT; did you mean {nearest}?";
    }

    private const int MaxWord = 40;

    private static string? Key(string text) => EvdevKeys.Find(text) is not null
        ? null
        : $"is {Printable.Value(text)}, which is no key; did you mean {EvdevKeys.Nearest(text[..Math.Min(text.Length, MaxWord)])}? "
            + string.Create(CultureInfo.InvariantCulture, $"A number from 1 to {EvdevUapi.KEY_MAX} will do too");
}
