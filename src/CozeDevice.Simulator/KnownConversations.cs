using System.Collections.Concurrent;

namespace CozeDevice.Simulator;

/// <summary>The conversations made by this simulator, by REST or by a socket. Thread-safe.</summary>
internal sealed class KnownConversations
{
    private readonly ConcurrentDictionary<string, byte> _ids = new();

    /// <summary>Remembers a conversation.</summary>
    internal void Add(string id) => _ids.TryAdd(id, 0);

    /// <summary>Whether it was made here.</summary>
    internal bool Contains(string id) => _ids.ContainsKey(id);
}
