using CozeDevice.Codecs;

namespace CozeDevice.Audio;

/// <summary>The last answer as it came, compressed, so that it can be heard again: at most its first 60 s or 2 MiB.</summary>
/// <remarks>Written by the receive loop, read by the dispatcher; any thread. Grows to what the longest answer needs and allocates
/// nothing after that.</remarks>
public sealed class AnswerMemory
{
    private const int InitialBytes = 64 * 1024;
    private const int MaxBytes = 2 * 1024 * 1024;
    private const long MaxUs = 60_000_000;

    private readonly Lock _lock = new();
    private readonly List<int> _lengths = new(1_024);
    private byte[] _bytes = new byte[InitialBytes];
    private int _used;
    private int _turn;
    private long _us;
    private bool _isFull;
    private WireFormat _format;

    /// <summary>Whether there is an answer.</summary>
    public bool HasAnswer
    {
        get
        {
            lock (_lock) return _lengths.Count > 0;
        }
    }

    /// <summary>Keeps one delta. The first of a turn replaces the answer before it.</summary>
    /// <param name="turn">The turn it belongs to.</param>
    /// <param name="format">Its format; one of another format than the first of its turn is not kept.</param>
    /// <param name="payload">One packet (Opus) or a byte run. Copied.</param>
    public void Keep(int turn, WireFormat format, ReadOnlySpan<byte> payload)
    {
        lock (_lock)
        {
            if (turn != _turn)
                Begin(turn, format);
            if (_isFull || format != _format)
                return;
            // What is kept has no hole: after the first delta that does not fit, none does.
            _isFull = _us >= MaxUs || !Reserve(payload.Length);
            if (_isFull)
                return;
            payload.CopyTo(_bytes.AsSpan(_used));
            _used += payload.Length;
            _lengths.Add(payload.Length);
            _us += DurationUs(payload);
        }
    }

    /// <summary>Writes the whole answer into the playout, with its end mark.</summary>
    /// <param name="stream">The stream it is played as.</param>
    /// <param name="playout">Where to.</param>
    public void Play(long stream, PlayoutBuffer playout)
    {
        lock (_lock)
        {
            int at = 0;
            foreach (int length in _lengths)
            {
                playout.Write(stream, _format, _bytes.AsSpan(at, length));
                at += length;
            }
        }
        playout.Complete(stream);
    }

    private void Begin(int turn, WireFormat format)
    {
        (_turn, _format) = (turn, format);
        (_used, _us, _isFull) = (0, 0, false);
        _lengths.Clear();
    }

    private bool Reserve(int count)
    {
        if (_used + count > MaxBytes)
            return false;
        if (_used + count > _bytes.Length)
            Array.Resize(ref _bytes, Math.Min(MaxBytes, Math.Max(_bytes.Length * 2, _used + count)));
        return true;
    }

    private long DurationUs(ReadOnlySpan<byte> payload) => _format.Codec switch
    {
        AudioCodec.Opus => OpusPacket.DurationUs(payload),
        AudioCodec.Pcm => payload.Length * 1_000_000L / (sizeof(short) * Math.Max(1, _format.SampleRate)),
        _ => payload.Length * 1_000_000L / Math.Max(1, _format.SampleRate),
    };
}
