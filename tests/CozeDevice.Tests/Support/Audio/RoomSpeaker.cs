using CozeDevice.Audio;

namespace CozeDevice.Tests.Support.Audio;

/// <summary>The speaker of a <see cref="SyntheticRoom"/>: a card with a buffer of 200 ms that plays from the first frame on.</summary>
internal sealed class RoomSpeaker(SyntheticRoom room, Lock gate) : IPcmPlayback
{
    private static readonly int Buffer = AudioFormat.Samples(200);

    private readonly SystemPacer _pacer = new(TimeProvider.System);
    private readonly Queue<short> _queue = [];
    private bool _isRunning;
    private bool _isDry;
    private bool _isDryIntended;

    /// <summary>Discards.</summary>
    public int Drops { get; private set; }

    /// <summary>Frames with a sound in them.</summary>
    public long Frames { get; private set; }

    /// <summary>Times it ran dry and nobody meant it to.</summary>
    public int Underruns { get; private set; }

    /// <summary>Samples with a sound in them that are still to be heard.</summary>
    public int Sounding
    {
        get
        {
            lock (gate)
            {
                room.Advance();
                return _queue.Count(sample => sample != 0);
            }
        }
    }

    public int Delay
    {
        get
        {
            lock (gate)
            {
                room.Advance();
                return _queue.Count;
            }
        }
    }

    public PcmRecovered Recovered => new(Underruns, 0, 0);

    /// <summary>The next sample of the clock. Under the lock.</summary>
    public short Move()
    {
        if (_queue.TryDequeue(out var sample)) return sample;
        if (_isRunning) (_isRunning, _isDry) = (false, !_isDryIntended);
        return 0;
    }

    public PcmStatus Wait()
    {
        while (true)
        {
            long due;
            lock (gate)
            {
                room.Advance();
                var missing = _queue.Count + AudioFormat.FrameSamples - Buffer;
                if (missing <= 0) return PcmStatus.Ok;
                due = room.Now + missing;
            }

            _pacer.WaitUntil(_pacer.Now + room.TimeTo(due)); // a wake is a drop: look again
        }
    }

    public PcmStatus Write(ReadOnlySpan<short> frame)
    {
        lock (gate)
        {
            room.Advance();
            if (_queue.Count + frame.Length > Buffer) return PcmStatus.Timeout;
            var status = _isDry ? PcmStatus.Xrun : PcmStatus.Ok;
            if (_isDry) Underruns++;
            (_isRunning, _isDry, _isDryIntended) = (true, false, false);
            foreach (var sample in frame) _queue.Enqueue(sample);
            if (frame.ContainsAnyExcept((short)0)) Frames++;
            return status;
        }
    }

    public void Drop()
    {
        lock (gate)
        {
            room.Advance();
            _queue.Clear();
            _isRunning = _isDry = false;
            Drops++;
        }

        _pacer.Wake();
    }

    public void Finish()
    {
        lock (gate) _isDryIntended = true;
    }

    public void Idle()
    {
        lock (gate)
        {
            room.Advance();
            if (_queue.Count == 0) _isRunning = _isDry = false;
        }
    }

    public void Dispose() => _pacer.Dispose();
}
