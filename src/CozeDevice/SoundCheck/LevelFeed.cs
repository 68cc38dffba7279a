using System.Threading.Channels;
using CozeDevice.Audio;

namespace CozeDevice.SoundCheck;

/// <summary>Carries levels from the sound thread to whoever shows them, one per interval of sound.</summary>
/// <remarks>The sound thread writes and never waits: a display that hangs loses the oldest readings.</remarks>
/// <param name="intervalMs">A multiple of 20 ms.</param>
internal sealed class LevelFeed(int intervalMs)
{
    private const int Capacity = 64;

    private readonly Channel<LevelReading> _readings = Channel.CreateBounded<LevelReading>(
        new BoundedChannelOptions(Capacity) { SingleReader = true, SingleWriter = true, FullMode = BoundedChannelFullMode.DropOldest });

    private readonly short[] _interval = new short[AudioFormat.Samples(intervalMs)];
    private int _count;
    private long _intervals;

    /// <summary>The readings; ends with <see cref="Complete"/>.</summary>
    public ChannelReader<LevelReading> Readings => _readings.Reader;

    /// <summary>Takes the next frame.</summary>
    /// <param name="frame">20 ms.</param>
    public void Add(ReadOnlySpan<short> frame)
    {
        frame.CopyTo(_interval.AsSpan(_count));
        _count += frame.Length;
        if (_count < _interval.Length) return;
        var level = LevelMeter.Measure(_interval);
        _count = 0;
        _readings.Writer.TryWrite(new(++_intervals * intervalMs, level.PeakDb, level.RmsDb));
    }

    /// <summary>Nothing follows.</summary>
    public void Complete() => _readings.Writer.TryComplete();
}
