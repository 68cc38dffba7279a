namespace CozeDevice.Conversation;

/// <summary>The result of one step: the next state and what to do, in order.</summary>
/// <param name="State">The next state.</param>
/// <param name="Effects">What to do.</param>
public readonly record struct Transition(DeviceState State, IReadOnlyList<Effect> Effects)
{
    /// <summary>No change, nothing to do.</summary>
    public static Transition Stay(DeviceState state) => new(state, []);
}
