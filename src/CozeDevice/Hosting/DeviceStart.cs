namespace CozeDevice.Hosting;

/// <summary>What was remembered from the last run, or configured.</summary>
/// <param name="Volume">0 to 100, or null for the default of whatever carries the volume.</param>
/// <param name="Muted">Whether the microphone starts muted.</param>
/// <param name="ConversationId">The conversation of the last run, or null. A configured one wins.</param>
internal sealed record DeviceStart(int? Volume, bool Muted, string? ConversationId = null);
