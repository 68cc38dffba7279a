namespace CozeDevice.Simulator.Rest;

/// <summary>What the agent answers: a text, calls to tools of the client first, or a failure.</summary>
/// <param name="Text">The words.</param>
internal sealed record ChatAnswer(string Text)
{
    /// <summary>Tools the client has to call before the answer; empty for an answer at once.</summary>
    internal IReadOnlyList<ChatTool> Tools { get; init; } = [];

    /// <summary>The code the chat fails with; <see langword="null"/> if it does not.</summary>
    internal int? FailCode { get; init; }

    /// <summary>The message of the failure.</summary>
    internal string FailMessage { get; init; } = "model error";
}
