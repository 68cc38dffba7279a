using CozeDevice.Codecs;

namespace CozeDevice.Audio;

// The side of the speaker thread.
public sealed partial class PlayoutBuffer
{
    /// <summary>Names what is woken when something changes.</summary>
    /// <param name="reader">What the speaker thread waits on.</param>
    internal void Attach(IPacer reader)
    {
        lock (_lock) _reader = reader;
    }

    /// <summary>What waits now. A stream that was heard is not reported again.</summary>
    internal PlayoutState Look()
    {
        lock (_lock) return _isHeard ? default : new PlayoutState(_stream, _format, QueuedMs, _isComplete || _isOver);
    }

    /// <summary>What the jitter of recent arrivals demands to wait before a stream starts, in milliseconds.</summary>
    internal int JitterDemandMs
    {
        get
        {
            lock (_lock) return _jitter.DemandMs;
        }
    }

    /// <summary>Takes one packet, or a byte run of exactly the given length.</summary>
    /// <param name="stream">The stream the caller works on.</param>
    /// <param name="payload">Room for <see cref="OpusPacket.MaxBytes"/>.</param>
    /// <param name="runBytes">0 for packets; otherwise the bytes wanted, a multiple of <paramref name="sampleBytes"/>.</param>
    /// <param name="sampleBytes">Bytes of one sample; only whole samples are taken.</param>
    /// <param name="takesRest">Whether less than <paramref name="runBytes"/> will do. It always will before the end mark.</param>
    /// <param name="length">Bytes taken.</param>
    internal PlayoutTake Take(
        long stream, Span<byte> payload, int runBytes, int sampleBytes, bool takesRest, out int length)
    {
        length = 0;
        lock (_lock)
        {
            if (stream != _stream) return PlayoutTake.Gone;
            var isEnding = _isComplete || _isOver;
            length = runBytes == 0 ? NextPacket(payload) : NextRun(runBytes, sampleBytes, takesRest || isEnding);
            if (length == 0) return isEnding ? PlayoutTake.End : PlayoutTake.Empty;
            _ring.Read(payload[..length]);
            if (runBytes == 0) _packetUs -= OpusPacket.DurationUs(payload[..length]);
            return PlayoutTake.Payload;
        }
    }

    /// <summary>The stream was heard to its end, or cannot be: nothing of it is taken any more.</summary>
    /// <returns>False if it is not the current stream any more.</returns>
    internal bool Finish(long stream)
    {
        lock (_lock)
        {
            if (stream != _stream) return false;
            _isOver = _isHeard = true;
            _packetUs = 0;
            _ring.Clear();
            return true;
        }
    }

    private int NextPacket(Span<byte> scratch)
    {
        if (_ring.Count == 0) return 0;
        var prefix = scratch[..PrefixBytes];
        _ring.Read(prefix);
        return BitConverter.ToInt32(prefix);
    }

    private int NextRun(int wanted, int sampleBytes, bool takesLess)
    {
        if (_ring.Count >= wanted) return wanted;
        return takesLess ? _ring.Count - (_ring.Count % sampleBytes) : 0;
    }
}
