using CozeDevice.Panel;

namespace CozeDevice.Options;

/// <summary>Section <c>Gesture</c>: what the talk button means beyond a press.</summary>
internal sealed record GestureOptions
{
    /// <summary>What a double tap does.</summary>
    public required DoubleTapAction DoubleTap { get; init; }

    /// <summary>Whether a tap with a hold of 5 s behind it mutes and unmutes.</summary>
    public required bool TapHoldMutes { get; init; }
}
