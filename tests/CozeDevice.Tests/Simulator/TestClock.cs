namespace CozeDevice.Tests.Simulator;

/// <summary>A clock that stands still until it is told to go on. It has no timers.</summary>
internal sealed class TestClock : TimeProvider
{
    private long _ticks;

    internal static DateTimeOffset Start { get; } = new(2026, 10, 1, 0, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => Start.AddTicks(Interlocked.Read(ref _ticks));

    public override long GetTimestamp() => Interlocked.Read(ref _ticks);

    internal void Advance(TimeSpan time) => Interlocked.Add(ref _ticks, time.Ticks);

    internal void Advance(double seconds) => Advance(TimeSpan.FromSeconds(seconds));
}
