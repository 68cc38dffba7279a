using System.Text.Json;
using CozeDevice.Commands;
using CozeDevice.Control;
using CozeDevice.Conversation;
using CozeDevice.Programs;

namespace CozeDevice.Update;

/// <summary>The agent at its control socket, its unit, and the installed program.</summary>
/// <param name="socket">Path of the control socket.</param>
internal sealed class RunningAgent(string socket) : IAgent
{
    /// <summary>The name of the check that there is an answer.</summary>
    internal const string DoctorItself = "doctor";

    private const string Program = "/usr/bin/cozedevice";
    private const string Unit = "cozedevice.service";
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan DoctorLimit = TimeSpan.FromMinutes(3);

    /// <inheritdoc/>
    public async Task<AgentLook> LookAsync(CancellationToken cancellationToken)
    {
        var status = await AskAsync(async (client, token) => FeedReader.ReadStatus(await client.StatusAsync(token)), cancellationToken);
        return status is null ? default : new(true, status.Link.State == "online", status.Turn.State == "ready", await InvocationAsync(cancellationToken));
    }

    /// <inheritdoc/>
    public Task ShowUpdatingAsync(TimeSpan limit) => AskAsync(
        async (client, token) => (object)await client.ExecuteAsync(new UpdatingCommand((int)limit.TotalSeconds), token), CancellationToken.None);

    /// <inheritdoc/>
    public Task RestartAsync() => UnattendedProgram.RunAsync(StartLimit, "/", ["systemctl", "restart", Unit], CancellationToken.None);

    /// <inheritdoc/>
    public async Task<bool> StartsAsync(CancellationToken cancellationToken) =>
        (await UnattendedProgram.RunAsync(StartLimit, "/", [Program, "--version"], cancellationToken)).ExitCode == 0;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<DoctorCheck>?> ExamineAsync(CancellationToken cancellationToken) =>
        ReadDoctor(await UnattendedProgram.RunAsync(DoctorLimit, "/", [Program, "doctor", "--json"], cancellationToken));

    /// <summary>Reads what the doctor writes: <c>{"checks":[{"name":…,"status":"ok|warning|failed|skipped"}]}</c>. That it could say so is
    /// a check too, <see cref="DoctorItself"/>: one that crashes or hangs is no clean one.</summary>
    /// <param name="run">A run of it. Its exit code says no more than the checks do: 0, or 1 when one failed.</param>
    /// <returns>The checks that were made, or null when this version has no doctor.</returns>
    internal static IReadOnlyList<DoctorCheck>? ReadDoctor(ProgramEnd run)
    {
        if (run.ExitCode == ExitCode.Usage) return null;
        try
        {
            using var document = JsonDocument.Parse(run.Out);
            var checks = new List<DoctorCheck> { new(DoctorItself, false) };
            foreach (var check in document.RootElement.GetProperty("checks").EnumerateArray())
            {
                var status = check.GetProperty("status").GetString();
                if (status != "skipped") checks.Add(new(check.GetProperty("name").GetString()!, status == "failed"));
            }

            return checks;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return [new(DoctorItself, true)];
        }
    }

    private static async Task<string?> InvocationAsync(CancellationToken cancellationToken)
    {
        var run = await UnattendedProgram.RunAsync(AnswerLimit, "/", ["systemctl", "show", "-p", "InvocationID", "--value", Unit], cancellationToken);
        return run.ExitCode == 0 && run.Out.Trim() is { Length: > 0 } id ? id : null;
    }

    private async Task<T?> AskAsync<T>(Func<ControlClient, CancellationToken, Task<T>> ask, CancellationToken cancellationToken)
        where T : class
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(AnswerLimit);
        try
        {
            await using var client = await ControlClient.ConnectAsync(socket, limit.Token);
            return await ask(client, limit.Token);
        }
        catch (Exception e) when (e is AgentUnreachableException or JsonException or IOException)
        {
            return null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }
}
