namespace CozeDevice.Linux.Alsa;

/// <summary>What a playback device has not taken yet, as it takes it, and a memory of what it took.</summary>
/// <remarks>Guarded by the lock of the stream. Allocates nothing after construction.</remarks>
internal sealed class PendingFrames
{
    private readonly int _channels;
    private readonly int _lead;
    private readonly int _capacity;
    private readonly short[] _samples;
    private readonly short[] _memory; // the first channel, a ring
    private int _first;
    private long _taken;

    /// <summary>Sets the sizes.</summary>
    /// <param name="channels">Channels of one frame.</param>
    /// <param name="lead">The most silence that is ever put in front.</param>
    /// <param name="capacity">Frames behind it.</param>
    /// <param name="memory">Frames remembered, to take them back softly; 0 for none.</param>
    public PendingFrames(int channels, int lead, int capacity, int memory)
    {
        (_channels, _lead, _capacity, _first) = (channels, lead, capacity, lead);
        _samples = new short[(lead + capacity) * channels];
        _memory = new short[memory];
    }

    /// <summary>Frames that wait.</summary>
    public int Count { get; private set; }

    /// <summary>Of them silence put in front to give the stream a cushion after an underrun.</summary>
    public int Lead { get; private set; }

    /// <summary>The samples that wait, interleaved.</summary>
    public ReadOnlySpan<short> Samples => _samples.AsSpan(_first * _channels, Count * _channels);

    /// <summary>Adds samples, the same on every channel.</summary>
    /// <param name="mono">One sample per frame; there is room for what the stream ever adds.</param>
    public void Add(ReadOnlySpan<short> mono)
    {
        ChannelMix.Up(mono, _channels, Reserve(mono.Length));
        Count += mono.Length;
    }

    /// <summary>Adds silence, as much as there is room for.</summary>
    /// <param name="frames">How much.</param>
    /// <returns>What was added.</returns>
    public int AddSilence(int frames)
    {
        frames = Math.Clamp(frames, 0, Math.Max(0, _capacity - Count));
        Reserve(frames).Clear();
        Count += frames;
        return frames;
    }

    /// <summary>Puts silence in front of what waits.</summary>
    /// <param name="frames">How much; at most the lead.</param>
    public void Prepend(int frames)
    {
        frames = Math.Min(frames, _lead);
        if (_first < frames)
        {
            Samples.CopyTo(_samples.AsSpan(frames * _channels));
            _first = frames;
        }

        _first -= frames;
        _samples.AsSpan(_first * _channels, frames * _channels).Clear();
        Count += frames;
        Lead += frames;
    }

    /// <summary>The device took frames.</summary>
    /// <param name="frames">How many.</param>
    /// <returns>How many of them were no silence put in front.</returns>
    public int Take(int frames)
    {
        Remember(_samples.AsSpan(_first * _channels, frames * _channels));
        var silence = Math.Min(frames, Lead);
        Lead -= silence;
        Count -= frames;
        _first = Count == 0 ? _lead : _first + frames;
        return frames - silence;
    }

    /// <summary>Takes away the silence in front that the device has not taken.</summary>
    public void DropLead()
    {
        _first += Lead;
        Count -= Lead;
        Lead = 0;
        if (Count == 0) _first = _lead;
    }

    /// <summary>Forgets what waits.</summary>
    public void Clear()
    {
        Count = Lead = 0;
        _first = _lead;
    }

    /// <summary>Copies frames the device took, first channel.</summary>
    /// <param name="back">How many frames ago the first of them was taken; at most the memory.</param>
    /// <param name="mono">Where to.</param>
    public void Recall(int back, Span<short> mono)
    {
        for (var i = 0; i < mono.Length; i++) mono[i] = _memory[(int)((_taken - back + i) % _memory.Length)];
    }

    /// <summary>The device gave frames back: what it takes next comes in their place.</summary>
    /// <param name="frames">How many.</param>
    public void TakenBack(int frames) => _taken = Math.Max(0, _taken - frames);

    private Span<short> Reserve(int frames)
    {
        if ((_first + Count + frames) * _channels > _samples.Length)
        {
            Samples.CopyTo(_samples);
            _first = 0;
        }

        return _samples.AsSpan((_first + Count) * _channels, frames * _channels);
    }

    private void Remember(ReadOnlySpan<short> frames)
    {
        if (_memory.Length == 0) return;
        for (var i = 0; i < frames.Length; i += _channels) _memory[(int)(_taken++ % _memory.Length)] = frames[i];
    }
}
