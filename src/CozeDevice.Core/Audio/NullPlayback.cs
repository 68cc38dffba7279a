namespace CozeDevice.Audio;

/// <summary>The device <c>null</c> as speaker: takes sound in real time and forgets it.</summary>
/// <remarks>Owned by the speaker thread; <see cref="Drop"/> may come from any thread.</remarks>
/// <param name="pacer">The clock. Disposed with this object.</param>
public sealed class NullPlayback(IPacer pacer) : IPcmPlayback
{
    private readonly VirtualSpeaker _speaker = new(pacer);
    private readonly short[] _heard = new short[AudioFormat.FrameSamples];

    /// <inheritdoc/>
    public int Delay => _speaker.Delay;

    /// <inheritdoc/>
    public PcmRecovered Recovered => _speaker.Recovered;

    /// <inheritdoc/>
    public PcmStatus Wait() => _speaker.Wait();

    /// <inheritdoc/>
    public PcmStatus Write(ReadOnlySpan<short> frame)
    {
        var status = _speaker.Write(frame);
        while (_speaker.Collect(_heard) > 0) { }
        return status;
    }

    /// <inheritdoc/>
    public void Finish() => _speaker.Finish();

    /// <inheritdoc/>
    public void Drop() => _speaker.Drop();

    /// <inheritdoc/>
    public void Idle() => _speaker.Idle();

    /// <inheritdoc/>
    public void Dispose() => _speaker.Dispose();
}
