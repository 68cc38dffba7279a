namespace CozeDevice.Audio;

/// <summary>How loud a room is when nobody speaks: the quietest frame of the last two to four seconds.</summary>
/// <remarks>A person pauses between words; what hums does not. Owned by the mic thread; pure.</remarks>
internal sealed class RoomNoise
{
    private const int Span = 2000 / AudioFormat.FrameMs;
    private const int Least = 1000 / AudioFormat.FrameMs; // before that it may be a syllable

    private double _before = double.PositiveInfinity; // the quietest of the last whole span
    private double _now = double.PositiveInfinity;
    private int _count;
    private bool _isKnown;

    /// <summary>The power of the quiet room, or 0 while nothing is known of it.</summary>
    public double Power => _isKnown ? Math.Min(_before, _now) : 0;

    /// <summary>Takes a frame in which the device itself was silent.</summary>
    /// <param name="power">Its mean square.</param>
    public void Add(double power)
    {
        _now = Math.Min(_now, power);
        _isKnown |= ++_count >= Least;
        if (_count < Span) return;
        (_before, _now, _count) = (_now, double.PositiveInfinity, 0);
    }
}
