using System.ComponentModel;
using System.Diagnostics;

namespace CozeDevice.Account;

/// <summary>Runs the program of <c>Auth:Command</c>: no shell, nothing on its input, limits on time and output.</summary>
/// <param name="command">The program and its arguments.</param>
/// <param name="time">The limit.</param>
internal sealed class HelperProgram(IReadOnlyList<string> command, TimeProvider time)
{
    /// <summary>How long it may run.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    /// <summary>How much it may write to each of its outputs, in bytes.</summary>
    public const int MaxBytes = 64 * 1024;

    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(500); // for what is in the pipe when the program ends

    // These are ours: systemd would take the helper for the agent.
    private static readonly string[] Private = ["NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID", "COZE_API_TOKEN"];

    /// <summary>Runs it once.</summary>
    /// <exception cref="TokenException">It did not start, ran for too long, or wrote too much.</exception>
    public async Task<HelperResult> RunAsync(CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var family = new ProcessFamily();
        using var process = Start(family);
        var isWhole = false;
        try
        {
            process.StandardInput.Close();
            var output = ReadAsync(process.StandardOutput.BaseStream, either.Token);
            var error = ReadAsync(process.StandardError.BaseStream, either.Token);
            var both = BothAsync(output, error);
            var exit = process.WaitForExitAsync(either.Token);
            if (await Task.WhenAny(both, exit) == exit && exit.IsCompletedSuccessfully)
            {
                // A child of it may hold the pipes for ever; with the child they end.
                await Task.WhenAny(both, Task.Delay(Grace, time, either.Token));
                if (!both.IsCompleted) family.End();
            }

            await both;
            await exit;
            isWhole = true;
            return new(process.ExitCode, await output, LastLine(System.Text.Encoding.UTF8.GetString(await error)));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Failure($"did not end within {Limit.TotalSeconds:0} s", TokenObstacle.Timeout);
        }
        catch (IOException e)
        {
            throw Failure($"cannot be read: {e.Message}", TokenObstacle.Network);
        }
        finally
        {
            End(process);
            if (!isWhole) family.End();
        }
    }

    private Process Start(ProcessFamily family)
    {
        var start = new ProcessStartInfo(command[0])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        for (var i = 1; i < command.Count; i++) start.ArgumentList.Add(command[i]);
        foreach (var name in Private) start.Environment.Remove(name);
        family.Mark(start);
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw Failure($"does not start: {e.Message}", TokenObstacle.Owner);
        }
    }

    private async Task<byte[]> ReadAsync(Stream from, CancellationToken cancellationToken)
    {
        var content = new byte[MaxBytes + 1];
        var length = await from.ReadAtLeastAsync(content, content.Length, throwOnEndOfStream: false, cancellationToken);
        return length <= MaxBytes ? content[..length] : throw Failure("wrote more than 64 KiB", TokenObstacle.Owner);
    }

    // One that fails ends both; the other would wait for the program.
    private static async Task BothAsync(Task output, Task error)
    {
        await await Task.WhenAny(output, error);
        await Task.WhenAll(output, error);
    }

    private static void End(Process process)
    {
        try
        {
            // With everything it started, which may hold the pipes.
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It ended meanwhile.
        }
    }

    private static string LastLine(string text) => text.TrimEnd().Split('\n')[^1];

    private TokenException Failure(string what, TokenObstacle obstacle) =>
        new($"Auth:Command: {command[0]} {what}") { Obstacle = obstacle };
}
