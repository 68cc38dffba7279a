namespace CozeDevice.Audio;

/// <summary>Stands between the speaker thread and the device, so that nothing of a discarded stream passes.</summary>
/// <remarks>The speaker thread waits for room without the lock and hands a frame over under it, together with the check of its
/// stream: a discard either comes before, and the frame is not written, or behind, and drops it before it is heard.</remarks>
internal sealed class PlaybackGate
{
    private readonly Lock _lock = new();
    private IPcmPlayback? _device;
    private long _lowest;
    private IEchoCanceller? _echo;
    private SpeakerActivity? _activity;
    private long _newest; // stream of the newest frame in the device, 0 when it is empty

    /// <summary>Puts a device behind the gate, or takes it away. The speaker thread owns the device.</summary>
    /// <param name="device">The device, or null.</param>
    /// <param name="echo">Who must know of drops, or null.</param>
    /// <param name="activity">Who must know what is heard, or null.</param>
    public void Attach(IPcmPlayback? device, IEchoCanceller? echo = null, SpeakerActivity? activity = null)
    {
        lock (_lock) (_device, _echo, _activity, _newest) = (device, echo, activity, 0);
    }

    /// <summary>Writes a frame unless its stream was discarded. Called on the speaker thread.</summary>
    /// <returns>What the device said, or null if the stream was discarded or there is no device.</returns>
    public PcmStatus? Write(long stream, ReadOnlySpan<short> frame)
    {
        // Only this thread attaches, so the device cannot change here.
        if (_device is not { } device || stream < Volatile.Read(ref _lowest)) return null;
        var status = device.Wait();
        if (status != PcmStatus.Ok) return status;
        lock (_lock)
        {
            if (stream < _lowest) return null;
            _newest = stream;
            // Ahead of the first sample: what the microphone records from here on is not trusted.
            _activity?.Sounds(frame.Length);
            var taken = device.Write(frame);
            if (taken is PcmStatus.Ok or PcmStatus.Xrun) _activity?.Sounds(device.Delay);
            return taken;
        }
    }

    /// <summary>Writes a frame that belongs to no stream. Called on the speaker thread.</summary>
    /// <returns>What the device said, or null if there is none.</returns>
    public PcmStatus? WriteSilence(ReadOnlySpan<short> frame)
    {
        if (_device is not { } device) return null;
        var status = device.Wait();
        if (status != PcmStatus.Ok) return status;
        lock (_lock) return device.Write(frame);
    }

    /// <summary>All of the streams was heard; what is in the device is silence. Called on the speaker thread.</summary>
    public void Heard()
    {
        lock (_lock) _newest = 0;
    }

    /// <summary>Tells the device that silence is intended. Called on the speaker thread.</summary>
    /// <param name="isEmpty">Whether the device has played everything. After a discard that is not known here: the discarding
    /// thread may be just about to remove the last frame.</param>
    public void Idle(bool isEmpty)
    {
        lock (_lock)
        {
            if (isEmpty) _newest = 0;
            _device?.Idle();
        }
    }

    /// <summary>Tells the device that nothing follows for now. Called on the speaker thread.</summary>
    public void Finish()
    {
        lock (_lock) _device?.Finish();
    }

    /// <summary>Drops everything of older streams. When it returns, none of their samples reaches the device any more.</summary>
    /// <remarks>Somebody may be speaking into what is dropped. A canceller that was trusted takes out what the room still holds of it,
    /// so the microphone is not closed for that.</remarks>
    /// <param name="next">The lowest stream id that may still be written.</param>
    public void Discard(long next)
    {
        lock (_lock)
        {
            if (next > _lowest) Volatile.Write(ref _lowest, next);
            if (_newest == 0 || _newest >= next) return;
            if (_echo is { IsTrusted: true }) _activity?.Forget();
            // Ahead of the drop: the speaker thread may be about to tell of a frame, and an empty device would mean that all was heard.
            _echo?.PlaybackBroke(isNewDevice: false);
            _device?.Drop();
            _newest = 0;
        }
    }
}
