using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using CozeDevice.Conversation;

namespace CozeDevice.Commands;

/// <summary><c>ctl volume</c>: shows the volume, sets it, or moves it by a step.</summary>
internal static class VolumeCommands
{
    private const int MaxPercent = 100;

    /// <summary>Builds the command.</summary>
    public static Command Create(ControlSession session)
    {
        var change = new Argument<DeviceCommand?>("N")
        {
            Description = "0 to 100, or a step such as +5 or -5; without it, the volume is shown.",
            Arity = ArgumentArity.ZeroOrOne,
            CustomParser = Parse,
        };
        var command = new Command("volume", "Shows or sets the volume.") { change };
        command.SetAction((parsed, token) => parsed.GetValue(change) is { } asked
            ? session.ChangeVolumeAsync(parsed, asked, token)
            : session.ShowVolumeAsync(parsed, token));
        return command;
    }

    private static DeviceCommand? Parse(ArgumentResult result)
    {
        if (result.Tokens.Count == 0) return null;
        var text = result.Tokens[0].Value;
        var isStep = text is ['+' or '-', ..];
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            && value is >= -MaxPercent and <= MaxPercent)
        {
            return isStep ? new VolumeStepCommand(value) : new VolumeCommand(value);
        }

        result.AddError("The volume should be a whole number from 0 to 100, or a step such as +5 or -5.");
        return null;
    }
}
