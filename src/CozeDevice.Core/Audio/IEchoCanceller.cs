namespace CozeDevice.Audio;

/// <summary>Takes the device's own voice out of what the microphone hears. Both pumps feed it; the half-duplex gate asks it.</summary>
public interface IEchoCanceller : IDisposable
{
    /// <summary>Whether nothing worth hearing is left of the own voice now. False until that was measured, for 2 s after the streams
    /// broke, and when the clocks do not agree: then the microphone must be gated while the device speaks. Any thread, no lock.</summary>
    bool IsTrusted { get; }

    /// <summary>What is known. Any thread.</summary>
    EchoStatus Status { get; }

    /// <summary>A frame was handed to the speaker, after the volume, silence too. Speaker thread.</summary>
    /// <param name="frame">20 ms.</param>
    /// <param name="delay">Samples in the device not heard yet, this frame included, read just before this call.</param>
    void Played(ReadOnlySpan<short> frame, int delay);

    /// <summary>The samples played and the time no longer belong together: an underrun, a drop. Any thread.</summary>
    /// <param name="isNewDevice">Whether the device was opened, so that it may have another clock.</param>
    void PlaybackBroke(bool isNewDevice);

    /// <summary>Takes the echo out of a frame, or leaves the frame alone while it is not known how. Mic thread.</summary>
    /// <param name="frame">20 ms just read, changed in place.</param>
    /// <param name="waiting">Samples recorded behind it and not read yet; negative if that is not known.</param>
    void Cancel(Span<short> frame, int waiting);

    /// <summary>Samples of the microphone are missing, or it is another one. Mic thread.</summary>
    /// <param name="isNewDevice">Whether the device was opened, so that it may have another clock.</param>
    void CaptureBroke(bool isNewDevice);
}
