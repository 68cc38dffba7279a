using System.Text.Json.Nodes;

namespace CozeDevice.Simulator.Turns;

/// <summary>One reply while it is being sent. It ends once: by itself, or because it is stopped.</summary>
internal sealed class RunningReply(string chatId) : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private int _ended;
    private Task _run = Task.CompletedTask;

    /// <summary>The id of its chat; <c>"0"</c> for speech without a chat.</summary>
    internal string ChatId { get; } = chatId;

    /// <summary>Whether it is a turn of the model.</summary>
    internal bool IsChat => ChatId != "0";

    /// <summary>Whether it is over.</summary>
    internal bool HasEnded => Volatile.Read(ref _ended) != 0;

    /// <summary>The last audio it sent.</summary>
    internal JsonObject? LastDelta { get; set; }

    /// <summary>The tool outputs it waits for, if it does.</summary>
    internal PendingTools? Tools { get; set; }

    /// <summary>Claims the end; only the first caller gets it and may send the event that ends the reply.</summary>
    internal bool TryEnd() => Interlocked.Exchange(ref _ended, 1) == 0;

    /// <summary>Starts the work. It must observe the token and not throw anything else.</summary>
    internal void Start(Func<RunningReply, CancellationToken, Task> run, CancellationToken connection)
    {
        CancellationTokenSource linked = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token, connection);
        _run = RunAsync();

        async Task RunAsync()
        {
            await Task.Yield();
            using (linked)
            {
                await run(this, linked.Token);
            }
        }
    }

    /// <summary>Stops the work and waits until it sends nothing more.</summary>
    internal async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _run.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <inheritdoc/>
    public void Dispose() => _stop.Dispose();
}
