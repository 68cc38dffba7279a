using CozeDevice.Commands;
using CozeDevice.Tests.Support;

namespace CozeDevice.Tests.Commands;

/// <summary>One run of the program in this process, with surroundings of its own.</summary>
internal sealed record ProgramRun(int ExitCode, string Out, string Error)
{
    private const double Limit = 20;

    public static async Task<ProgramRun> OfAsync(
        string[] args, Dictionary<string, string>? environment = null, CancellationToken cancellationToken = default) =>
        await InAsync(args, context => context with { Environment = environment ?? [] }, cancellationToken);

    /// <summary>One run in surroundings a test changes.</summary>
    public static async Task<ProgramRun> InAsync(
        string[] args, Func<ProgramContext, ProgramContext> change, CancellationToken cancellationToken = default)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var context = new ProgramContext
        {
            Out = TextWriter.Synchronized(output),
            Error = TextWriter.Synchronized(error),
            Environment = new Dictionary<string, string>(),
            ConfigurationDirectory = "/nonexistent",
            CredentialStores = [],
        };
        var exitCode = await Program.RunAsync(args, change(context), cancellationToken).Within(Limit);
        Xunit.Assert.DoesNotContain(TestLog.Canary, output.ToString() + error, StringComparison.Ordinal);
        return new(exitCode, output.ToString(), error.ToString());
    }
}
