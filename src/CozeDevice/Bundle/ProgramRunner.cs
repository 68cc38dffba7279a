using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace CozeDevice.Bundle;

/// <summary>Programs of this machine.</summary>
internal sealed class ProgramRunner : IProgramRunner
{
    /// <summary>The most that is kept of an output: its end, which is the newest.</summary>
    internal const int MaxBytes = 1024 * 1024;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    // A program of the system needs neither our tokens nor the socket of systemd.
    private static readonly string[] Private = ["NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID", "COZE_API_TOKEN"];

    /// <inheritdoc/>
    public async Task<string?> RunAsync(string program, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        using var process = Start(program, arguments);
        if (process is null) return null;
        try
        {
            process.StandardInput.Close();
            var output = TailAsync(process.StandardOutput.BaseStream, limit.Token);
            var error = TailAsync(process.StandardError.BaseStream, limit.Token);
            await process.WaitForExitAsync(limit.Token);
            await error;
            return process.ExitCode == 0 ? await output : null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
        finally
        {
            End(process);
        }
    }

    private static Process? Start(string program, IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(program)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        foreach (var name in Private) start.Environment.Remove(name);
        try
        {
            return Process.Start(start);
        }
        catch (Win32Exception)
        {
            return null; // not installed
        }
    }

    /// <summary>Reads to the end and keeps the last mebibyte, from the beginning of a line.</summary>
    internal static async Task<string> TailAsync(Stream from, CancellationToken cancellationToken)
    {
        var kept = new byte[2 * MaxBytes];
        var length = 0;
        var isCut = false;
        while (await from.ReadAsync(kept.AsMemory(length), cancellationToken) is > 0 and var read)
        {
            length += read;
            if (length < kept.Length) continue;
            kept.AsSpan(length - MaxBytes, MaxBytes).CopyTo(kept);
            (length, isCut) = (MaxBytes, true);
        }

        var tail = kept.AsSpan(Math.Max(0, length - MaxBytes), Math.Min(length, MaxBytes));
        if (isCut || length > MaxBytes) tail = tail[(tail.IndexOf((byte)'\n') + 1)..];
        return Encoding.UTF8.GetString(tail);
    }

    private static void End(Process process)
    {
        try
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It ended meanwhile.
        }
    }
}
