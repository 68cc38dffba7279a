namespace CozeDevice.Audio;

/// <summary>The device <c>null</c> as microphone: silence in real time.</summary>
/// <remarks>Owned by the mic thread.</remarks>
/// <param name="pacer">The clock. Disposed with this object.</param>
public sealed class NullCapture(IPacer pacer) : IPcmCapture
{
    private readonly FramePace _pace = new(pacer);

    /// <inheritdoc/>
    public PcmStatus Read(Span<short> frame)
    {
        if (!_pace.Wait()) return PcmStatus.Timeout;
        frame.Clear();
        return PcmStatus.Ok;
    }

    /// <inheritdoc/>
    public void Rewind() { }

    /// <inheritdoc/>
    public void Dispose() => _pace.Dispose();
}
