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

    // These are ours: systemd would take the helper for the agent.
    private static readonly string[] Private = ["NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID", "COZE_API_TOKEN"];

    /// <summary>Runs it once.</summary>
    /// <exception cref="TokenException">It did not start, ran for too long, or wrote too much.</exception>
    public async Task<HelperResult> RunAsync(CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        using var process = Start();
        try
        {
            process.StandardInput.Close();
            var output = ReadAsync(process.StandardOutput.BaseStream, either.Token);
            var error = ReadAsync(process.StandardError.BaseStream, either.Token);
            // One that fails ends it; the other would wait for the program.
            await await Task.WhenAny(output, error);
            await Task.WhenAll(output, error);
            await process.WaitForExitAsync(either.Token);
            return new(process.ExitCode, await output, LastLine(System.Text.Encoding.UTF8.GetString(await error)));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Failure($"did not end within {Limit.TotalSeconds:0} s");
        }
        catch (IOException e)
        {
            throw Failure($"cannot be read: {e.Message}");
        }
        finally
        {
            End(process);
        }
    }

    private Process Start()
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
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw Failure($"does not start: {e.Message}");
        }
    }

    private async Task<byte[]> ReadAsync(Stream from, CancellationToken cancellationToken)
    {
        var content = new byte[MaxBytes + 1];
        var length = await from.ReadAtLeastAsync(content, content.Length, throwOnEndOfStream: false, cancellationToken);
        return length <= MaxBytes ? content[..length] : throw Failure("wrote more than 64 KiB");
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

    private TokenException Failure(string what) => new($"Auth:Command: {command[0]} {what}");
}
