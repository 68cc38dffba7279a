namespace CozeDevice.Simulator.Recording;

/// <summary>How an utterance ended.</summary>
public enum UtteranceEnd
{
    /// <summary>It goes on, or its connection ended before it did.</summary>
    Open,

    /// <summary><c>input_audio_buffer.complete</c>, or silence in a voice-activity mode.</summary>
    Completed,

    /// <summary><c>input_audio_buffer.clear</c>.</summary>
    Cleared,
}
