namespace CozeDevice.Hosting;

/// <summary>The sign of life of one loop: the loop beats, the watchdog looks.</summary>
/// <remarks>Any thread, no lock, no allocation.</remarks>
/// <param name="name">What people call the loop: <c>microphone</c>, <c>speaker</c>, <c>dispatcher</c>.</param>
/// <param name="limit">The longest healthy time between two beats.</param>
/// <param name="time">The clock.</param>
internal sealed class Heartbeat(string name, TimeSpan limit, TimeProvider time)
{
    private long _last = time.GetTimestamp();

    /// <summary>What people call the loop.</summary>
    public string Name { get; } = name;

    /// <summary>Time since the last beat.</summary>
    public TimeSpan Age => time.GetElapsedTime(Volatile.Read(ref _last));

    /// <summary>Whether the loop should have beaten by now and did not.</summary>
    public bool IsLate => Age > limit;

    /// <summary>The loop lives.</summary>
    public void Beat() => Volatile.Write(ref _last, time.GetTimestamp());
}
