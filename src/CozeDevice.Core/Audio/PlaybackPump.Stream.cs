using CozeDevice.Codecs;

namespace CozeDevice.Audio;

// One stream from its first payload to its last sample, on the speaker thread.
public sealed partial class PlaybackPump
{
    private const int MaxDecoders = 4; // formats remembered; a session uses one
    private static readonly TimeSpan DrainLimit = TimeSpan.FromSeconds(2);

    private readonly Dictionary<WireFormat, IFrameDecoder> _decoders = [];
    private readonly FrameAssembler _assembler = new(AudioFormat.Samples(OpusPacket.MaxMs));
    private readonly byte[] _payload = new byte[OpusPacket.MaxBytes];
    private IFrameDecoder? _decoder;
    private Phase _phase;
    private long _stream;
    private bool _hasFrame; // _frame waits to be written
    private bool _hasStarted; // PlaybackStarted was told
    private bool _isClean; // had to wait for its prebuffer, and did not run empty since
    private long _decodeErrors; // of the stream
    private TimeSpan _drainBy;

    /// <summary>Another stream is the current one, or none: what was of the old one is forgotten.</summary>
    private void Switch(long stream)
    {
        if (stream == 0 && _stream != 0 && !NeverStops) _playout.Gate.Idle(isEmpty: false); // discarded
        _lastUse = _pacer.Now;
        _stream = stream;
        _phase = stream == 0 ? Phase.Silent : Phase.Buffering;
        _hasFrame = _hasStarted = _isResuming = false;
        _gap = Gap.None;
        _fadeFrom = 1;
        _dryBy = TimeSpan.Zero;
        _isClean = true;
        _decodeErrors = 0;
        _assembler.Clear();
        _decoder = null;
        _volume.Settle();
    }

    private void Buffer(PlayoutState state)
    {
        var threshold = Threshold();
        var isEnough = state.IsComplete || (state.Format is not null && state.QueuedMs >= threshold);
        // An end mark that comes meanwhile does not cut off the fade.
        var isFading = state.QueuedMs == 0 && _gap is (Gap.Bridging or Gap.Bridged);
        if (!isEnough || isFading)
        {
            if (!Bridge()) Rest();
            return;
        }

        Begin(state, threshold);
        if (state.Format is not { } format) StartDraining();
        else if (_decoder is not null || TryDecoder(format)) _phase = Phase.Playing;
        else _phase = Phase.Skipping;
    }

    /// <summary>Enough waits: the stream starts, or goes on after a gap.</summary>
    private void Begin(PlayoutState state, int threshold)
    {
        if (_gap != Gap.None)
        {
            var isGap = state.QueuedMs > 0;
            EndGap(isGap);
            if (!isGap) return;
        }

        // An answer that is there as a whole says nothing about the next one.
        if (state.IsComplete && !_hasStarted) _isClean = false;
        _startedWith = threshold;
        lock (_lock) _counters = _counters with { PrebufferMs = threshold };
    }

    private bool TryDecoder(WireFormat format)
    {
        if (!_decoders.TryGetValue(format, out _decoder))
        {
            try
            {
                _decoder = _codecs.CreateDecoder(format);
            }
            catch (CodecException e)
            {
                AudioLog.Undecodable(_logger, _stream, format, e.Message);
                Count(static c => c with { UndecodableStreams = c.UndecodableStreams + 1 });
                return false;
            }

            if (_decoders.Count == MaxDecoders) ForgetDecoders();
            _decoders.Add(format, _decoder);
        }

        _decoder.Reset();
        return true;
    }

    private void ForgetDecoders()
    {
        foreach (var decoder in _decoders.Values) decoder.Dispose();
        _decoders.Clear();
    }

    private void Play()
    {
        if (_hasFrame || Assemble()) WriteFrame();
    }

    /// <summary>Makes the next frame.</summary>
    /// <returns>False if there is none: waited for more, or the phase changed.</returns>
    private bool Assemble()
    {
        while (_assembler.Count < AudioFormat.FrameSamples)
        {
            var taken = Decode(takesRest: false);
            if (taken == PlayoutTake.Gone) return false;
            if (taken == PlayoutTake.End) break;
            if (taken == PlayoutTake.Payload) continue;
            if (IsSounding()) return false;
            BeginGap();
            return _hasFrame;
        }

        if (_assembler.Count == 0)
        {
            StartDraining();
            return false;
        }

        TakeFrame();
        return true;
    }

    private PlayoutTake Decode(bool takesRest)
    {
        var taken = _playout.Take(
            _stream, _payload, _decoder!.FrameBytes, _decoder.SampleBytes, takesRest, out var length);
        if (taken != PlayoutTake.Payload) return taken;
        var count = _decoder.Decode(_payload.AsSpan(0, length), _assembler.Room);
        _assembler.Add(count);
        if (count == 0 && ++_decodeErrors > 0) Count(static c => c with { DecodeErrors = c.DecodeErrors + 1 });
        return taken;
    }

    private void TakeFrame()
    {
        _assembler.Take(_frame);
        if (_fadeFrom < 1) FadeIn();
        _volume.Apply(_frame);
        _hasFrame = true;
        _dryBy = TimeSpan.Zero;
    }

    /// <summary>Nobody here can decode the stream: it is thrown away until its end mark.</summary>
    private void Skip(WireFormat format)
    {
        var runBytes = format.Codec == AudioCodec.Opus ? 0 : _payload.Length;
        var taken = _playout.Take(_stream, _payload, runBytes, sampleBytes: 1, takesRest: true, out _);
        if (taken == PlayoutTake.Empty) Rest();
        else if (taken == PlayoutTake.End) StartDraining();
    }

    private void StartDraining()
    {
        _phase = Phase.Draining;
        _drainBy = _pacer.Now + DrainLimit;
        if (!NeverStops) _playout.Gate.Finish(); // shorter than what the device waits for before it starts, it is heard all the same
    }

    /// <summary>Waits until the last sample was heard. A device that never says so, or is gone, does not hold up the turn.</summary>
    private void Drain()
    {
        var delay = SoundLeft();
        if (delay > 0 && _pacer.Now < _drainBy)
        {
            if (NeverStops) PlaySilence();
            else WaitForSilence(delay);
            return;
        }

        if (!NeverStops) _playout.Gate.Idle(isEmpty: delay <= 0);
        else if (delay <= 0) _playout.Gate.Heard();
        if (_decodeErrors > 0) AudioLog.DecodeErrors(_logger, _stream, _decodeErrors);
        if (_isClean && _hasStarted) _prebuffer = _prebuffer.Clean();
        if (_playout.Finish(_stream)) _notices.TryWrite(new PlaybackDrained(_stream)); // else discarded in the last moment
        _stream = 0;
        _phase = Phase.Silent;
        _lastUse = _pacer.Now;
    }

    private void WaitForSilence(int delay)
    {
        var due = _pacer.Now + Duration(delay);
        _pacer.WaitUntil(due < _drainBy ? due : _drainBy);
        CheckPresence();
    }

    /// <summary>The duration of samples, rounded up to milliseconds.</summary>
    private static TimeSpan Duration(int samples) =>
        TimeSpan.FromMilliseconds((samples + (AudioFormat.SampleRate / 1000) - 1) / (AudioFormat.SampleRate / 1000));
}
