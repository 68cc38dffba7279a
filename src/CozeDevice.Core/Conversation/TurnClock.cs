namespace CozeDevice.Conversation;

/// <summary>Latencies of the current turn, from timestamps taken where things happened.</summary>
/// <remarks>Owned by the dispatcher. The names are those of <see cref="DeviceStats.Latencies"/>; the ones that begin at
/// <c>complete</c> follow Coze's own benchmark: to the first transcript, the first text, the first audio.</remarks>
/// <param name="time">Monotonic clock.</param>
internal sealed class TurnClock(TimeProvider time)
{
    private readonly Dictionary<string, double> _latencies = [];
    private long _pressed;
    private long _complete;
    private long _audio;

    /// <summary>A copy of what was measured.</summary>
    public IReadOnlyDictionary<string, double> Latencies => new Dictionary<string, double>(_latencies);

    /// <summary>A new turn.</summary>
    /// <param name="pressed">When the button's contact closed, or 0 if it did not begin the turn.</param>
    public void Begin(long pressed)
    {
        (_pressed, _complete, _audio) = (pressed, 0, 0);
        _latencies.Clear();
    }

    /// <summary>The capture gate was told to open: from here on, what the microphone hears belongs to the turn.</summary>
    public void Gate() => Measure("press_to_gate", _pressed, time.GetTimestamp());

    /// <summary>The first append went out.</summary>
    public void Append(long timestamp) => Measure("press_to_append", _pressed, timestamp);

    /// <summary><c>complete</c> went out.</summary>
    public void Complete(long timestamp) => _complete = timestamp;

    /// <summary>The first recognised text came.</summary>
    public void Transcript(long timestamp) => Measure("complete_to_transcript", _complete, timestamp);

    /// <summary>The first text of the answer came.</summary>
    public void Text(long timestamp) => Measure("complete_to_text", _complete, timestamp);

    /// <summary>The first audio of the answer came.</summary>
    public void Audio(long timestamp)
    {
        _audio = timestamp;
        Measure("complete_to_audio", _complete, timestamp);
    }

    /// <summary>The first sample was handed to the speaker.</summary>
    public void Sound() => Measure("audio_to_sound", _audio, time.GetTimestamp());

    // Only the first of each kind counts, and only behind its beginning.
    private void Measure(string name, long from, long to)
    {
        if (from != 0 && to >= from)
            _latencies.TryAdd(name, Math.Round(time.GetElapsedTime(from, to).TotalMilliseconds, 2));
    }
}
