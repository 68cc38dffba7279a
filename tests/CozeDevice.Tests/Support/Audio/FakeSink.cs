using System.Runtime.InteropServices;
using CozeDevice.Audio;

namespace CozeDevice.Tests.Support.Audio;

/// <summary>Keeps what the mic thread sends as readable words: <c>begin 1</c>, the first sample of each PCM frame,
/// <c>end 1 Complete</c>.</summary>
internal sealed class FakeSink : IFrameSink
{
    public List<string> Log { get; } = [];

    public long Bytes { get; private set; }

    /// <summary>The samples of each turn, sent as PCM.</summary>
    public Dictionary<int, List<short>> Turns { get; } = [];

    /// <summary>Frames taken before the budget is used up.</summary>
    public int Budget { get; set; } = int.MaxValue;

    /// <summary>Keeps no words, for tests that count allocations.</summary>
    public bool Forgets { get; set; }

    public void Begin(int turn) => Log.Add($"begin {turn}");

    public bool Write(int turn, ReadOnlySpan<byte> payload)
    {
        if (Budget-- <= 0) return false;
        Bytes += payload.Length;
        if (Forgets) return true;
        Log.Add($"{turn}:{MemoryMarshal.Read<short>(payload)}");
        if (!Turns.TryGetValue(turn, out var samples)) Turns.Add(turn, samples = []);
        samples.AddRange(MemoryMarshal.Cast<byte, short>(payload));
        return true;
    }

    public void End(int turn, UtteranceEnd end) => Log.Add($"end {turn} {end}");
}
