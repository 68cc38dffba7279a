namespace CozeDevice.Simulator.Recording;

/// <summary>Everything the simulator received, connection by connection. Thread-safe.</summary>
public sealed class SimulatorRecord
{
    private readonly Lock _gate = new();
    private readonly ChangeSignal _changed = new();
    private readonly List<ConnectionRecord> _connections = [];
    private readonly bool _keeping;
    private int _count;

    internal SimulatorRecord(bool keeping) => _keeping = keeping;

    /// <summary>All connections so far, refused ones included.</summary>
    public IReadOnlyList<ConnectionRecord> Connections
    {
        get
        {
            lock (_gate)
            {
                return [.. _connections];
            }
        }
    }

    /// <summary>The distinct <c>User-Agent</c> values seen, in order of appearance.</summary>
    public IReadOnlyList<string> SeenUserAgents => [.. Connections.Select(connection => connection.UserAgent).Distinct()];

    /// <summary>Waits for a connection.</summary>
    /// <param name="number">1 for the first connection.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<ConnectionRecord> WaitForConnectionAsync(int number, CancellationToken cancellationToken = default) =>
        _changed.WaitAsync(
            () => Connections is { } connections && connections.Count >= number ? connections[number - 1] : null,
            cancellationToken);

    internal ConnectionRecord Add(string path, string query, IReadOnlyDictionary<string, string> headers, string logId)
    {
        ConnectionRecord connection;
        lock (_gate)
        {
            connection = new ConnectionRecord(++_count, path, query, headers, logId, _keeping);
            if (_keeping)
            {
                _connections.Add(connection);
            }
        }

        _changed.Set();
        return connection;
    }
}
