namespace CozeDevice.Panel;

/// <summary>What <see cref="GestureMachine"/> knows of one contact.</summary>
/// <remarks>Times are monotonic.</remarks>
public readonly record struct GestureState
{
    /// <summary>The last time told: nothing happens before it.</summary>
    public TimeSpan Now { get; init; }

    /// <summary>Whether it is closed.</summary>
    public bool IsDown { get; init; }

    /// <summary>Whether the press was told, so that a release is owed.</summary>
    public bool IsTold { get; init; }

    /// <summary>Whether it is stuck.</summary>
    public bool IsStuck { get; init; }

    /// <summary>When it closed.</summary>
    public TimeSpan DownAt { get; init; }

    /// <summary>When a tap ended that the next press may belong to, or null.</summary>
    public TimeSpan? TapAt { get; init; }

    /// <summary>Whether the press that is held follows a tap closely.</summary>
    public bool IsBehindTap { get; init; }

    /// <summary>When the compound gesture is due, or null.</summary>
    public TimeSpan? CompoundDue { get; init; }

    /// <summary>When the next repetition is due, or null.</summary>
    public TimeSpan? RepeatDue { get; init; }

    /// <summary>When the button is stuck, or null.</summary>
    public TimeSpan? StuckDue { get; init; }

    /// <summary>When the machine must be stepped even if the contact does not move, or null: nothing runs while nobody presses.</summary>
    public TimeSpan? Due => Least(Least(CompoundDue, RepeatDue), StuckDue);

    private static TimeSpan? Least(TimeSpan? a, TimeSpan? b) => a is null || b < a ? b : a;
}
