using System.CommandLine;
using System.CommandLine.Invocation;
using CozeDevice.Commands;
using CozeDevice.Naming;
using CozeDevice.Options;

namespace CozeDevice;

/// <summary>The command tree and the exit codes; nothing else.</summary>
internal static class Program
{
    private const int MaxTypos = 2;
    private const int BrokenPipe = 32; // EPIPE, as the runtime reports it on Linux
    private const int MaxWord = 40;

    /// <summary>Runs one command of the program.</summary>
    public static Task<int> Main(string[] args) =>
        RunAsync(args, ProgramContext.OfThisProcess(), CancellationToken.None);

    /// <summary>Runs one command against any surroundings.</summary>
    /// <param name="args">The arguments.</param>
    /// <param name="context">Where it reads and writes.</param>
    /// <param name="cancellationToken">Ends the command as SIGTERM does.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(
        IReadOnlyList<string> args, ProgramContext context, CancellationToken cancellationToken)
    {
        var parsed = Parse(args, context);
        if (parsed.Action is ParseErrorAction)
        {
            await context.Error.WriteLineAsync($"cozedevice: {Problem(parsed)} Try {Usage(parsed)}.");
            return ExitCode.Usage;
        }

        try
        {
            var invocation = new InvocationConfiguration
            {
                Output = context.Out,
                Error = context.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = context.TerminationLimit,
            };
            return await parsed.InvokeAsync(invocation, cancellationToken);
        }
        catch (CommandException e)
        {
            await context.Error.WriteLineAsync($"cozedevice: {e.Message}");
            return e.ExitCode;
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Ok;
        }
        catch (IOException e) when (e.HResult == BrokenPipe)
        {
            // Whoever read our output has seen enough.
            return ExitCode.Ok;
        }
        catch (Exception e)
        {
            // A mistake of ours: the whole story goes to the journal, and the exit code stays one of the contract.
            await context.Error.WriteLineAsync($"cozedevice: internal error: {e}");
            return ExitCode.Failed;
        }
    }

    /// <summary>Reads a command line and runs nothing.</summary>
    /// <param name="args">The arguments.</param>
    /// <param name="context">Where the command would read and write.</param>
    // Response files are off: `ctl say @home` is a text, not a file.
    internal static ParseResult Parse(IReadOnlyList<string> args, ProgramContext context) =>
        Tree(context).Parse(args, new() { ResponseFileTokenReplacer = null, EnablePosixBundling = false });

    private static RootCommand Tree(ProgramContext context)
    {
        var shared = new SharedOptions();
        var root = new RootCommand("A voice device for Coze: press the button, speak, hear the answer.")
        {
            shared.Config,
            shared.Set,
            shared.Board,
            shared.Json,
            RunCommand.Create(context, shared),
            ControlCommand.Create(context, shared),
            DoctorCommand.Create(context, shared),
            BundleCommand.Create(context, shared),
            BenchCommand.Create(context, shared),
            LedCommand.Create(context, shared),
            ConfigCommand.Create(context, shared),
            AudioCommand.Create(context, shared),
            GpioCommand.Create(context, shared),
            ToolsCommand.Create(context, shared),
            RoomCommand.Create(context, shared),
            VoicesCommand.Create(context, shared),
            ConversationCommand.Create(context, shared),
            ChatCommand.Create(context, shared),
            FileCommand.Create(context, shared),
            SpeechCommand.Create(context, shared),
            TranscribeCommand.Create(context, shared),
            FirstBootCommand.Create(context),
        };
        root.Subcommands.Add(UpdateCommand.Create(context, shared));
        foreach (var command in LoginCommand.Create(context, shared)) root.Add(command);
        var describe = DescribeCommand.Create(context, root);
        describe.Hidden = true;
        root.Subcommands.Add(describe);
        return root;
    }

    // An unknown word explains more than what is missing because of it.
    private static string Problem(ParseResult parsed)
    {
        if (parsed.UnmatchedTokens.Count == 0) return parsed.Errors[0].Message;
        var word = parsed.UnmatchedTokens[0];
        var known = parsed.CommandResult.Command.Subcommands.Where(command => !command.Hidden).Select(command => command.Name)
            .Concat(parsed.CommandResult.Command.Options.Select(option => option.Name))
            .Concat(["--config", "--set", "--board", "--json"]);
        var nearest = NearestName.Find(word.Length <= MaxWord ? word : word[..MaxWord], known, out var distance);
        var hint = distance <= MaxTypos ? $" Did you mean {nearest}?" : "";
        return $"\"{Printable.Name(word)}\" is not known here.{hint}";
    }

    private static string Usage(ParseResult parsed)
    {
        var names = new List<string>();
        for (SymbolResultPath? at = new(parsed.CommandResult); at is not null; at = at.Parent) names.Insert(0, at.Name);
        names[0] = "cozedevice";
        return $"`{string.Join(' ', names)} --help`";
    }

    private sealed class SymbolResultPath(System.CommandLine.Parsing.CommandResult result)
    {
        public string Name => result.Command.Name;

        public SymbolResultPath? Parent =>
            result.Parent is System.CommandLine.Parsing.CommandResult parent ? new(parent) : null;
    }
}
