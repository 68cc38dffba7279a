using System.CommandLine;
using System.Globalization;
using CozeDevice.Linux.Input;
using CozeDevice.Options;

namespace CozeDevice.Commands;

/// <summary><c>gpio list|watch</c>: what lines and keys this board has, and how well their contacts do.</summary>
internal static class GpioCommand
{
    private const double MaxSeconds = 86_400;

    /// <summary>Builds the command.</summary>
    public static Command Create(ProgramContext context, SharedOptions shared)
    {
        var list = new Command("list", "Lists GPIO chips with their lines, and input devices with their keys.");
        list.SetAction((parsed, _) => new GpioList(context).RunAsync(shared.Load(parsed, context), parsed.GetValue(shared.Json)));
        return new("gpio", "Finds out about buttons and lines of this board.") { list, Watch(context, shared) };
    }

    private static Command Watch(ProgramContext context, SharedOptions shared)
    {
        var chip = new Option<string?>("--chip") { Description = "The chip by label or path.", HelpName = "CHIP" };
        var line = new Option<string?>("--line") { Description = "The line by name or offset.", HelpName = "LINE" };
        var input = new Option<string?>("--input")
        {
            Description = "Watch the keys of an input device instead, by name or path.",
            HelpName = "DEVICE",
        };
        var seconds = new Option<double?>("--seconds")
        {
            Description = "End after so long; else with Ctrl-C.",
            HelpName = "N",
            CustomParser = result =>
            {
                if (double.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out var value) && value is > 0 and <= MaxSeconds)
                    return value;
                result.AddError($"--seconds should be more than 0 and at most {MaxSeconds}.");
                return null;
            },
        };
        var command = new Command("watch", "Prints every edge of a line as it comes, and what they tell of its bouncing.")
        {
            chip, line, input, seconds,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var loaded = shared.Load(parsed, context);
            if (parsed.GetValue(input) is not null && (parsed.GetValue(line) ?? parsed.GetValue(chip)) is not null)
                throw new CommandException(ExitCode.Usage, "--input watches keys, --line and --chip watch a line; give one of both");
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            using var timer = parsed.GetValue(seconds) is { } span
                ? new CancellationTokenSource(TimeSpan.FromSeconds(span), context.Time)
                : new CancellationTokenSource();
            using var ended = timer.Token.Register(limit.Cancel);
            var printer = new EdgePrinter(context.Out, parsed.GetValue(shared.Json));
            try
            {
                if (parsed.GetValue(input) is { } device)
                    await KeyWatch.RunAsync(device, printer, limit.Token);
                else
                    await LineWatch.RunAsync(Settings(loaded, parsed.GetValue(chip), parsed.GetValue(line)), printer, limit.Token);
            }
            catch (IOException e) when (e is ContactException or Linux.Gpio.GpioException)
            {
                throw new CommandException(ExitCode.Device, e.Message);
            }

            await printer.SummaryAsync();
            return ExitCode.Ok;
        });
        return command;
    }

    // The configured button, unless the command line names a line. What is wrong elsewhere in the configuration is no matter here.
    private static LineToWatch Settings(LoadedConfiguration loaded, string? chip, string? line)
    {
        var configured = loaded.Find("Button:Line")?.Value;
        if ((line ?? configured) is not { } wanted || (line is null && wanted == "none"))
            throw new CommandException(ExitCode.Usage, "no line is configured in Button:Line; name one with --line");
        var isConfigured = line is null || line == configured;
        return new(
            chip ?? (isConfigured ? loaded.Find("Button:Chip")?.Value : null),
            wanted,
            loaded.Find("Button:ActiveLow")?.Value != "false",
            loaded.Find("Button:Bias")?.Value ?? "auto");
    }
}
