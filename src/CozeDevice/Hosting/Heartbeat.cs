namespace CozeDevice.Hosting;

/// <summary>The sign of life of one loop: the loop beats, the watchdog looks.</summary>
/// <remarks><see cref="Beat"/> is called by the loop on its own thread, everything else from any thread. It takes no
/// lock
/// and allocates nothing, so an audio loop may beat on every frame.</remarks>
/// <param name="name">What people call the loop: <c>mic</c>, <c>speaker</c>, <c>dispatcher</c>, <c>link</c>.</param>
/// <param name="limit">The longest healthy time between two beats.</param>
/// <param name="time">The clock.</param>
internal sealed class Heartbeat(string name, TimeSpan limit, TimeProvider time)
{
    private long _last = time.GetTimestamp();
    private bool _isPaused;

    /// <summary>What people call the loop.</summary>
    public string Name { get; } = name;

    /// <summary>Time since the last beat.</summary>
    public TimeSpan Age => time.GetElapsedTime(Volatile.Read(ref _last));

    /// <summary>Whether the loop should have beaten by now and did not.</summary>
    public bool IsLate => !Volatile.Read(ref _isPaused) && Age > limit;

    /// <summary>The loop lives.</summary>
    public void Beat()
    {
        Volatile.Write(ref _last, time.GetTimestamp());
        Volatile.Write(ref _isPaused, false);
    }

    /// <summary>The loop rests on purpose and owes no beat until the next one.</summary>
    public void Pause() => Volatile.Write(ref _isPaused, true);
}
