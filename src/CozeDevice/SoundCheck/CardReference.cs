using System.Globalization;

namespace CozeDevice.SoundCheck;

/// <summary>The card inside an ALSA name such as <c>plughw:CARD=Device,DEV=0</c> or <c>hw:1,0</c>.</summary>
/// <param name="Card">The card's id, or its number as text.</param>
/// <param name="Device">The device on the card.</param>
internal sealed record CardReference(string Card, int Device)
{
    /// <summary>The number of the card, if it was named by number: that moves when another card comes or goes.</summary>
    public int? CardNumber => int.TryParse(Card, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Reads a name.</summary>
    /// <param name="name">Any device name.</param>
    /// <returns>Null if it names no card.</returns>
    public static CardReference? Parse(string name)
    {
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0 || name.StartsWith("file:", StringComparison.Ordinal)) return null;
        string? card = null;
        var device = 0;
        var arguments = name[(colon + 1)..].Split(',');
        for (var i = 0; i < arguments.Length; i++)
        {
            var (key, value) = Argument(arguments[i].Trim(), i);
            if (key == "CARD") card = value;
            else if (key == "DEV") _ = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out device);
        }

        return string.IsNullOrEmpty(card) ? null : new(card, device);
    }

    // By name, or by place: card, device, subdevice.
    private static (string Key, string Value) Argument(string text, int place)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        if (equals >= 0) return (text[..equals].Trim(), text[(equals + 1)..].Trim().Trim('"', '\''));
        return (place switch { 0 => "CARD", 1 => "DEV", _ => "" }, text);
    }
}
