namespace CozeDevice.Conversation;

/// <summary>What the machine is told once.</summary>
/// <param name="Mode">Who marks the end of an utterance.</param>
/// <param name="PromptLength">How long each local sound is.</param>
public sealed record MachineSettings(TurnMode Mode, Func<PromptReason, TimeSpan> PromptLength)
{
    /// <summary>How long the device rests before the context is forgotten; zero for never.</summary>
    public TimeSpan ClearAfterIdle { get; init; }

    /// <summary>What a tap does; of push-to-talk alone.</summary>
    public TapMode Tap { get; init; }

    /// <summary>How long the device listens once more behind an answer; zero for never. Of push-to-talk alone.</summary>
    public TimeSpan FollowUp { get; init; }
}
