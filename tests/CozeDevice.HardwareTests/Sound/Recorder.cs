using System.Diagnostics;
using System.Runtime.InteropServices;
using CozeDevice.HardwareTests.Board;

namespace CozeDevice.HardwareTests.Sound;

/// <summary><c>arecord</c> on the air: everything the agent's speaker says, silence included, and when.</summary>
internal sealed class Recorder : SoundProgram
{
    private const int PeriodMs = 5;

    private readonly Lock _lock = new();
    private readonly List<short> _samples = [];
    private readonly Thread _reader;
    private double _start = double.MaxValue; // seconds of the monotonic clock at the first sample

    private Recorder(string device, int rate, int channels)
        : base("arecord", device, rate, channels, PeriodMs)
    {
        _reader = new Thread(Read) { IsBackground = true, Name = "recorder" };
        _reader.Start();
    }

    /// <summary>Starts recording.</summary>
    public static async Task<Recorder> StartAsync(int rate = 16_000, int channels = 1, string device = LoopbackCard.Air)
    {
        var recorder = new Recorder(device, rate, channels);
        await KernelFile.UntilAsync(() => recorder.Count > 0 || recorder.Process.HasExited, "arecord delivers samples");
        Xunit.Assert.False(recorder.Process.HasExited, recorder.Complaints);
        return recorder;
    }

    /// <summary>How many samples were recorded, of all channels.</summary>
    public int Count
    {
        get
        {
            lock (_lock) return _samples.Count;
        }
    }

    /// <summary>A copy of what was recorded so far.</summary>
    public short[] Samples
    {
        get
        {
            lock (_lock) return [.. _samples];
        }
    }

    /// <summary>When a sample was in the air, as <see cref="Stopwatch.GetTimestamp"/>; exact to the ticks of the kernel's timer, since it
    /// goes by the delivery that came soonest.</summary>
    public long TimeOf(int index)
    {
        lock (_lock) return (long)((_start + ((double)index / Channels / Rate)) * Stopwatch.Frequency);
    }

    /// <summary>Waits until so much more was recorded.</summary>
    public Task ForAsync(TimeSpan time)
    {
        int end = Count + (int)(time.TotalSeconds * Rate * Channels);
        return KernelFile.UntilAsync(() => Count >= end || Process.HasExited, "the recorder goes on", time.TotalSeconds + 30);
    }

    /// <summary>Waits until something that is not silence was recorded behind an index.</summary>
    public async Task<int> UntilHeardAsync(int from)
    {
        int at = -1;
        await KernelFile.UntilAsync(() => (at = FirstSound(from)) >= 0, "sound in the air");
        return at;
    }

    private int FirstSound(int from)
    {
        lock (_lock)
        {
            int at = CollectionsMarshal.AsSpan(_samples)[Math.Min(from, _samples.Count)..].IndexOfAnyExcept((short)0);
            return at < 0 ? at : from + at;
        }
    }

    private void Read()
    {
        var bytes = new byte[64 * 1024];
        int have = 0;
        Stream stream = Process.StandardOutput.BaseStream;
        while (stream.Read(bytes, have, bytes.Length - have) is > 0 and var count)
        {
            double now = (double)Stopwatch.GetTimestamp() / Stopwatch.Frequency;
            have += count;
            int whole = have & ~1;
            lock (_lock)
            {
                _samples.AddRange(MemoryMarshal.Cast<byte, short>(bytes.AsSpan(0, whole)));
                _start = Math.Min(_start, now - ((double)_samples.Count / Channels / Rate));
            }
            bytes[0] = bytes[whole == have ? 0 : whole];
            have -= whole;
        }
    }
}
