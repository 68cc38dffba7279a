namespace CozeDevice.Audio;

/// <summary>The device <c>file:PATH.wav</c> as microphone: in real time silence until the first <see cref="Rewind"/>, after each
/// one the file from its beginning, and silence after its end.</summary>
/// <remarks>Owned by the mic thread. The file is read as a whole when the device is opened. A late reader loses nothing of the
/// file: the schedule moves instead.</remarks>
public sealed class FileCapture : IPcmCapture
{
    private readonly FramePace _pace;
    private readonly short[] _samples;
    private int _position;

    private FileCapture(short[] samples, IPacer pacer)
    {
        _samples = samples;
        _position = samples.Length;
        _pace = new FramePace(pacer);
    }

    /// <summary>Reads the file.</summary>
    /// <param name="name">The device's name, for messages.</param>
    /// <param name="path">A WAV file; see <see cref="WavFile"/> for what is understood.</param>
    /// <param name="pacer">The clock. Disposed with the device.</param>
    /// <exception cref="AudioDeviceException">The file cannot be read or is no WAV of ours.</exception>
    public static FileCapture Open(string name, string path, IPacer pacer)
    {
        try
        {
            return new FileCapture(WavFile.Read(path).ToHouseRate(), pacer);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException or ArgumentException)
        {
            pacer.Dispose();
            throw new AudioDeviceException(name, $"cannot capture from {name}: {e.Message}", e);
        }
    }

    /// <inheritdoc/>
    public PcmStatus Read(Span<short> frame)
    {
        if (!_pace.Wait()) return PcmStatus.Timeout;
        var count = Math.Min(frame.Length, _samples.Length - _position);
        _samples.AsSpan(_position, count).CopyTo(frame);
        frame[count..].Clear();
        _position += count;
        return PcmStatus.Ok;
    }

    /// <inheritdoc/>
    public void Rewind() => _position = 0;

    /// <inheritdoc/>
    public void Dispose() => _pace.Dispose();
}
