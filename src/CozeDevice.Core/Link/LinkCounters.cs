namespace CozeDevice.Link;

/// <summary>What the link counts since the start. Written by the link's loops, read from anywhere.</summary>
public sealed class LinkCounters
{
    private long _framesSent, _framesReceived, _lateDeltas, _malformed, _oversized, _binary, _unknown, _ignoredErrors;
    private long _sessions, _dials, _playoutRefused, _bytesSent, _bytesReceived;

    /// <summary>Audio frames handed to the socket.</summary>
    public long FramesSent => Interlocked.Read(ref _framesSent);

    /// <summary>Audio deltas that were played or will be.</summary>
    public long FramesReceived => Interlocked.Read(ref _framesReceived);

    /// <summary>Audio deltas of an older turn, dropped.</summary>
    public long LateDeltas => Interlocked.Read(ref _lateDeltas);

    /// <summary>Messages that could not be read.</summary>
    public long Malformed => Interlocked.Read(ref _malformed);

    /// <summary>Messages over 1 MiB, read through and dropped.</summary>
    public long Oversized => Interlocked.Read(ref _oversized);

    /// <summary>Binary messages, read through and dropped.</summary>
    public long Binary => Interlocked.Read(ref _binary);

    /// <summary>Events of an unknown type.</summary>
    public long Unknown => Interlocked.Read(ref _unknown);

    /// <summary><c>error</c> events without a usable code, and <c>canceled</c> events that are nobody's.</summary>
    public long Ignored => Interlocked.Read(ref _ignoredErrors);

    /// <summary>Sessions that came online.</summary>
    public long Sessions => Interlocked.Read(ref _sessions);

    /// <summary>Dials.</summary>
    public long Dials => Interlocked.Read(ref _dials);

    /// <summary>Audio deltas the playout buffer had no room for.</summary>
    public long PlayoutRefused => Interlocked.Read(ref _playoutRefused);

    /// <summary>Bytes of messages handed to the socket, without its framing and TLS.</summary>
    public long BytesSent => Interlocked.Read(ref _bytesSent);

    /// <summary>Bytes of messages read from the socket, also of those that were dropped.</summary>
    public long BytesReceived => Interlocked.Read(ref _bytesReceived);

    internal void CountBytesSent(int count) => Interlocked.Add(ref _bytesSent, count);
    internal void CountBytesReceived(int count) => Interlocked.Add(ref _bytesReceived, count);
    internal void CountFramesSent(int frames) => Interlocked.Add(ref _framesSent, frames);
    internal void CountFrameReceived() => Interlocked.Increment(ref _framesReceived);
    internal void CountLateDelta() => Interlocked.Increment(ref _lateDeltas);
    internal void CountMalformed() => Interlocked.Increment(ref _malformed);
    internal void CountOversized() => Interlocked.Increment(ref _oversized);
    internal void CountBinary() => Interlocked.Increment(ref _binary);
    internal void CountUnknown() => Interlocked.Increment(ref _unknown);
    internal void CountIgnored() => Interlocked.Increment(ref _ignoredErrors);
    internal void CountSession() => Interlocked.Increment(ref _sessions);
    internal void CountDial() => Interlocked.Increment(ref _dials);
    internal void CountPlayoutRefused() => Interlocked.Increment(ref _playoutRefused);
}
