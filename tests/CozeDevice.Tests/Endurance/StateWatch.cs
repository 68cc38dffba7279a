using System.Collections.Concurrent;
using System.Diagnostics;
using CozeDevice.Conversation;

namespace CozeDevice.Tests.Endurance;

/// <summary>Watches a device from outside, by its local feed, and notes every state that outlasts its deadline (design §3).</summary>
internal sealed class StateWatch
{
    // The machine is shared: what is late by less is late because of it.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(5);

    private static readonly Dictionary<string, TimeSpan> Deadlines = new()
    {
        ["listening"] = TimeSpan.FromSeconds(60),
        ["finishing"] = TimeSpan.FromSeconds(0.5),
        // Without a link 8 s, then 10 s without an event of the turn, 20 s in all without text or sound; text that has begun, 10 s more.
        ["thinking"] = TimeSpan.FromSeconds(8 + 20 + 10),
        ["acting"] = TimeSpan.FromSeconds(5),
        // The longest answer here (3 s of voice), and 5 s for each time it can stall.
        ["speaking"] = TimeSpan.FromSeconds(3 + (3 * 5)),
        ["prompting"] = TimeSpan.FromSeconds(5 + 1),
        ["starting"] = TimeSpan.FromSeconds(10),
        ["connecting"] = TimeSpan.FromSeconds(10),
        ["configuring"] = TimeSpan.FromSeconds(5),
    };

    private readonly Lock _lock = new();
    private readonly Queue<string> _last = new();
    private (string State, long Since) _turn = ("ready", Stopwatch.GetTimestamp());
    private (string State, long Since) _link = ("starting", Stopwatch.GetTimestamp());

    /// <summary>What got stuck, with what came before.</summary>
    public ConcurrentQueue<string> Stuck { get; } = new();

    /// <summary>Turns by how they ended: the reason, or <c>answered</c>.</summary>
    public ConcurrentDictionary<string, int> Ends { get; } = new();

    public string Turn
    {
        get { lock (_lock) return _turn.State; }
    }

    /// <summary>Reads the feed until it ends.</summary>
    public async Task RunAsync(FeedSubscription feed, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
                See(await feed.Events.ReadAsync(cancellationToken));
        }
        catch (OperationCanceledException)
        {
            // The soak is over.
        }
    }

    /// <summary>Looks whether a state lasts too long. Called a few times a second.</summary>
    public void Look()
    {
        lock (_lock)
        {
            _turn = Checked(_turn);
            _link = Checked(_link);
        }
    }

    private void See(DeviceEvent happened)
    {
        lock (_lock)
        {
            _last.Enqueue(happened.ToString());
            if (_last.Count > 30)
                _last.Dequeue();
            switch (happened)
            {
                case TurnEvent turn:
                    Checked(_turn);
                    if (turn.Turn.State == "ready" && _turn.State != "ready")
                        Ends.AddOrUpdate(turn.Turn.Reason ?? "answered", 1, static (_, count) => count + 1);
                    _turn = (turn.Turn.State, Stopwatch.GetTimestamp());
                    break;
                case LinkEvent link:
                    Checked(_link);
                    _link = (link.Link.State, Stopwatch.GetTimestamp());
                    break;
            }
        }
    }

    // Told once.
    private (string State, long Since) Checked((string State, long Since) now)
    {
        if (!Deadlines.TryGetValue(now.State, out TimeSpan deadline) || Stopwatch.GetElapsedTime(now.Since) <= deadline + Margin)
            return now;
        Stuck.Enqueue($"{now.State} for {Stopwatch.GetElapsedTime(now.Since)}:\n{string.Join('\n', _last)}");
        return (now.State, Stopwatch.GetTimestamp());
    }
}
