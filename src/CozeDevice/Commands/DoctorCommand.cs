using System.CommandLine;
using CozeDevice.Doctor;
using CozeDevice.Options;

namespace CozeDevice.Commands;

/// <summary><c>doctor</c>: numbered checks, each failure with its cause and the one command to try.</summary>
internal static class DoctorCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create(ProgramContext context, SharedOptions shared)
    {
        var yes = new Option<bool>("--yes") { Description = "Play the tone and light the LED, and take it that they were heard and seen." };
        var noAsk = new Option<bool>("--no-ask") { Description = "Ask nobody: leave out what only a person can say." };
        var turn = new Option<bool>("--turn") { Description = "Ask the service a question too; it costs what a turn costs." };
        var command = new Command("doctor", "Checks everything from the kernel to the service, and says what to do.") { yes, noAsk, turn };
        command.Validators.Add(result =>
        {
            if (result.GetValue(yes) && result.GetValue(noAsk)) result.AddError("--yes and --no-ask exclude each other.");
        });
        command.SetAction(async (parsed, token) =>
        {
            var asJson = parsed.GetValue(shared.Json);
            var asks = parsed.GetValue(yes) || (!parsed.GetValue(noAsk) && !asJson && context.IsInteractive);
            var person = asks ? new PersonAtTerminal(context, parsed.GetValue(yes), asJson) : null;
            var results = await RunAsync(context, shared.Load(parsed, context), new(person, parsed.GetValue(turn)), asJson ? null : context.Out, token);
            if (asJson) await JsonOutput.WriteAsync(context.Out, json => DoctorReport.Write(json, results));
            return DoctorReport.IsGood(results) ? ExitCode.Ok : ExitCode.Failed;
        });
        return command;
    }

    /// <summary>Runs every check.</summary>
    /// <param name="context">The surroundings.</param>
    /// <param name="loaded">The configuration, right or wrong.</param>
    /// <param name="options">How far it goes.</param>
    /// <param name="output">Where each result is told as it comes, or null.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<IReadOnlyList<CheckResult>> RunAsync(
        ProgramContext context, LoadedConfiguration loaded, DoctorOptions options, TextWriter? output, CancellationToken cancellationToken)
    {
        var limits = new PatientTime(context.Time, context.Computed);
        var probes = context.Probes ?? DoctorProbes.OfThisMachine(context, loaded, limits);
        var runner = new CheckRunner(DoctorChecks.All(context, loaded, probes, options), limits);
        var results = new List<CheckResult>();
        await foreach (var result in runner.RunAsync(cancellationToken))
        {
            results.Add(result);
            foreach (var line in output is null ? [] : DoctorReport.Lines(result)) await output!.WriteLineAsync(line);
        }

        if (output is not null) await output.WriteLineAsync(DoctorReport.Summary(results));
        return results;
    }
}
