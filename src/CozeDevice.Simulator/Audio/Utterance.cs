namespace CozeDevice.Simulator.Audio;

/// <summary>What a client has said so far: the payloads as they came and their samples.</summary>
internal sealed class Utterance(InputAudio format)
{
    private const int MaxBytes = 32 * 1024 * 1024;

    private readonly List<byte[]> _payloads = [];
    private readonly List<short> _samples = [];
    private int _bytes;

    /// <summary>Adds one append.</summary>
    /// <exception cref="AudioException">It is too much.</exception>
    internal void Add(byte[] payload, short[] samples)
    {
        if (_bytes + payload.Length > MaxBytes)
        {
            throw new AudioException(AudioException.BadParameter, "input_audio_buffer: too much audio");
        }

        _bytes += payload.Length;
        _payloads.Add(payload);
        _samples.AddRange(samples);
    }

    /// <summary>The whole utterance.</summary>
    /// <param name="sampleRate">Hertz of the samples.</param>
    internal Speech ToSpeech(int sampleRate) => new([.. _samples], sampleRate, format, [.. _payloads]);
}
