using CozeDevice.Audio;

namespace CozeDevice.SoundCheck;

/// <summary>Takes a frame of what is recorded.</summary>
/// <param name="frame">20 ms; only valid during the call.</param>
internal delegate void FrameTaker(ReadOnlySpan<short> frame);

/// <summary>Reads a microphone for a while. Blocks; owned by one thread.</summary>
/// <param name="device">The microphone.</param>
/// <param name="name">Its configured name, for messages.</param>
internal sealed class SoundRecorder(IPcmCapture device, string name)
{
    private readonly DeviceWatch _watch = new(name, AudioDirection.Capture);

    /// <summary>Times sound was lost because it was read too late.</summary>
    public int Xruns => _watch.Xruns;

    /// <summary>Reads until it is enough or cancelled. A <c>file:</c> microphone begins with its file.</summary>
    /// <param name="frames">How many frames.</param>
    /// <param name="take">Gets each frame.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="AudioDeviceException">The device was lost, or delivers nothing.</exception>
    public void Record(long frames, FrameTaker take, CancellationToken cancellationToken)
    {
        Span<short> frame = stackalloc short[AudioFormat.FrameSamples];
        device.Rewind();
        for (long count = 0; count < frames && !cancellationToken.IsCancellationRequested;)
        {
            if (!_watch.Transferred(device.Read(frame))) continue;
            take(frame);
            count++;
        }
    }
}
