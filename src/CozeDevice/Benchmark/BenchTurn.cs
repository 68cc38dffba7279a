namespace CozeDevice.Benchmark;

/// <summary>One turn of a benchmark. Times are milliseconds from <c>complete</c>, or a question in text, on the socket; null
/// where nothing came.</summary>
/// <param name="Transcript">To the final recognised text (<c>conversation.audio_transcript.completed</c>).</param>
/// <param name="Text">To the first text of the answer (<c>conversation.message.delta</c>).</param>
/// <param name="Audio">To the first audio of the answer (<c>conversation.audio.delta</c>).</param>
/// <param name="Failure">Why the turn does not count, or null.</param>
/// <param name="LogId">Coze's log id of the failure, or null.</param>
internal sealed record BenchTurn(double? Transcript, double? Text, double? Audio, string? Failure = null, string? LogId = null)
{
    /// <summary>Nothing came in time.</summary>
    public const string NoAnswer = "no_answer";

    /// <summary>The link was lost in the turn; it was mended and what was said sent again, but that is no latency.</summary>
    public const string LinkLost = "link_lost";

    /// <summary>There was no link to begin with.</summary>
    public const string Offline = "offline";
}
