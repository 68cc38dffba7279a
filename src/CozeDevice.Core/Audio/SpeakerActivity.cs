namespace CozeDevice.Audio;

/// <summary>Until when the speaker is heard: what was handed to it and what it still holds.</summary>
/// <remarks>Written under the lock of <see cref="PlaybackGate"/>, by the speaker thread and by whoever discards; any thread reads. No
/// allocation.</remarks>
/// <param name="time">Monotonic clock.</param>
public sealed class SpeakerActivity(TimeProvider time)
{
    // A driver that tells nonsense must not make the device deaf for ever.
    private static readonly int LongestDelay = AudioFormat.Samples(2_000);

    private const long LongAgo = long.MinValue / 2;

    private long _until = LongAgo;

    /// <summary>Sound is being handed over, or was.</summary>
    /// <param name="samples">How much is not heard yet.</param>
    public void Sounds(int samples)
    {
        var until = time.GetTimestamp() + (Math.Clamp(samples, 0, LongestDelay) * time.TimestampFrequency / AudioFormat.SampleRate);
        if (until > Volatile.Read(ref _until)) Volatile.Write(ref _until, until);
    }

    /// <summary>What was heard is of no matter any more.</summary>
    public void Forget() => Volatile.Write(ref _until, LongAgo);

    /// <summary>Whether something is heard, or was a moment ago.</summary>
    /// <param name="tail">How long the room and the microphone's buffer keep it.</param>
    public bool IsAudible(TimeSpan tail)
    {
        var now = time.GetTimestamp();
        var until = Volatile.Read(ref _until);
        return now < until || time.GetElapsedTime(until, now) < tail;
    }
}
