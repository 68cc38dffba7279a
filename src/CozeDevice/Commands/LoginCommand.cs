using System.CommandLine;
using CozeDevice.Account;

namespace CozeDevice.Commands;

/// <summary><c>login</c>, <c>logout</c>, <c>token</c>: whose device this is.</summary>
internal static class LoginCommand
{
    /// <summary>Builds the three commands.</summary>
    public static IEnumerable<Command> Create(ProgramContext context, SharedOptions shared) =>
    [
        Login(context, shared),
        Simple("logout", "Removes the login from this board.", context, shared, Logout.RunAsync),
        Simple("token", "Shows where the token comes from and how long it is good; never the token.", context, shared, TokenState.RunAsync),
    ];

    private static Command Login(ProgramContext context, SharedOptions shared)
    {
        var workspace = new Option<string?>("--workspace")
        {
            Description = "Ask for a login to this team space.",
            HelpName = "ID",
        };
        workspace.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } id && (id.Length is 0 or > 64 || !id.All(char.IsAsciiDigit)))
                result.AddError("The workspace should be its id, the number in the address of the space.");
        });
        var command = new Command("login", "Logs this board in: you approve it in a browser, here or on your phone.") { workspace };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var sources = Open(shared.Load(parsed, context), context);
            var session = new LoginSession(context, sources, parsed.GetValue(shared.Json));
            return await session.RunAsync(parsed.GetValue(workspace), cancellationToken);
        });
        return command;
    }

    private static Command Simple(
        string name,
        string description,
        ProgramContext context,
        SharedOptions shared,
        Func<ProgramContext, TokenSources, bool, CancellationToken, Task<int>> run)
    {
        var command = new Command(name, description);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var sources = Open(shared.Load(parsed, context), context);
            return await run(context, sources, parsed.GetValue(shared.Json), cancellationToken);
        });
        return command;
    }

    private static TokenSources Open(Options.LoadedConfiguration loaded, ProgramContext context) =>
        new(AccountSettings.LoadOrFail(loaded, context), context, new ErrorLines(context));
}
