namespace CozeDevice.Panel;

/// <summary>What a double tap of the talk button does.</summary>
public enum DoubleTapAction
{
    /// <summary>Plays the last answer once more.</summary>
    Repeat,

    /// <summary>Lets the bot forget what was said.</summary>
    ClearContext,

    /// <summary>Nothing more than two taps.</summary>
    None,
}
