namespace CozeDevice.Simulator.Scenarios;

/// <summary>How the agent answers a question.</summary>
/// <remarks>In <see cref="Text"/> the words <c>{question}</c> and <c>{output}</c> are replaced by the transcript and
/// by the output of the first tool call.</remarks>
public sealed record Reply
{
    /// <summary>Only the n-th turn of a connection, from 1; <see langword="null"/> matches every turn.</summary>
    public int? Turn { get; init; }

    /// <summary>Only questions of this kind: <c>audio</c>, <c>text</c>, or <see langword="null"/> for both.</summary>
    public string? Kind { get; init; }

    /// <summary>Only text questions that contain this.</summary>
    public string? Contains { get; init; }

    /// <summary>What was understood; <see langword="null"/> derives a text from the utterance's length.</summary>
    public string? Transcript { get; init; }

    /// <summary>The answer's text; <see langword="null"/> repeats the question.</summary>
    public string? Text { get; init; }

    /// <summary>Where the sound comes from.</summary>
    public ReplyAudio Audio { get; init; } = ReplyAudio.Parrot;

    /// <summary>The WAV file of <see cref="ReplyAudio.File"/>, relative to the working directory.</summary>
    public string? AudioFile { get; init; }

    /// <summary>Time between the question and <c>conversation.chat.created</c>.</summary>
    public TimeSpan Thinking { get; init; }

    /// <summary>After <c>conversation.chat.in_progress</c> nothing more comes; the chat runs until it is canceled.</summary>
    public bool IsSilent { get; init; }

    /// <summary>Ends the chat with <c>conversation.chat.failed</c> and this code instead of an answer.</summary>
    public int? FailCode { get; init; }

    /// <summary>The message of the failure.</summary>
    public string FailMessage { get; init; } = "model error";

    /// <summary>Tools the client must call before the answer.</summary>
    public IReadOnlyList<ToolCall> Tools { get; init; } = [];

    /// <summary>How long the outputs are waited for.</summary>
    public TimeSpan ToolTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The answer once the tools have been called; <see langword="null"/> uses this reply's own.</summary>
    public Reply? Then { get; init; }
}
