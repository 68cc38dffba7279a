using CozeDevice.Conversation;

namespace CozeDevice.Panel;

/// <summary>The times of gestures.</summary>
public static class GestureRules
{
    /// <summary>A shorter hold is a tap; the machine of the conversation says the same.</summary>
    public static readonly TimeSpan MinHold = TurnRules.MinHold;

    /// <summary>The longest time between two taps that belong together.</summary>
    public static readonly TimeSpan MaxGap = TimeSpan.FromMilliseconds(300);

    /// <summary>How long the hold behind a tap lasts until it is a gesture.</summary>
    public static readonly TimeSpan CompoundHold = TimeSpan.FromSeconds(5);

    /// <summary>Nobody holds a button longer: it is stuck.</summary>
    public static readonly TimeSpan StuckAfter = TurnRules.MaxHold;

    /// <summary>How long a button that repeats is held until it does.</summary>
    public static readonly TimeSpan RepeatAfter = TimeSpan.FromMilliseconds(500);

    /// <summary>How often it repeats then.</summary>
    public static readonly TimeSpan RepeatEvery = TimeSpan.FromMilliseconds(200);
}
