namespace CozeDevice.Audio;

/// <summary>The device <c>file:PATH.wav</c> as speaker: records, at 16 kHz mono, the samples that would have been heard, and none
/// of the silence between.</summary>
/// <remarks>Owned by the speaker thread; <see cref="Drop"/> may come from any thread and touches no file. The header of the file
/// is made valid at least once a second, when idle and at the end.</remarks>
public sealed class FilePlayback : IPcmPlayback
{
    private static readonly int HeaderSamples = AudioFormat.Samples(500);

    private readonly VirtualSpeaker _speaker;
    private readonly WavWriter _file;
    private readonly short[] _heard = new short[AudioFormat.FrameSamples];
    private int _sinceHeader;
    private bool _isBroken;

    private FilePlayback(WavWriter file, IPacer pacer)
    {
        _file = file;
        _speaker = new VirtualSpeaker(pacer);
    }

    /// <inheritdoc/>
    public int Delay => _speaker.Delay;

    /// <summary>Opens the recording.</summary>
    /// <param name="name">The device's name, for messages.</param>
    /// <param name="path">Where the WAV file goes; its directory must exist.</param>
    /// <param name="isContinued">Whether an existing file is continued instead of replaced.</param>
    /// <param name="pacer">The clock. Disposed with the device.</param>
    /// <exception cref="AudioDeviceException">The file cannot be written.</exception>
    public static FilePlayback Open(string name, string path, bool isContinued, IPacer pacer)
    {
        try
        {
            return new FilePlayback(new WavWriter(path, AudioFormat.SampleRate, isContinued), pacer);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            pacer.Dispose();
            throw new AudioDeviceException(name, $"cannot record to {name}: {e.Message}", e);
        }
    }

    /// <inheritdoc/>
    public PcmRecovered Recovered => _speaker.Recovered;

    /// <inheritdoc/>
    public PcmStatus Wait() => _speaker.Wait();

    /// <inheritdoc/>
    public PcmStatus Write(ReadOnlySpan<short> frame)
    {
        var status = _speaker.Write(frame);
        Record();
        if (_isBroken) return PcmStatus.Gone;
        return status;
    }

    /// <inheritdoc/>
    public void Finish() => _speaker.Finish();

    /// <inheritdoc/>
    public void Drop() => _speaker.Drop();

    /// <inheritdoc/>
    public void Idle()
    {
        _speaker.Idle();
        Record();
        WriteHeader();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Record();
        WriteHeader();
        _file.Dispose();
        _speaker.Dispose();
    }

    private void Record()
    {
        int count;
        while ((count = _speaker.Collect(_heard)) > 0)
        {
            if (_isBroken) continue;
            try
            {
                _file.Write(_heard.AsSpan(0, count));
                _sinceHeader += count;
            }
            catch (IOException)
            {
                _isBroken = true; // a full disk ends the device; the pump says so and tries again
            }
        }

        if (_sinceHeader >= HeaderSamples) WriteHeader();
    }

    private void WriteHeader()
    {
        if (_isBroken) return;
        _sinceHeader = 0;
        try
        {
            _file.WriteHeader();
        }
        catch (IOException)
        {
            _isBroken = true;
        }
    }
}
