using CozeDevice.Audio;

namespace CozeDevice.Codecs;

/// <summary>The last 5 ms that were decoded, to end a gap without a click for byte-run codecs, which have no concealment of
/// their own.</summary>
/// <remarks>The made-up sound is what was heard last, backwards, with a fade to silence: it starts where the sound stopped, and
/// it is too short to be heard as a repetition. Owned by one thread.</remarks>
internal sealed class FrameMemory
{
    private readonly short[] _last = new short[AudioFormat.Samples(5)];
    private bool _isUsed = true;

    /// <summary>Keeps the end of what was decoded.</summary>
    /// <param name="samples">Any number of samples.</param>
    public void Keep(ReadOnlySpan<short> samples)
    {
        if (samples.IsEmpty) return;
        _isUsed = false;
        if (samples.Length >= _last.Length)
        {
            samples[^_last.Length..].CopyTo(_last);
            return;
        }

        _last.AsSpan(samples.Length).CopyTo(_last);
        samples.CopyTo(_last.AsSpan(_last.Length - samples.Length));
    }

    /// <summary>Makes up a fade, once after something was decoded.</summary>
    /// <param name="samples">At least 5 ms.</param>
    /// <returns>Samples written: 5 ms, or 0.</returns>
    public int Conceal(Span<short> samples)
    {
        if (_isUsed) return 0;
        _isUsed = true;
        for (var i = 0; i < _last.Length; i++)
            samples[i] = (short)(_last[^(i + 1)] * (_last.Length - i) / _last.Length);
        return _last.Length;
    }

    /// <summary>Forgets the past.</summary>
    public void Clear()
    {
        _last.AsSpan().Clear();
        _isUsed = true;
    }
}
