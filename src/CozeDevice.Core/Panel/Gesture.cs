namespace CozeDevice.Panel;

/// <summary>What one contact did, as far as it means something.</summary>
public enum Gesture
{
    /// <summary>It closed. Told at once, whatever it may become.</summary>
    Press,

    /// <summary>It opened, or is gone. Told at once; exactly one follows each <see cref="Press"/>.</summary>
    Release,

    /// <summary>It was closed for less than <see cref="GestureRules.MinHold"/>; told behind the release.</summary>
    Tap,

    /// <summary>The second of two taps that belong together; told behind its <see cref="Tap"/>.</summary>
    DoubleTap,

    /// <summary>Behind a tap it is held for <see cref="GestureRules.CompoundHold"/>; told while it is held.</summary>
    TapHold,

    /// <summary>It is still held; told again and again.</summary>
    Repeat,

    /// <summary>It is held for <see cref="GestureRules.StuckAfter"/>, or was held at the start: it means nothing until it opens.</summary>
    Stuck,

    /// <summary>It opened after it was stuck.</summary>
    Freed,
}
