namespace CozeDevice.Audio;

/// <summary>A speaker that is not there: a buffer of 80 ms emptied at 16 kHz by a monotonic clock.</summary>
/// <remarks>One thread writes; <see cref="Drop"/> may come from any thread. A sample is heard when its time on the clock has
/// passed; what is dropped before is never heard.</remarks>
internal sealed class VirtualSpeaker : IDisposable
{
    private static readonly int Capacity = AudioFormat.Samples(80);

    private readonly Lock _lock = new();
    private readonly IPacer _pacer;
    private readonly short[] _ring; // heard samples not yet collected, then samples still to be heard
    private int _first; // index of the oldest sample in the ring
    private int _heard; // samples at the front that were heard
    private int _waiting; // samples behind them that were not
    private bool _isRunning;
    private bool _hasRunDry; // the clock ran past the end of what was written
    private bool _isDryIntended; // and nobody expected otherwise
    private TimeSpan _dryAt; // when it did
    private PcmRecovered _recovered;
    private TimeSpan _epoch; // when the sample counted as _consumed = 0 began to be heard
    private long _consumed; // samples heard since the epoch

    /// <summary>Starts silent.</summary>
    /// <param name="pacer">The clock. Disposed with this object.</param>
    public VirtualSpeaker(IPacer pacer)
    {
        _pacer = pacer;
        // Collected at every write: what was heard before a drop, what was written after it, and one frame of room.
        _ring = new short[(2 * Capacity) + AudioFormat.FrameSamples];
    }

    /// <summary>Samples written that have not been heard.</summary>
    public int Delay
    {
        get
        {
            lock (_lock)
            {
                Advance();
                return _waiting;
            }
        }
    }

    /// <summary>Underruns that were not intended.</summary>
    public PcmRecovered Recovered
    {
        get
        {
            lock (_lock) return _recovered;
        }
    }

    /// <summary>Blocks until there is room for a frame.</summary>
    public PcmStatus Wait()
    {
        while (true)
        {
            TimeSpan due;
            lock (_lock)
            {
                Advance();
                if (_waiting + AudioFormat.FrameSamples <= Capacity) return PcmStatus.Ok;
                due = TimeOf(_consumed + _waiting + AudioFormat.FrameSamples - Capacity);
            }

            _pacer.WaitUntil(due); // a wake is a drop: look again
        }
    }

    /// <summary>Takes a frame.</summary>
    /// <param name="frame">20 ms.</param>
    /// <returns><see cref="PcmStatus.Xrun"/> if the buffer had run dry since the last write, <see cref="PcmStatus.Timeout"/> if
    /// there is no room.</returns>
    public PcmStatus Write(ReadOnlySpan<short> frame)
    {
        lock (_lock)
        {
            Advance();
            return _waiting + frame.Length <= Capacity ? Append(frame) : PcmStatus.Timeout;
        }
    }

    /// <summary>Moves samples that were heard to a buffer.</summary>
    /// <returns>Samples moved; less than asked for when no more were heard.</returns>
    public int Collect(Span<short> samples)
    {
        lock (_lock)
        {
            Advance();
            var count = Math.Min(samples.Length, _heard);
            for (var i = 0; i < count; i++) samples[i] = _ring[(_first + i) % _ring.Length];
            _first = (_first + count) % _ring.Length;
            _heard -= count;
            return count;
        }
    }

    /// <summary>Discards what was not heard yet.</summary>
    public void Drop()
    {
        lock (_lock)
        {
            Advance();
            _waiting = 0;
            Stop();
        }

        _pacer.Wake();
    }

    /// <summary>Nothing follows for now: running dry is intended.</summary>
    public void Finish()
    {
        lock (_lock) _isDryIntended = true;
    }

    /// <summary>Silence is intended from now on: the next write is a new beginning, not the end of an underrun.</summary>
    public void Idle()
    {
        lock (_lock)
        {
            Advance();
            if (_waiting == 0) Stop();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _pacer.Wake();
        _pacer.Dispose();
    }

    private PcmStatus Append(ReadOnlySpan<short> frame)
    {
        var status = _hasRunDry && !_isDryIntended ? PcmStatus.Xrun : PcmStatus.Ok;
        if (status == PcmStatus.Xrun) _recovered += new PcmRecovered(1, 0, SamplesIn(_pacer.Now - _dryAt));
        _hasRunDry = _isDryIntended = false;
        if (!_isRunning)
        {
            _isRunning = true;
            _epoch = _pacer.Now;
            _consumed = 0;
        }

        var end = _first + _heard + _waiting;
        for (var i = 0; i < frame.Length; i++) _ring[(end + i) % _ring.Length] = frame[i];
        _waiting += frame.Length;
        return status;
    }

    private void Advance()
    {
        if (!_isRunning) return;
        var elapsed = _pacer.Now - _epoch;
        var due = SamplesIn(elapsed) - _consumed;
        var count = (int)Math.Min(due, _waiting);
        _consumed += count;
        _heard += count;
        _waiting -= count;
        if (_waiting > 0) return;
        _isRunning = false;
        _hasRunDry = true;
        _dryAt = TimeOf(_consumed);
    }

    private static long SamplesIn(TimeSpan time) => time.Ticks * AudioFormat.SampleRate / TimeSpan.TicksPerSecond;

    private void Stop()
    {
        _isRunning = false;
        _hasRunDry = false;
    }

    /// <summary>When the given number of samples since the epoch will have been heard, rounded up.</summary>
    private TimeSpan TimeOf(long samples) =>
        _epoch + new TimeSpan(((samples * TimeSpan.TicksPerSecond) + AudioFormat.SampleRate - 1) / AudioFormat.SampleRate);
}
