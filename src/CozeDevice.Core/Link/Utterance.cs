using CozeDevice.Audio;

namespace CozeDevice.Link;

/// <summary>The encoded frames of one utterance, kept until the answer begins, so that a lost link loses no word.</summary>
/// <remarks>Not thread-safe: <see cref="OutboundQueue"/> owns it under its lock. Storage is reused from turn to turn.</remarks>
internal sealed class Utterance
{
    /// <summary>60 s of hold, pre-roll and tail, with a little room.</summary>
    public const int MaxFrames = (60_000 + 500 + 120 + 400) / AudioFormat.FrameMs;

    private const int ForgetBatch = 50;

    private int[] _ends = new int[256];
    private byte[] _bytes = new byte[32 * 1024];
    private int _next;

    /// <summary>The turn, 0 when there is none.</summary>
    public int Turn { get; private set; }

    /// <summary>How it ended, null while it is being spoken.</summary>
    public UtteranceEnd? End { get; set; }

    /// <summary>Whether the end mark was handed to the socket.</summary>
    public bool EndTaken { get; set; }

    /// <summary>Whether the server began to answer: it is never sent again.</summary>
    public bool Released { get; set; }

    /// <summary>Frames held.</summary>
    public int Count { get; private set; }

    /// <summary>Whether any frame was handed to the socket of the running session.</summary>
    public bool Started { get; private set; }

    /// <summary>Whether a frame waits for the socket.</summary>
    public bool HasFrame => _next < Count;

    /// <summary>Bytes of the frame that waits.</summary>
    public int NextLength => _ends[_next] - (_next == 0 ? 0 : _ends[_next - 1]);

    /// <summary>Starts anew for a turn.</summary>
    public void Reset(int turn)
    {
        (Turn, End, EndTaken, Released, Started, Count, _next) = (turn, null, false, false, false, 0, 0);
    }

    /// <summary>Adds a frame; false when 60 s are reached.</summary>
    public bool Add(ReadOnlySpan<byte> payload)
    {
        if (Count == MaxFrames)
            return false;
        int start = Count == 0 ? 0 : _ends[Count - 1];
        if (start + payload.Length > _bytes.Length)
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, start + payload.Length));
        if (Count == _ends.Length)
            Array.Resize(ref _ends, _ends.Length * 2);
        payload.CopyTo(_bytes.AsSpan(start));
        _ends[Count++] = start + payload.Length;
        return true;
    }

    /// <summary>The next frame for the socket. Valid under the owner's lock.</summary>
    public ReadOnlySpan<byte> Take()
    {
        Started = true;
        int start = _next == 0 ? 0 : _ends[_next - 1];
        return _bytes.AsSpan(start, _ends[_next++] - start);
    }

    /// <summary>Forgets the frames already taken: a hands-free stream is not kept.</summary>
    /// <remarks>With a slow uplink some frame may always wait, so the room of the taken ones is won back in batches.</remarks>
    public void ForgetTaken()
    {
        if (_next == Count)
        {
            (Count, _next) = (0, 0);
        }
        else if (_next == ForgetBatch)
        {
            int start = _ends[_next - 1];
            _bytes.AsSpan(start, _ends[Count - 1] - start).CopyTo(_bytes);
            for (int i = _next; i < Count; i++)
                _ends[i - _next] = _ends[i] - start;
            (Count, _next) = (Count - _next, 0);
        }
    }

    /// <summary>A new session: everything is sent again from the beginning.</summary>
    public void Rewind()
    {
        (_next, EndTaken, Started) = (0, false, false);
    }
}
