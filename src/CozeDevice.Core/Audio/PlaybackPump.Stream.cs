using CozeDevice.Codecs;

namespace CozeDevice.Audio;

// One stream from its first payload to its last sample, on the speaker thread.
public sealed partial class PlaybackPump
{
    private const int MaxDecoders = 4; // formats remembered; a session uses one
    private static readonly int FadeInSamples = AudioFormat.Samples(5);
    private static readonly TimeSpan DrainLimit = TimeSpan.FromSeconds(2);

    private readonly Dictionary<WireFormat, IFrameDecoder> _decoders = [];
    private readonly FrameAssembler _assembler = new(AudioFormat.Samples(OpusPacket.MaxMs));
    private readonly byte[] _payload = new byte[OpusPacket.MaxBytes];
    private IFrameDecoder? _decoder;
    private Phase _phase;
    private long _stream;
    private bool _hasFrame; // _frame waits to be written
    private bool _hasStarted; // PlaybackStarted was told
    private bool _isStarving; // what is left and a made-up frame are being written
    private bool _isResuming; // the next frame ends a starvation
    private bool _fadesIn; // the next frame rises from silence
    private long _decodeErrors; // of the stream
    private TimeSpan _drainBy;

    /// <summary>Another stream is the current one, or none: what was of the old one is forgotten.</summary>
    private void Switch(long stream)
    {
        if (stream == 0 && _stream != 0) _playout.Gate.Idle(isEmpty: false); // discarded
        _stream = stream;
        _phase = stream == 0 ? Phase.Silent : Phase.Buffering;
        _hasFrame = _hasStarted = _isStarving = _isResuming = _fadesIn = false;
        _decodeErrors = 0;
        _assembler.Clear();
        _decoder = null;
        _volume.Settle();
    }

    private void Buffer(PlayoutState state)
    {
        if (!state.IsComplete && (state.Format is null || state.QueuedMs < PrebufferMs))
        {
            Park();
            return;
        }

        if (state.Format is not { } format) StartDraining();
        else if (_decoder is not null || TryDecoder(format)) _phase = Phase.Playing;
        else _phase = Phase.Skipping;
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
        while (_assembler.Count < AudioFormat.FrameSamples && !_isStarving)
        {
            var taken = Decode(takesRest: false);
            if (taken == PlayoutTake.Payload) continue;
            if (taken == PlayoutTake.Gone) return false;
            if (taken == PlayoutTake.Empty && !StartStarving()) return false;
            if (taken == PlayoutTake.End) break;
        }

        if (_assembler.Count > 0)
        {
            TakeFrame();
            return true;
        }

        if (_isStarving) Starve();
        else StartDraining();
        return false;
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
        if (_fadesIn)
        {
            for (var i = 0; i < FadeInSamples; i++) _frame[i] = (short)(_frame[i] * i / FadeInSamples);
            _fadesIn = false;
        }

        _volume.Apply(_frame);
        _hasFrame = true;
    }

    /// <summary>Nothing waits and the end mark has not come. While the device still holds sound there is time; then what is left
    /// is followed by one made-up frame that fades.</summary>
    /// <returns>False while there is time: waited for more.</returns>
    private bool StartStarving()
    {
        var spare = _device!.Delay - AudioFormat.FrameSamples;
        if (spare > 0)
        {
            _pacer.WaitUntil(_pacer.Now + Duration(spare));
            return false;
        }

        if (_decoder!.FrameBytes > 0) Decode(takesRest: true);
        var room = _assembler.Room;
        var made = _decoder.Conceal(room);
        for (var i = 0; i < made; i++) room[i] = (short)(room[i] * (made - i) / made);
        _assembler.Add(made);
        if (made > 0) Count(static c => c with { FramesConcealed = c.FramesConcealed + 1 });
        _isStarving = true;
        return true;
    }

    private void Starve()
    {
        _isStarving = false;
        _isResuming = _fadesIn = true;
        _phase = Phase.Buffering;
        Count(static c => c with { Starvations = c.Starvations + 1 });
        AudioLog.Starved(_logger, _stream);
        _notices.TryWrite(new PlaybackStarved(_stream));
    }

    /// <summary>Nobody here can decode the stream: it is thrown away until its end mark.</summary>
    private void Skip(WireFormat format)
    {
        var runBytes = format.Codec == AudioCodec.Opus ? 0 : _payload.Length;
        var taken = _playout.Take(_stream, _payload, runBytes, sampleBytes: 1, takesRest: true, out _);
        if (taken == PlayoutTake.Empty) Park();
        else if (taken == PlayoutTake.End) StartDraining();
    }

    private void StartDraining()
    {
        _phase = Phase.Draining;
        _drainBy = _pacer.Now + DrainLimit;
    }

    /// <summary>Waits until the last sample was heard. A device that never says so does not hold up the turn.</summary>
    private void Drain()
    {
        var delay = _device!.Delay;
        if (delay > 0 && _pacer.Now < _drainBy)
        {
            _pacer.WaitUntil(_pacer.Now + Duration(delay));
            return;
        }

        _playout.Gate.Idle(isEmpty: delay <= 0);
        if (_decodeErrors > 0) AudioLog.DecodeErrors(_logger, _stream, _decodeErrors);
        if (_playout.Finish(_stream)) _notices.TryWrite(new PlaybackDrained(_stream)); // else discarded in the last moment
        _stream = 0;
        _phase = Phase.Silent;
    }

    /// <summary>The duration of samples, rounded up to milliseconds.</summary>
    private static TimeSpan Duration(int samples) =>
        TimeSpan.FromMilliseconds((samples + (AudioFormat.SampleRate / 1000) - 1) / (AudioFormat.SampleRate / 1000));
}
