namespace CozeDevice.Audio;

// The time lines of both streams: which sample was at the speaker when one was recorded.
public sealed partial class EchoCanceller
{
    private const int MeasuredFrames = 25;
    private const int UnsettledFrames = 5; // of a speaker that starts: it does not move yet
    private const long Unknown = long.MinValue;

    private static readonly TimeSpan Fresh = TimeSpan.FromMilliseconds(100);

    private readonly Lock _lock = new(); // everything the speaker thread writes, and the status
    private readonly ReferenceRing _ring = new();
    private readonly ClockLine _playedLine = new();
    private readonly ClockLine _capturedLine = new(); // mic thread
    private readonly long[] _measured = new long[MeasuredFrames];
    private readonly long _start;
    private EchoStatus _status;
    private int _epoch; // breaks of the speaker
    private int _unsettled = UnsettledFrames;
    private long _playedAt; // time stamp of the newest position
    private long _position; // samples heard at that time
    private bool _hasPosition;
    private long _restEnd; // number of the first sample that a break kept from being heard
    private int _restEpoch; // the epoch which that break ended

    // The mic thread's.
    private long _captured;
    private int _measuredEpoch;
    private int _count; // of _measured
    private long _offset = Unknown; // number of the sample at the speaker minus number of the sample recorded
    private long _rest = Unknown; // what _offset was before the speaker broke
    private long _restUntil; // number of the first sample that was not heard on that time line
    private long _trustedFrom;
    private int _alignments;
    private ClockDrift _drift = new(0, double.PositiveInfinity, 0);

    /// <inheritdoc/>
    public void Played(ReadOnlySpan<short> frame, int delay)
    {
        lock (_lock)
        {
            _ring.Write(frame);
            if (_unsettled > 0 && --_unsettled > 0) return;
            (_playedAt, _position, _hasPosition) = (_time.GetTimestamp(), _ring.Written - delay, true);
            _playedLine.Observe(SecondsAt(_playedAt), _position);
        }
    }

    /// <inheritdoc/>
    public void PlaybackBroke(bool isNewDevice)
    {
        lock (_lock)
        {
            _isTrusted = false;
            if (_hasPosition) (_restEnd, _restEpoch) = (Math.Min(_position + SamplesSince(_playedAt), _ring.Written), _epoch);
            _epoch++;
            _unsettled = UnsettledFrames;
            _hasPosition = false;
            if (isNewDevice) _playedLine.Forget();
            else _playedLine.Break();
        }
    }

    /// <inheritdoc/>
    public void CaptureBroke(bool isNewDevice)
    {
        if (isNewDevice) _capturedLine.Forget();
        else _capturedLine.Break();
        Lose();
        _rest = Unknown;
    }

    /// <summary>Counts a frame and compares the counts until they are known.</summary>
    /// <returns>Whether they are.</returns>
    private bool Align(int waiting)
    {
        _captured += Frame;
        var now = _time.GetTimestamp();
        int epoch, restEpoch;
        long playedAt, position, restEnd;
        bool isFresh;
        lock (_lock)
        {
            (epoch, playedAt, position) = (_epoch, _playedAt, _position);
            (restEpoch, restEnd) = (_restEpoch, _restEnd);
            isFresh = _hasPosition && _time.GetElapsedTime(_playedAt, now) < Fresh;
        }

        if (epoch != _measuredEpoch)
        {
            // A break while an earlier one is being measured changes nothing of what was heard before that.
            if (_offset != Unknown) (_rest, _restUntil) = (restEpoch == _measuredEpoch ? _offset : Unknown, restEnd);
            _measuredEpoch = epoch;
            Lose();
        }

        if (waiting >= 0 && _capturedLine.Observe(SecondsAt(now), _captured + waiting)) CheckDrift();
        if (_offset != Unknown || !isFresh || waiting < 0) return _offset != Unknown;
        var since = SamplesSince(playedAt, now);
        _measured[_count++] = (long)Math.Round(position + since - (_captured + waiting));
        if (_count < MeasuredFrames) return false;
        Array.Sort(_measured);
        _offset = _measured[MeasuredFrames / 2];
        _alignments++;
        AudioLog.EchoAligned(_logger, _offset, _measured[^1] - _measured[0]);
        return true;
    }

    private void Lose()
    {
        _count = 0;
        _offset = Unknown;
        _trustedFrom = _time.GetTimestamp() + (long)(Caution.TotalSeconds * _time.TimestampFrequency);
        _isTrusted = false;
    }

    private void CheckDrift()
    {
        lock (_lock) _drift = ClockDrift.Between(_playedLine, _capturedLine);
        if (!_isRefused && _drift.IsTooMuch)
        {
            _isRefused = true;
            AudioLog.EchoRefused(_logger, _drift.Ppm, ClockDrift.MostPpm, EchoAdvice.TwoClocks);
            RefusalChanged?.Invoke(true);
        }
        else if (_isRefused && _drift.IsGood)
        {
            _isRefused = false;
            Restart();
            AudioLog.EchoAgreed(_logger, _drift.Ppm);
            RefusalChanged?.Invoke(false);
        }
    }

    private long SamplesSince(long timestamp) => (long)SamplesSince(timestamp, _time.GetTimestamp());

    private double SamplesSince(long timestamp, long now) => _time.GetElapsedTime(timestamp, now).TotalSeconds * AudioFormat.SampleRate;

    private double SecondsAt(long timestamp) => _time.GetElapsedTime(_start, timestamp).TotalSeconds;
}
