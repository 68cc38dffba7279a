using System.CommandLine;
using System.Globalization;
using CozeDevice.Control;
using CozeDevice.Hosting;
using CozeDevice.Naming;
using CozeDevice.Options;
using CozeDevice.Panel;

namespace CozeDevice.Commands;

/// <summary><c>led test|off|dead</c>: tries the LED, and darkens it when no agent runs.</summary>
internal static class LedCommand
{
    private const double DefaultSeconds = 3;
    private const double MaxSeconds = 3600;
    private static readonly TimeSpan AgentLimit = TimeSpan.FromSeconds(10); // a socket answers at once or not at all; a slow board is slow

    /// <summary>Builds the command.</summary>
    public static Command Create(ProgramContext context, SharedOptions shared) => new("led", "Tries the LED.")
    {
        Test(context, shared),
        Rest(context, shared, "off", "Darkens the LED; the unit does this when the agent has stopped.", isDead: false),
        Rest(context, shared, "dead", "Lets the kernel show that no agent runs: a second of light every ten (sysfs; others go dark).", isDead: true),
    };

    /// <summary>Makes sure that nobody else drives the LED.</summary>
    /// <param name="loaded">Where the agent's socket is.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="CommandException">An agent runs.</exception>
    public static async Task RefuseBesideAgentAsync(LoadedConfiguration loaded, CancellationToken cancellationToken)
    {
        if (loaded.Find("Control:Socket")?.Value is not { } socket)
            return;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(AgentLimit);
        try
        {
            await using ControlClient client = await ControlClient.ConnectAsync(socket, limit.Token);
        }
        catch (AgentUnreachableException)
        {
            return;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Something listens and is busy: it counts as an agent.
        }
        throw new CommandException(
            ExitCode.Device, $"the agent at {socket} holds the LED; stop it first: sudo systemctl stop cozedevice");
    }

    /// <summary>The LED of this command line, whatever else is wrong with the configuration.</summary>
    /// <exception cref="CommandException">What is wrong concerns the LED.</exception>
    public static LedOptions OptionsOf(LoadedConfiguration loaded) =>
        LedBinder.Alone(loaded, out IReadOnlyList<ConfigurationError> errors)
        ?? throw new CommandException(ExitCode.Configuration, SharedOptions.Describe(errors));

    private static Command Test(ProgramContext context, SharedOptions shared)
    {
        var pattern = new Option<string?>("--pattern")
        {
            Description = "Show this one alone.",
            HelpName = "NAME",
        };
        pattern.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } name && LedPatterns.Find(name) is null)
                result.AddError($"{Unknown(name)}");
        });
        var seconds = new Option<double>("--seconds")
        {
            Description = $"How long each is shown; {DefaultSeconds} unless given.",
            HelpName = "N",
            DefaultValueFactory = _ => DefaultSeconds,
            CustomParser = result =>
            {
                if (double.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out double value) && value is > 0 and <= MaxSeconds)
                    return value;
                result.AddError($"The seconds should be more than 0 and at most {MaxSeconds}.");
                return 0;
            },
        };
        var command = new Command("test", "Shows the pattern of every state with its name, one after the other.") { pattern, seconds };
        command.SetAction((parsed, token) =>
        {
            IReadOnlyList<LedPattern> patterns =
                parsed.GetValue(pattern) is { } name ? [LedPatterns.Find(name)!] : LedPatterns.All;
            var test = new LedTest(context, patterns, TimeSpan.FromSeconds(parsed.GetValue(seconds)), parsed.GetValue(shared.Json));
            return test.RunAsync(shared.Load(parsed, context), token);
        });
        return command;
    }

    private static Command Rest(ProgramContext context, SharedOptions shared, string name, string description, bool isDead)
    {
        var command = new Command(name, description);
        command.SetAction(async (parsed, token) =>
        {
            LoadedConfiguration loaded = shared.Load(parsed, context);
            LedOptions options = OptionsOf(loaded);
            await RefuseBesideAgentAsync(loaded, token);
            string shown;
            try
            {
                shown = LedOpener.Rest(options, context.Time, isDead);
            }
            catch (LedException e)
            {
                throw new CommandException(ExitCode.Device, e.Message);
            }
            if (parsed.GetValue(shared.Json))
            {
                await JsonOutput.WriteAsync(context.Out, json =>
                {
                    json.WriteStartObject();
                    json.WriteString("led", shown);
                    json.WriteEndObject();
                });
            }
            else
            {
                await context.Out.WriteLineAsync($"led {shown}");
            }
            return ExitCode.Ok;
        });
        return command;
    }

    private static string Unknown(string name)
    {
        const int MaxTypos = 3;
        string nearest = NearestName.Find(name, LedPatterns.All.Select(pattern => pattern.Name), out int edits);
        return $"{Printable.Value(name)} is no pattern; "
            + (edits <= MaxTypos ? $"did you mean {nearest}?" : $"there are {string.Join(", ", LedPatterns.All.Select(pattern => pattern.Name))}.");
    }
}
