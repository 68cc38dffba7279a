using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace CozeDevice.Tests.Alsa;

/// <summary>One device on the bench: what it is like, what is done to it, and what it counted. The words are shared with
/// <c>pcm_bench.c</c>, in its order.</summary>
internal sealed class BenchDevice : IDisposable
{
    private static int Number;

    private readonly string _id = $"dev{Interlocked.Increment(ref Number)}";
    private readonly SafeFileHandle _words;

    public BenchDevice()
    {
        // The device maps the file; reading and writing it goes to the same pages.
        _words = File.OpenHandle(PathOf("bench"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.ReadWrite);
        RandomAccess.SetLength(_words, (long)Slot.Count * sizeof(long));
    }

    /// <summary>What the words mean.</summary>
    public enum Slot
    {
        RateLeast, RateMost, ChannelsLeast, ChannelsMost, Period, BufferMost, Format, Speed, Coarse, Loop, Ppm, Room, RoomDelay,
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
        get
        {
            Span<byte> word = stackalloc byte[sizeof(long)];
            RandomAccess.Read(_words, word, (long)slot * sizeof(long));
            return BinaryPrimitives.ReadInt64LittleEndian(word);
        }

        set
        {
            Span<byte> word = stackalloc byte[sizeof(long)];
            BinaryPrimitives.WriteInt64LittleEndian(word, value);
            RandomAccess.Write(_words, word, (long)slot * sizeof(long));
        }
    }

    /// <summary>What a microphone hears from its first start on.</summary>
    public void Hears(short[] samples) => File.WriteAllBytes(PathOf("in"), MemoryMarshal.AsBytes(samples.AsSpan()));

    /// <summary>How the room answers what the speaker of the same room plays, at the rate of the device.</summary>
    public void Answers(float[] response)
    {
        var backwards = response.Reverse().ToArray();
        File.WriteAllBytes(PathOf("room"), MemoryMarshal.AsBytes(backwards.AsSpan()));
    }

    /// <summary>What a speaker played so far, at the rate of the device.</summary>
    public short[] Played()
    {
        using var file = new FileStream(PathOf("out"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var samples = new short[file.Length / sizeof(short)];
        file.ReadExactly(MemoryMarshal.AsBytes(samples.AsSpan()));
        return samples;
    }

    public void Dispose() => _words.Dispose();

    private string PathOf(string kind) => Path.Combine(AlsaBench.DevicesPath, $"{_id}.{kind}");
}
