using System.Text.Json;

namespace CozeDevice.Simulator.Recording;

/// <summary>What one connection brought, refused ones included. Thread-safe; may be read while it grows.</summary>
public sealed class ConnectionRecord
{
    private readonly Lock _gate = new();
    private readonly ChangeSignal _changed = new();
    private readonly bool _keeping;
    private readonly List<UplinkRecord> _uplink = [];
    private readonly List<string> _downlink = [];
    private readonly List<UtteranceRecord> _utterances = [];
    private readonly TaskCompletionSource<int?> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private UtteranceRecord? _open;

    internal ConnectionRecord(
        int number, string path, string query, IReadOnlyDictionary<string, string> headers, string logId, bool keeping)
    {
        Number = number;
        Path = path;
        Query = query;
        Headers = headers;
        LogId = logId;
        _keeping = keeping;
    }

    /// <summary>1 for the first connection of the simulator's life.</summary>
    public int Number { get; }

    /// <summary>The path asked for, <c>/v1/chat</c> as a rule.</summary>
    public string Path { get; }

    /// <summary>The query as sent, with the question mark, not decoded.</summary>
    public string Query { get; }

    /// <summary>The request headers; names compare without case.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; }

    /// <summary>The <c>User-Agent</c>, or an empty string.</summary>
    public string UserAgent => Headers.TryGetValue("User-Agent", out string? value) ? value : "";

    /// <summary>The log id given to this connection.</summary>
    public string LogId { get; }

    /// <summary>The HTTP status of a refusal; <see langword="null"/> when the socket was accepted.</summary>
    public int? RefusedStatus { get; private set; }

    /// <summary>Every event received, in order.</summary>
    public IReadOnlyList<UplinkRecord> Uplink => Snapshot(_uplink);

    /// <summary>The types of the events sent, in order.</summary>
    public IReadOnlyList<string> Downlink => Snapshot(_downlink);

    /// <summary>The utterances received, the open one included.</summary>
    public IReadOnlyList<UtteranceRecord> Utterances => Snapshot(_utterances);

    /// <summary>Completes when the connection is over, with the close code the client sent, if it sent one.</summary>
    public Task<int?> Closed => _closed.Task;

    /// <summary>Waits for the <paramref name="nth"/> event of a type.</summary>
    public Task<UplinkRecord> WaitForUplinkAsync(string type, int nth = 1, CancellationToken cancellationToken = default) =>
        _changed.WaitAsync(
            () => Snapshot(_uplink).Where(uplink => uplink.Type == type).Skip(nth - 1).FirstOrDefault(),
            cancellationToken);

    /// <summary>Waits until the <paramref name="nth"/> event of a type has been handed to the socket.</summary>
    public Task WaitForDownlinkAsync(string type, int nth = 1, CancellationToken cancellationToken = default) =>
        _changed.WaitAsync(
            () => Snapshot(_downlink).Where(sent => sent == type).Skip(nth - 1).FirstOrDefault(), cancellationToken);

    /// <summary>Waits for the <paramref name="nth"/> utterance that ended in the given way.</summary>
    public Task<UtteranceRecord> WaitForUtteranceAsync(
        int nth = 1, UtteranceEnd end = UtteranceEnd.Completed, CancellationToken cancellationToken = default) =>
        _changed.WaitAsync(
            () => Snapshot(_utterances).Where(utterance => utterance.End == end).Skip(nth - 1).FirstOrDefault(),
            cancellationToken);

    internal void AddUplink(string type, JsonElement message, DateTimeOffset at) =>
        Change(() => _uplink.Add(new UplinkRecord(type, message, at)));

    internal void AddDownlink(string type) => Change(() => _downlink.Add(type));

    internal void AddAudio(byte[] audio) => Change(() =>
    {
        if (_open is null)
        {
            _open = new UtteranceRecord();
            _utterances.Add(_open);
        }

        _open.Append(audio);
    });

    internal void EndUtterance(UtteranceEnd end) => Change(() =>
    {
        _open?.Finish(end);
        _open = null;
    });

    internal void Refuse(int status)
    {
        RefusedStatus = status;
        _closed.TrySetResult(null);
    }

    internal void Close(int? closeCode) => _closed.TrySetResult(closeCode);

    private void Change(Action change)
    {
        if (!_keeping)
        {
            return;
        }

        lock (_gate)
        {
            change();
        }

        _changed.Set();
    }

    private List<T> Snapshot<T>(List<T> list)
    {
        lock (_gate)
        {
            return [.. list];
        }
    }
}
