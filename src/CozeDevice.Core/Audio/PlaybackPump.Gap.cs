namespace CozeDevice.Audio;

// A reply that is late, on the speaker thread: what is left of it fades, and the stream waits until enough is there again.
public sealed partial class PlaybackPump
{
    private const int MostMadeFrames = 2; // of a packet codec; byte runs have no more than a fade of what was heard last

    private static readonly int FadeInSamples = AudioFormat.Samples(5);
    private static readonly int FadeOutSamples = MostMadeFrames * AudioFormat.FrameSamples;

    private Gap _gap;
    private TimeSpan _gapStart;
    private TimeSpan _dryBy; // when the device has played everything, whatever it says; zero while not waited for
    private int _madeFrames; // in this gap
    private int _madeSamples;
    private float _fadeFrom = 1; // the factor of the next sample; 1 unless a gap was before it
    private bool _isResuming; // the next frame ends a gap
    private PrebufferPolicy _prebuffer;
    private PrebufferPolicy _lesson; // what the gap teaches if it turns out to be one
    private int _startedWith; // the threshold the stream started or went on with, in milliseconds

    /// <summary>The sound that must wait now, in milliseconds.</summary>
    private int Threshold()
    {
        var policy = _gap == Gap.None || IsPause ? _prebuffer : _lesson;
        return policy.ThresholdMs(PrebufferMs, _playout.JitterDemandMs);
    }

    /// <summary>Whether so much time has passed that no prebuffer would have helped: who is talking pauses.</summary>
    private bool IsPause => _pacer.Now - _gapStart > ArrivalJitter.Pause;

    /// <summary>Nothing waits. While the device still holds more than one frame there is time for something to come.</summary>
    /// <returns>False when the device is about to run dry; true after a wait.</returns>
    private bool IsSounding()
    {
        var now = _pacer.Now;
        var delay = _device!.Delay;
        // A device whose delay does not fall holds up nothing: it is dry when it should be.
        if (_dryBy == TimeSpan.Zero) _dryBy = now + Duration(delay);
        var spare = delay - AudioFormat.FrameSamples;
        if (spare <= 0 || now >= _dryBy) return false;
        _pacer.WaitUntil(now + Duration(spare));
        return true;
    }

    /// <summary>The device is about to run dry in the middle of a stream, or before an end mark that is late.</summary>
    private void BeginGap()
    {
        _gap = Gap.Bridging;
        _gapStart = _pacer.Now;
        _madeFrames = _madeSamples = 0;
        _lesson = _prebuffer.Starved(_startedWith);
        _phase = Phase.Buffering;
        if (_decoder!.FrameBytes > 0) Decode(takesRest: true);
        MakeFrame();
        _notices.TryWrite(new PlaybackStarved(_stream));
    }

    /// <summary>Fills the gap while there is something to fill it with.</summary>
    /// <returns>False when there is nothing to do.</returns>
    private bool Bridge()
    {
        switch (_gap)
        {
            case Gap.None or Gap.Silent:
                return false;
            case Gap.Bridging or Gap.Bridged when _hasFrame:
                WriteFrame();
                return true;
            case Gap.Bridging:
                if (!IsSounding()) MakeFrame();
                return true;
            default:
                if (_assembler.Count > 0) TakeFrame();
                else FallSilent();
                return true;
        }
    }

    /// <summary>What is left, and behind it sound that is made up and fades over the whole bridge.</summary>
    private void MakeFrame()
    {
        var room = _assembler.Room;
        var made = _decoder!.Conceal(room);
        for (var i = 0; i < made; i++) room[i] = (short)(room[i] * Fading(_madeSamples + i));
        _assembler.Add(made);
        _madeSamples += made;
        if (made > 0) _madeFrames++;
        if (made == 0 || _decoder.FrameBytes > 0 || _madeFrames == MostMadeFrames) _gap = Gap.Bridged;
        if (_assembler.Count > 0) TakeFrame();
    }

    private static float Fading(int sample) => Math.Max(0, FadeOutSamples - sample) / (float)FadeOutSamples;

    private void FallSilent()
    {
        _gap = Gap.Silent;
        if (!NeverStops) _playout.Gate.Finish();
    }

    /// <summary>Enough waits again, or the end mark has come.</summary>
    /// <param name="isGap">Whether sound was late. If the end mark alone was, nothing was amiss: it is not counted.</param>
    private void EndGap(bool isGap)
    {
        if (isGap) Resume();
        _gap = Gap.None;
    }

    private void Resume()
    {
        _isResuming = true;
        _isClean = false;
        _fadeFrom = _gap == Gap.Bridging ? Fading(_madeSamples) : 0;
        _assembler.Clear(); // what is left of the bridge is not needed
        if (!IsPause) _prebuffer = _lesson;
        lock (_lock)
        {
            _counters = _counters with
            {
                Starvations = _counters.Starvations + 1,
                FramesConcealed = _counters.FramesConcealed + _madeFrames,
                SamplesConcealed = _counters.SamplesConcealed + _madeSamples,
            };
        }

        AudioLog.Starved(_logger, _stream, (long)(_pacer.Now - _gapStart).TotalMilliseconds);
    }

    /// <summary>The first 5 ms behind a gap rise from where it ended.</summary>
    private void FadeIn()
    {
        var from = _fadeFrom;
        _fadeFrom = 1;
        for (var i = 0; i < FadeInSamples; i++)
            _frame[i] = (short)(_frame[i] * (from + ((1 - from) * i / FadeInSamples)));
    }

    private enum Gap
    {
        /// <summary>There is none.</summary>
        None,

        /// <summary>Sound is made up as long as none comes.</summary>
        Bridging,

        /// <summary>The last made-up sound is on its way to the device.</summary>
        Bridged,

        /// <summary>Nothing is heard.</summary>
        Silent,
    }
}
