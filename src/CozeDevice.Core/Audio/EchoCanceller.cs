using Microsoft.Extensions.Logging;

namespace CozeDevice.Audio;

/// <summary>Gives an adaptive filter what it needs: for each frame of the microphone exactly the samples that were at the speaker at
/// that time, and a watch over both clocks.</summary>
/// <remarks>
/// <para>Both streams are counted, sample by sample, and the difference of the counts is measured once, not for each frame: a
/// reference that moves to and fro by a sample costs 24 dB. It is measured again after each break (underrun, drop, reopening),
/// from 25 frames; until then only what was played before the break, and is still in the room, is taken out. What the filter has
/// learnt is kept over a break: it still fits but for a part of a sample.</para>
/// <para>The reference leads the microphone by 8 ms, so that an error of the devices' own words about their delay never makes the
/// echo come first. Allocates nothing per frame.</para>
/// </remarks>
public sealed partial class EchoCanceller : IEchoCanceller
{
    private const int Frame = AudioFormat.FrameSamples;

    private const int PatienceSeconds = 20; // with sound and without success: perhaps the echo takes another way

    private static readonly int Lead = AudioFormat.Samples(8);
    private static readonly TimeSpan Caution = TimeSpan.FromSeconds(2);

    private readonly EchoOptions _options;
    private readonly IEchoFilter _filter;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly short[] _reference = new short[Frame];
    private readonly short[] _output = new short[Frame];
    private readonly EchoProof _proof = new();
    private readonly EchoDelaySearch _search = new();
    private int? _delay; // samples from the speaker's device to the microphone's, null while searched for
    private int _resets;
    private volatile bool _isTrusted;
    private bool _wasTrusted;
    private volatile bool _isRefused;

    /// <summary>Starts without knowing anything.</summary>
    /// <param name="options">The room.</param>
    /// <param name="filter">Learns the room. Disposed with this object.</param>
    /// <param name="time">The monotonic clock both cards are compared with.</param>
    /// <param name="logger">For rare events.</param>
    public EchoCanceller(EchoOptions options, IEchoFilter filter, TimeProvider time, ILogger<EchoCanceller> logger)
    {
        (_options, _filter, _time, _logger) = (options, filter, time, logger);
        _delay = options.DelayMs is { } milliseconds ? AudioFormat.Samples(milliseconds) : null;
        _start = time.GetTimestamp();
    }

    /// <summary>Told when the clocks were found to differ too much (true) or to agree after all (false). Mic thread.</summary>
    public Action<bool>? RefusalChanged { get; set; }

    /// <inheritdoc/>
    public bool IsTrusted => _isTrusted;

    /// <inheritdoc/>
    public EchoStatus Status
    {
        get
        {
            lock (_lock) return _status;
        }
    }

    /// <inheritdoc/>
    public void Cancel(Span<short> frame, int waiting)
    {
        var isAligned = Align(waiting);
        if (_isRefused || !isAligned)
        {
            if (!_isRefused && _rest != Unknown) CancelRest(frame);
            Tell();
            return;
        }

        var first = AtSpeaker(_offset);
        if (_delay is null) Search(first, frame);
        lock (_lock) _ring.Read(first - Skipped, _reference);
        _proof.Sound(_reference);
        _filter.Cancel(frame, _reference, _output);
        if (!_proof.Add(frame, _output)) Forget();
        else if (_delay is not null && !_proof.IsGiven && _proof.Seconds >= PatienceSeconds) SearchAgain();
        _output.CopyTo(frame);
        Tell();
    }

    /// <inheritdoc/>
    public void Dispose() => _filter.Dispose();

    /// <summary>The speaker was silenced: what it had said is still in the room, where it was on the old time line.</summary>
    private void CancelRest(Span<short> frame)
    {
        lock (_lock) _ring.Read(AtSpeaker(_rest) - Skipped, _reference, _restUntil);
        _filter.Cancel(frame, _reference, _output);
        _output.CopyTo(frame);
    }

    /// <summary>Number of the sample at the speaker when the newest frame began, on a time line.</summary>
    private long AtSpeaker(long offset) => _captured - Frame + offset + Lead;

    /// <summary>What the filter need not cover: the way of the echo, but for a margin.</summary>
    private int Skipped => Math.Max(0, _delay.GetValueOrDefault() - Lead);

    /// <summary>Looks for the way of the echo; the filter is already learning without it.</summary>
    private void Search(long first, ReadOnlySpan<short> frame)
    {
        lock (_lock) _ring.Read(first, _reference);
        if (_search.Add(_reference, frame, _proof.IsSounding) is not { } found) return;
        _delay = Math.Max(0, found - Lead);
        AudioLog.EchoFound(_logger, _delay.Value * 1000 / AudioFormat.SampleRate);
        if (Skipped > 0) Restart(); // the filter learnt it elsewhere
    }

    /// <summary>The filter makes it worse: the room is another one, or something was never right.</summary>
    private void Forget()
    {
        AudioLog.EchoDiverged(_logger);
        Restart();
        SearchAgain();
    }

    private void Restart()
    {
        _filter.Reset();
        _proof.Reset();
        _resets++;
        _trustedFrom = _time.GetTimestamp() + (long)(Caution.TotalSeconds * _time.TimestampFrequency);
    }

    private void SearchAgain()
    {
        if (_options.DelayMs is not null) return;
        _delay = null;
        _search.Reset();
        _proof.StartOver();
    }

    private void Tell()
    {
        var isAligned = _offset != Unknown;
        var isTrusted = isAligned && !_isRefused && _proof.IsGiven && _time.GetTimestamp() >= _trustedFrom;
        if (isTrusted && !_wasTrusted) AudioLog.EchoTrusted(_logger, _proof.AttenuationDb.GetValueOrDefault());
        _wasTrusted |= isTrusted;
        var state = _isRefused ? EchoState.Refused
            : !isAligned ? EchoState.Aligning
            : isTrusted ? EchoState.Trusted : EchoState.Learning;
        lock (_lock)
        {
            _status = new(
                state,
                _delay * 1000.0 / AudioFormat.SampleRate,
                _drift.IsKnown || _isRefused ? _drift.Ppm : null,
                _proof.AttenuationDb,
                _alignments,
                _resets);
            // Last, and not over a break that came meanwhile: who trusts may ask for the status.
            _isTrusted = isTrusted && _epoch == _measuredEpoch;
        }
    }
}
