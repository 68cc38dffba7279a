namespace CozeDevice.Simulator.Audio;

/// <summary>An endless stream of appends, of which only speech and some time before it is kept.</summary>
internal sealed class PaddedSpeech(InputAudio format, TimeSpan padding)
{
    private readonly Queue<(byte[] Payload, short[] Samples)> _before = new();
    private int _samplesBefore;
    private Utterance? _speech;

    /// <summary>Adds one append.</summary>
    internal void Add(byte[] payload, short[] samples, int sampleRate)
    {
        if (_speech is not null)
        {
            _speech.Add(payload, samples);
            return;
        }

        _before.Enqueue((payload, samples));
        _samplesBefore += samples.Length;
        while (_samplesBefore - _before.Peek().Samples.Length > padding.TotalSeconds * sampleRate)
        {
            _samplesBefore -= _before.Dequeue().Samples.Length;
        }
    }

    /// <summary>Speech has started: what came before it, as far as it is kept, belongs to it.</summary>
    internal void Start()
    {
        _speech = new Utterance(format);
        while (_before.TryDequeue(out (byte[] Payload, short[] Samples) append))
        {
            _speech.Add(append.Payload, append.Samples);
        }

        _samplesBefore = 0;
    }

    /// <summary>Speech has ended.</summary>
    internal Speech Stop(int sampleRate)
    {
        Speech speech = _speech!.ToSpeech(sampleRate);
        _speech = null;
        return speech;
    }
}
