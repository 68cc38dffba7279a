using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using CozeDevice.Control;
using CozeDevice.Conversation;
using CozeDevice.Hosting;
using CozeDevice.Options;
using CozeDevice.Protocol;
using CozeDevice.Terminal;

namespace CozeDevice.Commands;

/// <summary>What the <c>ctl</c> commands share: finding the socket, limits on waiting, and exit codes.</summary>
internal sealed class ControlSession(ProgramContext context, SharedOptions shared)
{
    private const double DefaultTimeoutSeconds = 5;
    private const double MaxTimeoutSeconds = 3600;
    private const string SocketKey = "Control:Socket";

    /// <summary><c>--timeout SECONDS</c>.</summary>
    public Option<double> Timeout { get; } = CreateTimeout();

    /// <summary>Carries out one command.</summary>
    public Task<int> ExecuteAsync(ParseResult parsed, DeviceCommand command, CancellationToken cancellationToken) =>
        LimitedAsync(parsed, (client, limited) => ExecuteAsync(parsed, client, command, limited), cancellationToken);

    /// <summary>Changes the volume, and says so when the maximum did not allow what was asked.</summary>
    public Task<int> ChangeVolumeAsync(ParseResult parsed, DeviceCommand command, CancellationToken cancellationToken) =>
        LimitedAsync(parsed, async (client, limited) =>
        {
            var exit = await ExecuteAsync(parsed, client, command, limited);
            if (exit != ExitCode.Ok) return exit;
            var status = FeedReader.ReadStatus(await client.StatusAsync(limited));
            var isTooLoud = command is VolumeCommand { Percent: var percent } && percent > status.VolumeMax
                || (command is VolumeStepCommand { Step: > 0 } && status.Volume == status.VolumeMax && status.VolumeMax < 100);
            if (isTooLoud)
            {
                await context.Error.WriteLineAsync(
                    $"cozedevice: the volume is {status.Volume} %, the loudest this device allows (Audio:MaxVolume)");
            }

            return exit;
        }, cancellationToken);

    /// <summary>Runs a tool and shows what it answered.</summary>
    public Task<int> CallToolAsync(ParseResult parsed, CallToolCommand call, CancellationToken cancellationToken) =>
        LimitedAsync(parsed, async (client, limited) =>
        {
            var result = await client.ExecuteAsync(call, limited);
            if (result.Error is not null)
            {
                await context.Error.WriteLineAsync(Printable.Line($"cozedevice: {result.Message ?? "refused"} ({result.Error})"));
                return ExitCode.Failed;
            }

            await context.Out.WriteLineAsync(result.Output);
            using var output = JsonDocument.Parse(result.Output ?? "{}");
            return JsonText.Member(output.RootElement, "error").ValueKind == JsonValueKind.Undefined ? ExitCode.Ok : ExitCode.Failed;
        }, cancellationToken);

    /// <summary>Has the configuration read again and shows what came of it.</summary>
    public Task<int> ReloadAsync(ParseResult parsed, CancellationToken cancellationToken) =>
        LimitedAsync(parsed, async (client, limited) =>
        {
            var result = await client.ExecuteAsync(new ReloadCommand(), limited);
            if (parsed.GetValue(shared.Json))
                await JsonOutput.WriteAsync(context.Out, json => FeedWriter.WriteAnswer(json, result), indented: false);
            else if (result.Error is null)
                await context.Out.WriteLineAsync(ReloadResult.Read(result.Output).ToString());
            if (result.Error is null) return ExitCode.Ok;
            await context.Error.WriteLineAsync(Printable.Line($"cozedevice: {result.Message} ({result.Error})"));
            return result.Error == ReloadResult.Wrong ? ExitCode.Configuration : ExitCode.Failed;
        }, cancellationToken);

    /// <summary>Shows the volume.</summary>
    public Task<int> ShowVolumeAsync(ParseResult parsed, CancellationToken cancellationToken) =>
        LimitedAsync(parsed, async (client, limited) =>
        {
            var status = FeedReader.ReadStatus(await client.StatusAsync(limited));
            if (parsed.GetValue(shared.Json))
            {
                await JsonOutput.WriteAsync(context.Out, json =>
                {
                    json.WriteStartObject();
                    FeedWriter.WriteVolume(json, status);
                    json.WriteEndObject();
                });
            }
            else
            {
                await context.Out.WriteLineAsync(status.Volume.ToString(CultureInfo.InvariantCulture));
            }

            return ExitCode.Ok;
        }, cancellationToken);

    /// <summary>Shows the state once.</summary>
    public Task<int> StatusAsync(ParseResult parsed, CancellationToken cancellationToken) =>
        LimitedAsync(parsed, async (client, limited) =>
        {
            var line = await client.StatusAsync(limited);
            var status = FeedReader.ReadStatus(line);
            if (parsed.GetValue(shared.Json))
            {
                using var document = JsonDocument.Parse(line);
                await JsonOutput.WriteAsync(context.Out, document.RootElement.GetProperty("status").WriteTo);
            }
            else
            {
                await StatusTable.WriteAsync(context.Out, status);
            }

            return ExitCode.Ok;
        }, cancellationToken);

    /// <summary>Prints the feed until it ends.</summary>
    public async Task<int> WatchAsync(ParseResult parsed, bool asTimeline, CancellationToken cancellationToken)
    {
        await using var client = await ConnectAsync(parsed, cancellationToken);
        var timeline = new TimelinePrinter();
        try
        {
            await foreach (var line in client.WatchAsync(cancellationToken))
            {
                if (!asTimeline)
                    await context.Out.WriteLineAsync(Encoding.UTF8.GetString(line.Span));
                else if (FeedReader.ReadEvent(line) is { } deviceEvent && timeline.Describe(deviceEvent) is { } text)
                    await context.Out.WriteLineAsync(text);
                await context.Out.FlushAsync(cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // Ctrl-C is how watching ends.
            return ExitCode.Ok;
        }
        catch (IOException)
        {
            // Whoever read our output has seen enough.
            return ExitCode.Ok;
        }
        catch (JsonException)
        {
            throw new CommandException(ExitCode.Failed, $"what answers at {SocketOf(parsed)} is no agent");
        }

        await context.Error.WriteLineAsync("cozedevice: the agent closed the connection");
        return ExitCode.Ok;
    }

    /// <summary>Shows the agent live.</summary>
    public async Task<int> ViewAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        if (!context.IsInteractive)
        {
            throw new CommandException(
                ExitCode.Usage, "ctl view needs a terminal; use `cozedevice ctl watch --timeline`");
        }

        await using var feed = await ConnectAsync(parsed, cancellationToken);
        await using var commands = await ConnectAsync(parsed, cancellationToken);
        var ended = await LiveView.RunAsync(feed, commands, context, cancellationToken);
        if (ended == ViewEnd.AgentGone) await context.Error.WriteLineAsync("cozedevice: the agent is gone");
        return ended == ViewEnd.AgentGone ? ExitCode.Network : ExitCode.Ok;
    }

    private static Option<double> CreateTimeout() => new("--timeout")
    {
        Description = "Seconds to wait for the agent.",
        HelpName = "SECONDS",
        Recursive = true,
        DefaultValueFactory = _ => DefaultTimeoutSeconds,
        CustomParser = result =>
        {
            if (double.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out var seconds)
                && seconds is > 0 and <= MaxTimeoutSeconds)
            {
                return seconds;
            }

            result.AddError($"The timeout should be more than 0 and at most {MaxTimeoutSeconds} seconds.");
            return 0;
        },
    };

    private async Task<int> ExecuteAsync(
        ParseResult parsed, ControlClient client, DeviceCommand command, CancellationToken cancellationToken)
    {
        var result = await client.ExecuteAsync(command, cancellationToken);
        if (parsed.GetValue(shared.Json))
            await JsonOutput.WriteAsync(context.Out, json => FeedWriter.WriteAnswer(json, result), indented: false);
        if (result.Error is null) return ExitCode.Ok;
        await context.Error.WriteLineAsync(
            Printable.Line($"cozedevice: {result.Message ?? "refused"} ({result.Error})"));
        return ExitCode.Failed;
    }

    private async Task<int> LimitedAsync(
        ParseResult parsed,
        Func<ControlClient, CancellationToken, Task<int>> use,
        CancellationToken cancellationToken)
    {
        using var limit = LimitOf(parsed, cancellationToken);
        try
        {
            await using var client = await ControlClient.ConnectAsync(SocketOf(parsed), limit.Token);
            return await use(client, limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw TooSlow(parsed);
        }
        catch (AgentUnreachableException e)
        {
            throw new CommandException(ExitCode.Network, e.Message);
        }
        catch (JsonException)
        {
            throw new CommandException(ExitCode.Failed, $"what answers at {SocketOf(parsed)} is no agent");
        }
    }

    private async Task<ControlClient> ConnectAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        using var limit = LimitOf(parsed, cancellationToken);
        try
        {
            return await ControlClient.ConnectAsync(SocketOf(parsed), limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw TooSlow(parsed);
        }
        catch (AgentUnreachableException e)
        {
            throw new CommandException(ExitCode.Network, e.Message);
        }
    }

    private CancellationTokenSource LimitOf(ParseResult parsed, CancellationToken cancellationToken)
    {
        var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(parsed.GetValue(Timeout)));
        return limit;
    }

    private CommandException TooSlow(ParseResult parsed) => new(
        ExitCode.Timeout, $"the agent at {SocketOf(parsed)} did not answer within {parsed.GetValue(Timeout)} s");

    // Only what concerns the socket matters here: a person must be able to ask an agent that runs on older settings.
    private string SocketOf(ParseResult parsed)
    {
        var loaded = shared.Load(parsed, context);
        var namedFile = parsed.GetValue(shared.Config);
        var inTheWay = loaded.Errors.Where(error => error.Key == SocketKey || IsAbout(namedFile, error)).ToList();
        return inTheWay.Count == 0 && loaded.Find(SocketKey)?.Value is { } socket
            ? socket
            : throw new CommandException(ExitCode.Configuration, SharedOptions.Describe(inTheWay));
    }

    private static bool IsAbout(string? file, ConfigurationError error) =>
        file is not null && error.Key is null && error.Origin.StartsWith(file, StringComparison.Ordinal);
}
