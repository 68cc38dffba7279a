namespace CozeDevice.Simulator.Audio;

/// <summary><c>limit_config</c>: at most so many deltas in each window.</summary>
/// <param name="Period">The length of a window.</param>
/// <param name="MaxFrames">Deltas in one window.</param>
internal sealed record DeltaLimit(TimeSpan Period, int MaxFrames);
