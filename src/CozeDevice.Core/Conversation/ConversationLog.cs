using Microsoft.Extensions.Logging;

namespace CozeDevice.Conversation;

/// <summary>Log lines of the conversation, ids 1000 to 1099, never reused. No text of a user.</summary>
internal static partial class ConversationLog
{
    [LoggerMessage(1000, LogLevel.Debug, "Turn {Turn}: {State} ({Reason})")]
    internal static partial void TurnMoved(this ILogger logger, int turn, string state, string? reason);

    [LoggerMessage(1001, LogLevel.Debug, "Link: {State} ({Reason})")]
    internal static partial void LinkMoved(this ILogger logger, string state, string? reason);

    [LoggerMessage(1002, LogLevel.Error, "A step of the conversation failed; the device goes on")]
    internal static partial void StepFailed(this ILogger logger, Exception failure);

    [LoggerMessage(1003, LogLevel.Warning, "The queue to the service is full; the session starts anew")]
    internal static partial void OutboundFull(this ILogger logger);

    [LoggerMessage(1004, LogLevel.Warning, "Turn {Turn} ended without an answer: {Reason}")]
    internal static partial void TurnSpoiled(this ILogger logger, int turn, string reason);

    [LoggerMessage(1005, LogLevel.Warning, "{File} is no usable prompt, another sound takes its place: {Reason}")]
    internal static partial void PromptUnusable(this ILogger logger, string file, string reason);
}
