using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;

namespace CozeDevice.Tests.Alsa;

/// <summary>One device on the bench: what it is like, what is done to it, and what it counted. The words are shared with
/// <c>pcm_bench.c</c>, in its order.</summary>
internal sealed class BenchDevice : IDisposable
{
    private static int Number;

    private readonly string _id = $"dev{Interlocked.Increment(ref Number)}";
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _words;

    public BenchDevice()
    {
        var size = (int)Slot.Count * sizeof(long);
        _file = MemoryMappedFile.CreateFromFile(PathOf("bench"), FileMode.CreateNew, null, size);
        _words = _file.CreateViewAccessor(0, size);
    }

    /// <summary>What the words mean.</summary>
    public enum Slot
    {
        RateLeast, RateMost, ChannelsLeast, ChannelsMost, Period, BufferMost, Format, Speed, Coarse, Loop,
        Unplugged, Busy, Dead, Xrun, Suspend, Stalled, ResumeError, FailErrno, FailCount, Short, WakeEmpty,
        Opens, Closes, Starts, Drops, Xruns, Suspends, Moved, Lost, Heard, Silence, Polls, DropLeft,
        Count,
    }

    /// <summary>Its name for libasound.</summary>
    public string Name => $"bench:{_id}";

    /// <summary>Its name behind libasound's conversions.</summary>
    public string PlugName => $"benchplug:{_id}";

    /// <summary>A word.</summary>
    public long this[Slot slot]
    {
        get => _words.ReadInt64((int)slot * sizeof(long));
        set => _words.Write((int)slot * sizeof(long), value);
    }

    /// <summary>What a microphone hears from its first start on.</summary>
    public void Hears(short[] samples) => File.WriteAllBytes(PathOf("in"), MemoryMarshal.AsBytes(samples.AsSpan()));

    /// <summary>What a speaker played so far, at the rate of the device.</summary>
    public short[] Played()
    {
        using var file = new FileStream(PathOf("out"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var samples = new short[file.Length / sizeof(short)];
        file.ReadExactly(MemoryMarshal.AsBytes(samples.AsSpan()));
        return samples;
    }

    public void Dispose()
    {
        try
        {
            _words.Dispose();
        }
        catch (IOException)
        {
            // It wants the words on the disk first, which the kernel refuses while a test of locked memory locks this process. They
            // are of no use any more, and the view is closed all the same.
        }
        _file.Dispose();
    }

    private string PathOf(string kind) => Path.Combine(AlsaBench.DevicesPath, $"{_id}.{kind}");
}
