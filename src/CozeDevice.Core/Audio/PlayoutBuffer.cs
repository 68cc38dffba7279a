using CozeDevice.Codecs;

namespace CozeDevice.Audio;

/// <summary>Compressed audio waiting to be heard, gated by stream id. Written by the receive loop, read by the speaker thread.</summary>
/// <remarks>Every member may be called from any thread. Stream ids only grow. Writing with a higher id discards everything of
/// lower ids; a lower id is refused. Bounded to 120 s or 4 MiB: a stream that exceeds it is heard up to there and takes no
/// more. Payloads are copied; nothing is allocated once the buffer has grown to what the longest answer needs.</remarks>
public sealed partial class PlayoutBuffer
{
    private const int InitialBytes = 256 * 1024;
    private const int MaxBytes = 4 * 1024 * 1024;
    private const int MaxSeconds = 120;
    private const int MinRate = 1_000; // of a format that cannot be decoded anyway
    private const int PrefixBytes = sizeof(int); // before each Opus packet; byte runs have no boundaries worth keeping

    private readonly Lock _lock = new();
    private readonly ByteRing _ring = new(InitialBytes, MaxBytes);
    private readonly PlaybackGate _gate = new();
    private readonly ArrivalJitter _jitter = new();
    private IPacer? _reader;
    private long _lowest = 1; // the lowest stream id that is accepted
    private long _stream; // the current stream, 0 for none
    private WireFormat? _format;
    private bool _isComplete;
    private bool _isOver; // too long or heard: takes nothing more
    private bool _isHeard;
    private long _packetUs; // queued duration of Opus packets
    private long _arrivedUs; // duration of all payloads of the stream
    private PlayoutCounters _counters;

    /// <summary>Counters since the start.</summary>
    public PlayoutCounters Counters
    {
        get
        {
            lock (_lock) return _counters with { QueuedMs = QueuedMs, ArrivalJitterMs = _jitter.WorstMs };
        }
    }

    /// <summary>The guard of the device, for the pump.</summary>
    internal PlaybackGate Gate => _gate;

    /// <summary>Adds one delta of a stream.</summary>
    /// <param name="stream">The stream id, at least 1.</param>
    /// <param name="format">The format of the payload; fixed by the first payload of a stream.</param>
    /// <param name="payload">One packet (Opus) or a byte run of any length (PCM, G.711). Copied.</param>
    /// <returns>False if the stream is discarded, complete or older than the current one, if the buffer is full, or if the
    /// payload has another format than the stream.</returns>
    public bool Write(long stream, WireFormat format, ReadOnlySpan<byte> payload)
    {
        IPacer? reader;
        lock (_lock)
        {
            if (!Enter(stream) || _isComplete || _isOver)
            {
                _counters = _counters with { Late = _counters.Late + 1 };
                return false;
            }

            _format ??= format;
            if (_format != format || !Append(format, payload))
            {
                _counters = _counters with { Refused = _counters.Refused + 1 };
                return false;
            }

            _counters = _counters with { Payloads = _counters.Payloads + 1, Bytes = _counters.Bytes + payload.Length };
            reader = _reader;
        }

        reader?.Wake();
        return true;
    }

    /// <summary>Marks the end of a stream: when the mark is reached and heard, <see cref="PlaybackDrained"/> is told. A stream
    /// without any payload is heard at once.</summary>
    /// <param name="stream">The stream id, at least 1.</param>
    public void Complete(long stream)
    {
        IPacer? reader;
        lock (_lock)
        {
            if (!Enter(stream)) return;
            _isComplete = true;
            reader = _reader;
        }

        reader?.Wake();
    }

    /// <summary>Barge-in: everything of streams with an id below <paramref name="next"/> is gone at once, the device is
    /// dropped, and no sample of them is written any more, also not one that was being decoded.</summary>
    /// <remarks>Waits for a write to the device that is just happening; the drop ends it.</remarks>
    /// <param name="next">The lowest stream id that is still accepted.</param>
    public void Discard(long next)
    {
        IPacer? reader;
        lock (_lock)
        {
            _lowest = Math.Max(_lowest, next);
            if (_stream != 0 && _stream < _lowest) Clear(0);
            reader = _reader;
        }

        _gate.Discard(next);
        reader?.Wake();
    }

    private int QueuedMs => _format switch
    {
        null => 0,
        { Codec: AudioCodec.Opus } => (int)(_packetUs / 1000),
        { } bytes => (int)(_ring.Count * 1000L / BytesPerSecond(bytes)),
    };

    private static long BytesPerSecond(WireFormat format) =>
        (format.Codec == AudioCodec.Pcm ? sizeof(short) : 1) * (long)Math.Max(MinRate, format.SampleRate);

    /// <summary>Makes a stream the current one if it may be.</summary>
    private bool Enter(long stream)
    {
        if (stream < _lowest || stream < _stream) return false;
        if (stream > _stream) Clear(stream);
        return true;
    }

    private void Clear(long stream)
    {
        _stream = stream;
        _format = null;
        _isComplete = false;
        _isOver = _isHeard = false;
        _packetUs = _arrivedUs = 0;
        _ring.Clear();
        _jitter.Begin();
    }

    private bool Append(WireFormat format, ReadOnlySpan<byte> payload)
    {
        if (payload.IsEmpty) return true;
        var isPacket = format.Codec == AudioCodec.Opus;
        if (isPacket && payload.Length > OpusPacket.MaxBytes) return false;
        if (QueuedMs >= MaxSeconds * 1000 || !_ring.Reserve(payload.Length + PrefixBytes))
        {
            _isOver = true; // a hole in the middle would be worse than an end
            return false;
        }

        if (isPacket)
        {
            Span<byte> prefix = stackalloc byte[PrefixBytes];
            BitConverter.TryWriteBytes(prefix, payload.Length);
            _ring.Write(prefix);
            _packetUs += OpusPacket.DurationUs(payload);
        }

        _ring.Write(payload);
        Stamp(isPacket ? OpusPacket.DurationUs(payload) : payload.Length * 1_000_000L / BytesPerSecond(format));
        return true;
    }

    /// <summary>Notes when a payload came, on the clock of the reader.</summary>
    private void Stamp(long lengthUs)
    {
        if (_reader is not { } reader) return;
        _jitter.Arrived(reader.Now, TimeSpan.FromMicroseconds(_arrivedUs), TimeSpan.FromMicroseconds(lengthUs));
        _arrivedUs += lengthUs;
    }
}
