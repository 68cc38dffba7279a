using CozeDevice.Conversation;

namespace CozeDevice.Options;

/// <summary>Section <c>Turn</c>.</summary>
internal sealed record TurnOptions
{
    /// <summary>Who decides when an utterance ends.</summary>
    public required TurnMode Mode { get; init; }

    /// <summary>How long the device rests before the context is forgotten; zero for never.</summary>
    public TimeSpan ClearAfterIdle { get; init; }
}
