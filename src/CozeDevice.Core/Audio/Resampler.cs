using System.Numerics;
using System.Runtime.InteropServices;

namespace CozeDevice.Audio;

/// <summary>Changes the sample rate of a mono stream by a ratio of whole numbers: a polyphase filter with a Kaiser-windowed sinc.</summary>
/// <remarks>Flat to 0.45 of the lower rate, at least 70 dB down from half of the lower rate on, so nothing audible aliases.
/// A stream of whole 20 ms frames gives whole 20 ms frames, every call. Owned by one thread; allocates nothing after
/// construction.</remarks>
public sealed class Resampler
{
    private const int ChunkSamples = 1024;

    private readonly ResamplerFilter _filter;
    private readonly float[] _window; // Taps − 1 samples of the past, then the chunk
    private int _position; // of the next output sample, in 1/Up input samples from the start of the next chunk

    /// <summary>Designs the filter: a few milliseconds of work for the awkward ratios.</summary>
    /// <param name="inputRate">Samples per second of the input, in hertz.</param>
    /// <param name="outputRate">Samples per second of the output, in hertz.</param>
    /// <exception cref="ArgumentOutOfRangeException">See <see cref="Supports"/>.</exception>
    public Resampler(int inputRate, int outputRate)
    {
        if (!Supports(inputRate)) throw new ArgumentOutOfRangeException(nameof(inputRate), inputRate, "Not a supported sample rate.");
        if (!Supports(outputRate)) throw new ArgumentOutOfRangeException(nameof(outputRate), outputRate, "Not a supported sample rate.");
        _filter = ResamplerFilter.Design(inputRate, outputRate);
        _window = new float[_filter.Taps - 1 + ChunkSamples];
    }

    /// <summary>How much later a sound comes out than it went in, in samples of the output. Always a whole number.</summary>
    public int Delay => _filter.Delay;

    /// <summary>Whether a rate is one of ours: 8 to 48 kHz with whole samples in 20 ms.</summary>
    /// <param name="rate">In hertz.</param>
    public static bool Supports(int rate) => rate is >= 8_000 and <= 48_000 && rate % 50 == 0;

    /// <summary>An upper bound for the samples one call returns.</summary>
    /// <param name="inputSamples">Length of the input of that call.</param>
    public int MaxOutput(int inputSamples) => (int)((long)inputSamples * _filter.Up / _filter.Down) + 1;

    /// <summary>Feeds input and takes all output it completes.</summary>
    /// <param name="input">Any number of samples.</param>
    /// <param name="output">At least <see cref="MaxOutput"/> samples.</param>
    /// <returns>Samples written.</returns>
    public int Process(ReadOnlySpan<short> input, Span<short> output)
    {
        var written = 0;
        while (!input.IsEmpty)
        {
            var length = Math.Min(input.Length, ChunkSamples);
            written += ProcessChunk(input[..length], output[written..]);
            input = input[length..];
        }

        return written;
    }

    /// <summary>Forgets the past: the next input follows silence.</summary>
    public void Reset()
    {
        _window.AsSpan().Clear();
        _position = 0;
    }

    private int ProcessChunk(ReadOnlySpan<short> chunk, Span<short> output)
    {
        var history = _filter.Taps - 1;
        var window = _window.AsSpan(0, history + chunk.Length);
        for (var i = 0; i < chunk.Length; i++) window[history + i] = chunk[i];

        var end = chunk.Length * _filter.Up;
        var written = 0;
        for (; _position < end; _position += _filter.Down)
        {
            var (index, phase) = Math.DivRem(_position, _filter.Up);
            output[written++] = Saturate(Dot(_filter.Phase(phase), window.Slice(index, _filter.Taps)));
        }

        _position -= end;
        window[^history..].CopyTo(_window);
        return written;
    }

    private static float Dot(ReadOnlySpan<float> taps, ReadOnlySpan<float> samples)
    {
        // Taps is a multiple of 16, so two accumulators of any vector width up to 8 lanes come out even.
        var a = MemoryMarshal.Cast<float, Vector<float>>(taps);
        var b = MemoryMarshal.Cast<float, Vector<float>>(samples);
        var even = Vector<float>.Zero;
        var odd = Vector<float>.Zero;
        var i = 0;
        for (; i + 1 < a.Length && i + 1 < b.Length; i += 2)
        {
            even += a[i] * b[i];
            odd += a[i + 1] * b[i + 1];
        }

        if (i < a.Length) even += a[i] * b[i];
        return Vector.Sum(even + odd);
    }

    private static short Saturate(float value) =>
        (short)Math.Clamp((int)MathF.Round(value), short.MinValue, short.MaxValue);
}
