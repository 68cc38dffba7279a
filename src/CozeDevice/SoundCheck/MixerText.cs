using System.Globalization;
using CozeDevice.Audio;

namespace CozeDevice.SoundCheck;

/// <summary>A volume control in words. Pure.</summary>
internal static class MixerText
{
    private const int GoodPercent = 80;

    /// <summary>What it is and where it stands.</summary>
    public static string Of(MixerReading reading)
    {
        var state = reading.State;
        var level = double.IsNegativeInfinity(state.Decibels)
            ? "silent"
            : string.Create(CultureInfo.InvariantCulture, $"{state.Decibels:0.0} dB");
        var range = string.Create(CultureInfo.InvariantCulture, $"{reading.Element.MinDb:0.0} to {reading.Element.MaxDb:0.0} dB");
        return $"{reading.Element.Name} at {level}{(state.IsOn ? "" : ", switched off")} ({range})";
    }

    /// <summary>The command that turns it up and switches it on.</summary>
    public static string Louder(MixerReading reading) =>
        $"amixer -c {reading.Element.Card} sset '{reading.Element.Name}' {GoodPercent}% unmute";
}
