using System.CommandLine;

namespace CozeDevice.Commands;

/// <summary><c>update</c>: newer versions of the package, with a way back.</summary>
internal static class UpdateCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create(ProgramContext context, SharedOptions shared)
    {
        var session = new UpdateSession(context, shared);
        return new("update", "Installs newer versions of the package, and the former one again when they do not work.")
        {
            Simple("check", "Shows what is installed and what the vendor offers; exit code 10 when there is a newer version for this board.", session.CheckAsync),
            Apply(session),
            Simple("rollback", "Goes back to the version before the last update.", session.RollBackAsync),
            Simple("resume", "Goes on with an update that was cut off; the system does so at each start.", session.ResumeAsync),
        };
    }

    private static Command Simple(string name, string description, Func<ParseResult, CancellationToken, Task<int>> run)
    {
        var command = new Command(name, description);
        command.SetAction((parsed, token) => UpdateSession.GuardAsync(() => run(parsed, token)));
        return command;
    }

    private static Command Apply(UpdateSession session)
    {
        var ignoreRollout = new Option<bool>("--ignore-rollout") { Description = "Also when other boards are to go first." };
        var again = new Option<bool>("--again") { Description = "Also a version that was taken back before." };
        var command = new Command("apply", "Installs the newer version, watches whether it works, and takes it back if not.") { ignoreRollout, again };
        command.SetAction((parsed, token) => UpdateSession.GuardAsync(
            () => session.ApplyAsync(parsed, parsed.GetValue(ignoreRollout), parsed.GetValue(again), token)));
        return command;
    }
}
