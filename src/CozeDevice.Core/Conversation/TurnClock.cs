using CozeDevice.Metrics;

namespace CozeDevice.Conversation;

/// <summary>Latencies of the current turn, from timestamps taken where things happened.</summary>
/// <remarks>Owned by the dispatcher. The names are those of <see cref="DeviceStats.Latencies"/>; the ones that begin at
/// <c>complete</c> follow Coze's own benchmark: to the transcript, the first text, the first audio. A question in text is complete
/// when it was sent.</remarks>
/// <param name="time">Monotonic clock.</param>
/// <param name="metrics">Where each latency also goes, or null.</param>
internal sealed class TurnClock(TimeProvider time, DeviceMetrics? metrics = null)
{
    private readonly Dictionary<string, double> _latencies = [];
    private readonly Dictionary<string, long> _early = [];
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
        _early.Clear();
    }

    /// <summary>The capture gate was told to open: from here on, what the microphone hears belongs to the turn.</summary>
    public void Gate() => Measure("press_to_gate", _pressed, time.GetTimestamp());

    /// <summary>The first append went out.</summary>
    public void Append(long timestamp) => Measure("press_to_append", _pressed, timestamp);

    /// <summary><c>complete</c> went out.</summary>
    public void Complete(long timestamp)
    {
        _complete = timestamp;
        foreach ((string name, long early) in _early)
            Measure(name, timestamp, Math.Max(early, timestamp));
        _early.Clear();
    }

    /// <summary>Recognised text came; only what comes behind <c>complete</c> counts.</summary>
    /// <param name="timestamp">When.</param>
    /// <param name="isFinal">Whether it is the whole text.</param>
    public void Transcript(long timestamp, bool isFinal)
    {
        if (isFinal)
            Answer("complete_to_final_transcript", timestamp);
        if (isFinal || _complete != 0)
            Answer("complete_to_transcript", timestamp);
    }

    /// <summary>The first text of the answer came.</summary>
    public void Text(long timestamp) => Answer("complete_to_text", timestamp);

    /// <summary>The first audio of the answer came.</summary>
    public void Audio(long timestamp)
    {
        _audio = timestamp;
        Answer("complete_to_audio", timestamp);
    }

    /// <summary>The first sample was handed to the speaker.</summary>
    public void Sound() => Measure("audio_to_sound", _audio, time.GetTimestamp());

    // Two loops tell: a quick answer may be known before the complete it answers. It was still sent behind it.
    private void Answer(string name, long timestamp)
    {
        if (_complete == 0)
            _early.TryAdd(name, timestamp);
        else
            Measure(name, _complete, Math.Max(timestamp, _complete));
    }

    // Only the first of each kind counts, and only behind its beginning.
    private void Measure(string name, long from, long to)
    {
        if (from == 0 || to < from)
            return;
        TimeSpan took = time.GetElapsedTime(from, to);
        if (_latencies.TryAdd(name, Math.Round(took.TotalMilliseconds, 2)))
            metrics?.Latency(name).Record(took);
    }
}
