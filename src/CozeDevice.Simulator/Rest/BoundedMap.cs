using System.Diagnostics.CodeAnalysis;

namespace CozeDevice.Simulator.Rest;

/// <summary>Things by id; beyond the capacity the oldest is forgotten, so a simulator stays small for days.</summary>
/// <remarks>Safe for concurrent use.</remarks>
/// <typeparam name="TValue">What is kept.</typeparam>
/// <param name="capacity">The number of things kept.</param>
internal sealed class BoundedMap<TValue>(int capacity)
{
    private readonly Lock _gate = new();
    private readonly OrderedDictionary<string, TValue> _items = new(StringComparer.Ordinal);

    /// <summary>Keeps a thing under a new id.</summary>
    /// <returns><see langword="false"/> if the id is taken.</returns>
    internal bool TryAdd(string id, TValue value)
    {
        lock (_gate)
        {
            if (!_items.TryAdd(id, value)) return false;
            if (_items.Count > capacity) _items.RemoveAt(0);
            return true;
        }
    }

    /// <summary>Finds a thing.</summary>
    internal bool TryGet(string id, [MaybeNullWhen(false)] out TValue value)
    {
        lock (_gate) return _items.TryGetValue(id, out value);
    }

    /// <summary>Finds a thing, or keeps a new one.</summary>
    internal TValue GetOrAdd(string id, Func<string, TValue> create)
    {
        lock (_gate)
        {
            if (_items.TryGetValue(id, out var value)) return value;
            value = create(id);
            _items.Add(id, value);
            if (_items.Count > capacity) _items.RemoveAt(0);
            return value;
        }
    }

    /// <summary>Takes a thing out; only one caller gets it.</summary>
    internal bool TryRemove(string id, [MaybeNullWhen(false)] out TValue value)
    {
        lock (_gate) return _items.Remove(id, out value);
    }

    /// <summary>Forgets everything.</summary>
    internal void Clear()
    {
        lock (_gate) _items.Clear();
    }

    /// <summary>What is kept now, oldest first.</summary>
    internal TValue[] Snapshot()
    {
        lock (_gate) return [.. _items.Values];
    }
}
