namespace CozeDevice.State;

/// <summary>What the device remembers over a restart.</summary>
internal sealed record StoredState
{
    /// <summary>Nothing remembered.</summary>
    public static StoredState Empty { get; } = new();

    /// <summary>0 to 100, or null when it was never set by hand.</summary>
    public int? Volume { get; init; }

    /// <summary>Whether the microphone was muted, or null when that was never set.</summary>
    public bool? Muted { get; init; }

    /// <summary>The conversation to go on with, or null.</summary>
    public string? ConversationId { get; init; }
}
