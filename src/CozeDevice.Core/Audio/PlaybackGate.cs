namespace CozeDevice.Audio;

/// <summary>Stands between the speaker thread and the device, so that nothing of a discarded stream passes.</summary>
/// <remarks>The speaker thread blocks in the device while it holds the write lock, therefore a discard drops first without that
/// lock, which ends the block, and then once more under it, which removes a frame that slipped in between. From then on the
/// id is checked under the lock.</remarks>
internal sealed class PlaybackGate
{
    private readonly Lock _writing = new();
    private readonly Lock _attaching = new(); // taken inside _writing, never around it
    private IPcmPlayback? _device;
    private long _lowest;
    private long _newest; // stream of the newest frame in the device, 0 when it is empty

    /// <summary>Puts a device behind the gate, or takes it away. The speaker thread owns the device.</summary>
    public void Attach(IPcmPlayback? device)
    {
        lock (_writing)
            lock (_attaching)
            {
                _device = device;
                Volatile.Write(ref _newest, 0);
            }
    }

    /// <summary>Writes a frame unless its stream was discarded. Called on the speaker thread.</summary>
    /// <returns>What the device said, or null if the stream was discarded or there is no device.</returns>
    public PcmStatus? Write(long stream, ReadOnlySpan<short> frame)
    {
        lock (_writing)
        {
            if (stream < Volatile.Read(ref _lowest) || _device is null) return null;
            Volatile.Write(ref _newest, stream);
            return _device.Write(frame);
        }
    }

    /// <summary>Tells the device that silence is intended. Called on the speaker thread.</summary>
    /// <param name="isEmpty">Whether the device has played everything. After a discard that is not known here: the discarding
    /// thread may be just about to remove the last frame.</param>
    public void Idle(bool isEmpty)
    {
        lock (_writing)
        {
            if (isEmpty) Volatile.Write(ref _newest, 0);
            _device?.Idle();
        }
    }

    /// <summary>Drops everything of older streams. When it returns, none of their samples reaches the device any more.</summary>
    /// <param name="next">The lowest stream id that may still be written.</param>
    public void Discard(long next)
    {
        lock (_attaching)
        {
            if (next > _lowest) Volatile.Write(ref _lowest, next);
            if (HoldsOlder(next)) _device?.Drop();
        }

        lock (_writing)
        {
            if (!HoldsOlder(next)) return;
            _device?.Drop();
            Volatile.Write(ref _newest, 0);
        }
    }

    private bool HoldsOlder(long next)
    {
        var newest = Volatile.Read(ref _newest);
        return newest != 0 && newest < next;
    }
}
