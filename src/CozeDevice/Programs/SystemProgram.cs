using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace CozeDevice.Programs;

/// <summary>A program of the system: no shell, limits on time and on what is kept of its output.</summary>
/// <remarks>At its limit, and when nobody waits for it any more, it is killed with its children. What a program that ended by itself
/// has left behind goes on, its output read, unless <see cref="EndsWhatIsLeft"/>; half a second later its answer no longer waits.</remarks>
/// <param name="Command">Its path, or its name on the path, and its arguments. None is a secret.</param>
/// <param name="Limit">How long it may run.</param>
internal sealed record SystemProgram(IReadOnlyList<string> Command, TimeSpan Limit)
{
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(500); // for what is in the pipes when it ends

    // It needs no token of ours, and with the socket of systemd it would be taken for the agent.
    private static readonly string[] Ours = ["NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID", "COZE_API_TOKEN"];

    /// <summary>What it reads.</summary>
    public string Input { get; init; } = "";

    /// <summary>What is kept of its output.</summary>
    public PipeLimit Out { get; init; } = PipeLimit.Newest;

    /// <summary>What is kept of what it writes beside it.</summary>
    public PipeLimit Error { get; init; } = PipeLimit.Newest;

    /// <summary>Where it runs; empty is where we do.</summary>
    public string Directory { get; init; } = "";

    /// <summary>Makes its environment of ours.</summary>
    public Action<IDictionary<string, string?>> Environment { get; init; } = static variables =>
    {
        foreach (var name in Ours) variables.Remove(name);
    };

    /// <summary>Whether everything it started is ended with it when that still holds its output.</summary>
    public bool EndsWhatIsLeft { get; init; }

    /// <summary>The clock of its limit.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Runs it to its end.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<ProgramEnd> RunAsync(CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Limit, Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var family = new ProcessFamily();
        Process process;
        try
        {
            process = Start(family);
        }
        catch (Win32Exception e)
        {
            return new(ProgramEnding.NotStarted, -1, [], e.Message);
        }

        using (process)
        {
            var isWhole = false;
            try
            {
                var output = new PipeText(process.StandardOutput.BaseStream, Out);
                var error = new PipeText(process.StandardError.BaseStream, Error);
                var read = Task.WhenAll(output.Ended, error.Ended);
                var tooLong = Task.WhenAny(output.TooLong, error.TooLong);
                _ = WriteAsync(process.StandardInput.BaseStream, either.Token);
                var exit = process.WaitForExitAsync(either.Token);
                if (await Task.WhenAny(exit, tooLong) == exit)
                {
                    await exit;
                    // What it left behind may hold its pipes for ever: what it wrote itself is there by then.
                    if (!read.IsCompleted) await Task.WhenAny(read, tooLong, Task.Delay(Grace, Time, either.Token));
                    if (EndsWhatIsLeft && !read.IsCompleted)
                    {
                        family.End();
                        await read.WaitAsync(either.Token); // now the pipes end, and all of it counts
                    }
                }

                // Not tooLong: it hears of it a moment later.
                if (output.TooLong.IsCompleted || error.TooLong.IsCompleted) return new(ProgramEnding.TooLong, -1, [], $"{Command[0]} wrote too much");
                isWhole = read.IsCompleted;
                return new(ProgramEnding.Exited, process.ExitCode, output.Bytes, Encoding.UTF8.GetString(error.Bytes));
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                return new(ProgramEnding.TimedOut, -1, [], $"{Command[0]} did not end within {Limit.TotalSeconds:0.#} s");
            }
            finally
            {
                ProcessFamily.EndTree(process);
                if (EndsWhatIsLeft && !isWhole) family.End();
            }
        }
    }

    private Process Start(ProcessFamily family)
    {
        var start = new ProcessStartInfo(Command[0], Command.Skip(1))
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Directory,
        };
        Environment(start.Environment);
        if (EndsWhatIsLeft) family.Mark(start);
        return Process.Start(start)!;
    }

    private async Task WriteAsync(Stream input, CancellationToken cancellationToken)
    {
        try
        {
            await using (input) await input.WriteAsync(Encoding.UTF8.GetBytes(Input), cancellationToken);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // It does not read: then it needs nothing.
        }
    }
}
