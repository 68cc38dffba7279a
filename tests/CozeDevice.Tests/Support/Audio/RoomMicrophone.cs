using CozeDevice.Audio;

namespace CozeDevice.Tests.Support.Audio;

/// <summary>The microphone of a <see cref="SyntheticRoom"/>: a card with a buffer of 200 ms.</summary>
internal sealed class RoomMicrophone(SyntheticRoom room) : IPcmCapture
{
    private static readonly int Buffer = AudioFormat.Samples(200);

    private readonly SystemPacer _pacer = new(TimeProvider.System);
    private long _read = room.Now;

    /// <summary>Times its buffer ran over.</summary>
    public int Overruns { get; private set; }

    public bool IsMicrophone => true;

    public int Waiting => (int)Math.Clamp(room.Now - _read, 0, Buffer);

    public PcmStatus Read(Span<short> frame)
    {
        if (!_pacer.WaitUntil(_pacer.Now + room.TimeTo(_read + frame.Length))) return PcmStatus.Timeout;
        // Who comes later than the buffer reaches has lost what was in between.
        var oldest = room.Now - Buffer;
        var isLate = _read < oldest;
        if (isLate) (_read, Overruns) = (oldest, Overruns + 1);
        room.Hear(_read, frame);
        _read += frame.Length;
        return isLate ? PcmStatus.Xrun : PcmStatus.Ok;
    }

    public void Rewind() { }

    public void Dispose() => _pacer.Dispose();
}
