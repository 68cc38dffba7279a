using System.CommandLine;
using CozeDevice.Account;
using CozeDevice.Audio;
using CozeDevice.Benchmark;
using CozeDevice.Codecs;
using CozeDevice.Conversation;
using CozeDevice.Hosting;
using CozeDevice.Options;
using CozeDevice.Protocol;
using Microsoft.Extensions.Logging.Abstractions;

namespace CozeDevice.Commands;

/// <summary><c>bench</c>: how quickly the configured service answers.</summary>
internal static class BenchCommand
{
    private const int DefaultTurns = 10;
    private const int MaxTurns = 1_000;

    /// <summary>Builds the command.</summary>
    public static Command Create(ProgramContext context, SharedOptions shared)
    {
        var wav = new Option<string?>("--wav")
        {
            Description = "The question to speak, instead of the one that comes with the program.",
            HelpName = "FILE.wav",
        };
        var text = new Option<string?>("--text")
        {
            Description = "A question to ask in text instead of aloud: without the microphone's part of a turn.",
            HelpName = "QUESTION",
        };
        var turns = Turns();
        var command = new Command("bench", "Asks a question again and again and measures how quickly the service answers.")
        {
            turns, wav, text,
        };
        command.SetAction(async (parsed, token) =>
        {
            var (options, _) = shared.LoadOrFail(parsed, context);
            var question = Question(parsed.GetValue(wav), parsed.GetValue(text));
            var asJson = parsed.GetValue(shared.Json);
            return await RunAsync(context, OnTheBench(options, question), question, parsed.GetValue(turns), asJson, token);
        });
        return command;
    }

    private static BenchQuestion Question(string? wav, string? text) => (wav, text) switch
    {
        (_, null) => new(BenchUtterance.Of(wav ?? BenchUtterance.Shipped)),
        (null, _) when !string.IsNullOrWhiteSpace(text) => new(null, text),
        (null, _) => throw new CommandException(ExitCode.Usage, "--text is empty; it should be a question"),
        _ => throw new CommandException(ExitCode.Usage, "--wav and --text are two questions; give one"),
    };

    private static Option<int> Turns() => new("--turns")
    {
        Description = $"How many turns count; {DefaultTurns} if not given. One more before them does not.",
        HelpName = "N",
        DefaultValueFactory = _ => DefaultTurns,
        CustomParser = static result =>
        {
            if (int.TryParse(result.Tokens[0].Value, System.Globalization.CultureInfo.InvariantCulture, out var turns) && turns is >= 1 and <= MaxTurns)
                return turns;
            result.AddError($"The number of turns should be a whole number from 1 to {MaxTurns}.");
            return 0;
        },
    };

    /// <summary>The configuration with nothing of the board and nobody's conversation: its context is cleared again and again.</summary>
    /// <param name="options">The configuration.</param>
    /// <param name="question">The question.</param>
    internal static DeviceOptions OnTheBench(DeviceOptions options, BenchQuestion question) => options with
    {
        Coze = options.Coze with { ConversationId = null },
        Audio = options.Audio with
        {
            Capture = question.Microphone,
            Playback = "null",
            Mixer = IMixers.None,
            PreRollMs = 0,
        },
        Turn = new() { Mode = TurnMode.PushToTalk },
        Buttons = [],
        Led = options.Led with { Kind = LedKind.None },
    };

    private static async Task<int> RunAsync(
        ProgramContext context, DeviceOptions options, BenchQuestion question, int count, bool asJson, CancellationToken cancellationToken)
    {
        using var tokens = new TokenSources(AccountSettings.Of(options, context), context, new ErrorLines(context));
        await tokens.RequireAsync(cancellationToken);
        using var bench = new BenchRun(Make(context, options, tokens.Locator), question, context.Time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = bench.RunAsync(stop.Token);
        BenchTurn? warmUp = null;
        var turns = new List<BenchTurn>();
        try
        {
            if (await bench.OnlineAsync(stop.Token) is { } problem) throw NoSession(options, problem);
            for (var number = 0; number <= count; number++)
            {
                var turn = await bench.TurnAsync(stop.Token);
                if (number == 0) warmUp = turn;
                else turns.Add(turn);
                if (!asJson) await context.Out.WriteLineAsync(Printable.Line(BenchText.Line(number, turn, isText: question.Text is not null)));
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Ctrl-C: what was measured is told.
        }
        finally
        {
            await stop.CancelAsync();
            await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        var result = new BenchResult(
            options.Coze.WebSocketUrl.GetLeftPart(UriPartial.Path), AudioCodecNames.NameOf(options.Audio.Codec),
            question.Utterance?.Length.TotalSeconds, warmUp, turns);
        if (asJson) await JsonOutput.WriteAsync(context.Out, json => BenchText.Write(json, result));
        else await BenchText.WriteTableAsync(context.Out, result);
        return result.Outcome switch
        {
            BenchOutcome.Measured => ExitCode.Ok,
            BenchOutcome.Unanswered => ExitCode.Timeout,
            BenchOutcome.Unlinked => ExitCode.Network,
            _ => ExitCode.Failed,
        };
    }

    private static Device Make(ProgramContext context, DeviceOptions options, Account.ITokenSource tokens)
    {
        try
        {
            return new(options, tokens, new DeviceStart(Volume: 100, Muted: false), NullLoggerFactory.Instance, context.Time);
        }
        catch (CodecException e)
        {
            throw new CommandException(ExitCode.Configuration, $"Audio:Codec: {e.Message}");
        }
    }

    private static CommandException NoSession(DeviceOptions options, BenchLinkProblem problem)
    {
        var said = problem.Error is { } error ? $": {error.Code} {error.Message}{(error.LogId is { } id ? $" (log id {id})" : "")}" : "";
        var exit = problem.State == "need_auth" ? ExitCode.Token
            : problem.Reason == "timeout" ? ExitCode.Timeout
            : ExitCode.Network;
        return new(exit, Printable.Line($"no session with {options.Coze.WebSocketUrl.Host} ({problem.Reason ?? problem.State}){said}"));
    }
}
