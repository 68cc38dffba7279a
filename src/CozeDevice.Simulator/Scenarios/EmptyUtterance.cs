namespace CozeDevice.Simulator.Scenarios;

/// <summary>What follows <c>complete</c> when no audio was sent. What the real service does is not known.</summary>
public enum EmptyUtterance
{
    /// <summary><c>input_audio_buffer.completed</c> and nothing else.</summary>
    Silent,

    /// <summary><c>input_audio_buffer.completed</c>, then <c>error</c> 4000.</summary>
    Error,

    /// <summary>A chat that completes without an answer.</summary>
    CompletedChat,
}
