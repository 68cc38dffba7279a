namespace CozeDevice.Conversation;

/// <summary>What a tap does in push-to-talk (<c>Turn:Tap</c>).</summary>
public enum TapMode
{
    /// <summary>It only stops what is speaking.</summary>
    Stop,

    /// <summary>It also opens a turn, which a pause or another tap ends.</summary>
    Talk,
}
