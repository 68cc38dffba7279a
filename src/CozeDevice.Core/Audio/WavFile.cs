namespace CozeDevice.Audio;

/// <summary>The sound of a WAV file as mono samples of 16 bits.</summary>
/// <remarks>Understood: RIFF and RF64, PCM of 8, 16, 24 and 32 bits and float of 32 and 64 bits (formats 1, 3 and 0xFFFE), one to
/// eight channels (mixed to one), 8 to 48 kHz, chunks in any order, and the sizes a recorder leaves that was cut off or
/// writes to a pipe.</remarks>
public sealed class WavFile
{
    /// <summary>Files above this size are refused: they are read into memory as a whole.</summary>
    public const int MaxBytes = 256 * 1024 * 1024;

    private WavFile(int sampleRate, short[] samples) => (SampleRate, Samples) = (sampleRate, samples);

    /// <summary>Samples per second, in hertz.</summary>
    public int SampleRate { get; }

    /// <summary>The sound. A mono file of 16 bits is here bit for bit.</summary>
    public ReadOnlyMemory<short> Samples { get; }

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">It is no WAV file we understand; the message names it and says why.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static WavFile Read(string path)
    {
        using var file = File.OpenHandle(path);
        var length = RandomAccess.GetLength(file);
        if (length > MaxBytes) throw new InvalidDataException($"{path} has {length} bytes; at most {MaxBytes} are read");
        var bytes = new byte[length];
        var read = 0;
        int count;
        while ((count = RandomAccess.Read(file, bytes.AsSpan(read), read)) > 0) read += count;
        try
        {
            return Parse(bytes.AsSpan(0, read));
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"{path} is not a usable WAV file: {e.Message}", e);
        }
    }

    /// <summary>Reads the bytes of a file.</summary>
    /// <param name="bytes">All of them.</param>
    /// <exception cref="InvalidDataException">They are no WAV file we understand; the message says why.</exception>
    public static WavFile Parse(ReadOnlySpan<byte> bytes)
    {
        var data = WavChunks.Find(bytes, out var format);
        return new WavFile(format.SampleRate, format.ToMono(data));
    }

    /// <summary>The sound at 16 kHz, with the delay of the conversion taken out: sample 0 is the first moment of the file.</summary>
    /// <returns>The samples bit for bit if the file has that rate.</returns>
    public short[] ToHouseRate()
    {
        if (SampleRate == AudioFormat.SampleRate) return Samples.ToArray();
        var resampler = new Resampler(SampleRate, AudioFormat.SampleRate);
        var length = (int)(((long)Samples.Length * AudioFormat.SampleRate + SampleRate - 1) / SampleRate);
        var tail = new short[(int)((long)(resampler.Delay + 1) * SampleRate / AudioFormat.SampleRate) + 1];
        var output = new short[resampler.MaxOutput(Samples.Length) + resampler.MaxOutput(tail.Length)];
        var count = resampler.Process(Samples.Span, output);
        resampler.Process(tail, output.AsSpan(count));
        return output.AsSpan(resampler.Delay, length).ToArray();
    }
}
