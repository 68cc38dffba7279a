namespace CozeDevice.Audio;

/// <summary>An open playback stream that takes whole 20 ms frames at 16 kHz mono.</summary>
/// <remarks>Owned by the speaker thread; only <see cref="Drop"/> may be called from another thread.</remarks>
public interface IPcmPlayback : IDisposable
{
    /// <summary>Blocks until the device has room for a frame, for at most one period plus 100 ms. A <see cref="Drop"/> makes
    /// room and ends the wait.</summary>
    PcmStatus Wait();

    /// <summary>Hands over a frame, behind a <see cref="Wait"/> that found room. Does not block, so that a discard on another
    /// thread can be excluded meanwhile without waiting for the device.</summary>
    /// <param name="frame">Exactly <see cref="AudioFormat.FrameSamples"/> samples.</param>
    /// <returns><see cref="PcmStatus.Timeout"/> if there is no room after all: nothing was taken.</returns>
    PcmStatus Write(ReadOnlySpan<short> frame);

    /// <summary>Samples written that have not been heard yet. 0 means silence at the speaker.</summary>
    int Delay { get; }

    /// <summary>Discards everything written and not heard yet, at once. The stream stays open. Safe from any thread.</summary>
    void Drop();

    /// <summary>The last sample of a stream was heard: the device may go idle. A file recorder makes its header valid.</summary>
    void Idle();

    /// <summary>Nothing follows for now: what was written is heard even if the device would wait for more before it starts, and
    /// running dry behind it is intended, not an underrun.</summary>
    void Finish() { }

    /// <summary>What was recovered from since it was opened.</summary>
    PcmRecovered Recovered => default;

    /// <summary>Whether the device can vanish while nothing is written, so that <see cref="IsPresent"/> is worth asking.</summary>
    bool IsRemovable => false;

    /// <summary>Whether the device is still there, asked while nothing is written. Never blocks.</summary>
    bool IsPresent => true;
}
