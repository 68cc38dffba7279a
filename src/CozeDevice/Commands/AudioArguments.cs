using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace CozeDevice.Commands;

/// <summary>Arguments and options of the <c>audio</c> commands, with their ranges.</summary>
internal static class AudioArguments
{
    /// <summary>The longest recording, in seconds: a forgotten one must not fill the card.</summary>
    public const double MaxSeconds = 3600;

    private const double MinSeconds = 0.1;
    private const int MaxRuns = 100;
    private const int DefaultRuns = 10;
    private const int DefaultEchoSeconds = 30; // the filter needs ten, and two clocks take some time to be told apart

    /// <summary><c>--device NAME</c>.</summary>
    /// <param name="instead">What is used without it.</param>
    public static Option<string?> Device(string instead) => new("--device")
    {
        Description = $"An ALSA name, file:PATH.wav or null, instead of {instead}.",
        HelpName = "NAME",
        CustomParser = static result =>
        {
            var name = result.Tokens[0].Value;
            if (name.Length > 0 && !name.Contains('\0', StringComparison.Ordinal)) return name;
            result.AddError("The device should have a name; see `cozedevice audio list`.");
            return null;
        },
    };

    /// <summary><c>--seconds N</c>.</summary>
    public static Option<double?> Seconds() => new("--seconds")
    {
        Description = "How long; without it until Ctrl-C, and an hour at most.",
        HelpName = "N",
        CustomParser = static result =>
        {
            if (double.TryParse(result.Tokens[0].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
                && seconds is >= MinSeconds and <= MaxSeconds)
            {
                return seconds;
            }

            result.AddError(string.Create(
                CultureInfo.InvariantCulture, $"The seconds should be a number from {MinSeconds} to {MaxSeconds}."));
            return null;
        },
    };

    /// <summary><c>--volume N</c>.</summary>
    public static Option<int> Volume() => Number(
        "--volume", "0 to 100; 100 plays the file as it is.", 0, 100, @default: 100, "The volume");

    /// <summary><c>--runs N</c>.</summary>
    public static Option<int> Runs() => Number(
        "--runs", $"How many clicks; {DefaultRuns} if not given.", 1, MaxRuns, DefaultRuns, "The number of runs");

    /// <summary><c>--seconds N</c> of the echo test.</summary>
    public static Option<int> EchoSeconds() => Number(
        "--seconds", $"How long it speaks; {DefaultEchoSeconds} if not given.", 5, 600, DefaultEchoSeconds, "The seconds");

    /// <summary>A file.</summary>
    /// <param name="description">What happens to it.</param>
    public static Argument<string> File(string description) => new("FILE.wav") { Description = description };

    private static Option<int> Number(string name, string description, int min, int max, int @default, string subject) => new(name)
    {
        Description = description,
        HelpName = "N",
        DefaultValueFactory = _ => @default,
        CustomParser = result => Parse(result, min, max, subject),
    };

    private static int Parse(ArgumentResult result, int min, int max, string subject)
    {
        if (int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            && value >= min && value <= max)
        {
            return value;
        }

        result.AddError($"{subject} should be a whole number from {min} to {max}.");
        return 0;
    }
}
