using CozeDevice.Audio;
using CozeDevice.Conversation;

namespace CozeDevice.Options;

/// <summary>Section <c>Turn</c>.</summary>
internal sealed record TurnOptions
{
    /// <summary>Who decides when an utterance ends.</summary>
    public required TurnMode Mode { get; init; }

    /// <summary>How long the device rests before the context is forgotten; zero for never.</summary>
    public TimeSpan ClearAfterIdle { get; init; }

    /// <summary>Whether a hands-free device may listen while it speaks.</summary>
    public HalfDuplexMode HalfDuplex { get; init; }

    /// <summary>What a tap does in push-to-talk.</summary>
    public TapMode Tap { get; init; }

    /// <summary>The pause that ends an utterance which no button marks, in milliseconds.</summary>
    public int EndPauseMs { get; init; }

    /// <summary>How long the device listens once more behind an answer; zero for never.</summary>
    public TimeSpan FollowUp { get; init; }

    /// <summary>Whether the end of an utterance must be found here.</summary>
    public bool FindsEnds => Mode == TurnMode.PushToTalk && (Tap == TapMode.Talk || FollowUp > TimeSpan.Zero);
}
