using CozeDevice.Audio;

namespace CozeDevice.Tests.Support.Audio;

/// <summary>A speaker like a sound card: a buffer of eight periods that a clock empties, started by the second period, by
/// <see cref="Finish"/>, never by itself; what runs dry without <see cref="Finish"/> is an underrun.</summary>
internal sealed class CardPlayback(IPacer pacer) : IPcmPlayback
{
    private const int Capacity = 8 * AudioFormat.FrameSamples;
    private const int StartThreshold = 2 * AudioFormat.FrameSamples;

    private readonly List<short> _samples = [];
    private long _written;
    private long _played;
    private long _playedBefore; // when the clock was started last
    private TimeSpan _started;
    private bool _isRunning;
    private bool _isFinished;
    private bool _hasRunDry;

    /// <summary>Called with each frame before it is taken.</summary>
    public Action<short[]>? Writing { get; set; }

    /// <summary>Whether the samples are kept.</summary>
    public bool Keeps { get; set; } = true;

    /// <summary>What was heard, and what is still to be heard.</summary>
    public IReadOnlyList<short> Samples => _samples;

    public int Xruns { get; private set; }

    public int Finishes { get; private set; }

    public bool IsDisposed { get; private set; }

    public bool IsRemovable { get; set; }

    public bool IsPresent { get; set; } = true;

    public PcmRecovered Recovered => new(Xruns, 0, 0);

    public int Delay
    {
        get
        {
            Advance();
            return (int)(_written - _played);
        }
    }

    public PcmStatus Wait()
    {
        while (Delay + AudioFormat.FrameSamples > Capacity)
        {
            var missing = _written + AudioFormat.FrameSamples - Capacity - _playedBefore;
            pacer.WaitUntil(_started + TimeSpan.FromMicroseconds(Math.Ceiling(missing * 62.5)));
        }

        return PcmStatus.Ok;
    }

    public PcmStatus Write(ReadOnlySpan<short> frame)
    {
        Writing?.Invoke(frame.ToArray());
        Advance();
        var status = _hasRunDry ? PcmStatus.Xrun : PcmStatus.Ok;
        if (_hasRunDry) Xruns++;
        _hasRunDry = _isFinished = false;
        if (Keeps) _samples.AddRange(frame);
        _written += frame.Length;
        if (_written - _played >= StartThreshold) Start();
        return status;
    }

    public void Drop()
    {
        Advance();
        if (Keeps) _samples.RemoveRange(_samples.Count - (int)(_written - _played), (int)(_written - _played));
        _written = _played;
        _isRunning = _hasRunDry = false;
    }

    public void Finish()
    {
        Finishes++;
        Advance();
        if (_written > _played) Start();
        _isFinished = _isRunning;
    }

    public void Idle()
    {
        Advance();
        if (_written == _played) _hasRunDry = false;
    }

    public void Dispose() => IsDisposed = true;

    private void Start()
    {
        if (_isRunning) return;
        _isRunning = true;
        (_started, _playedBefore) = (pacer.Now, _played);
    }

    private void Advance()
    {
        if (!_isRunning) return;
        _played = _playedBefore + (long)((pacer.Now - _started).TotalMicroseconds / 62.5);
        if (_played < _written) return;
        _played = _written;
        _isRunning = false;
        _hasRunDry = !_isFinished;
    }
}
