namespace CozeDevice.Audio;

/// <summary>What an echo canceller knows.</summary>
/// <param name="State">How far it is.</param>
/// <param name="DelayMs">From the speaker's device to the microphone's, in milliseconds, or null if not found yet.</param>
/// <param name="DriftPpm">How much faster the speaker's clock runs, in parts per million, or null if not known to 5 ppm yet.</param>
/// <param name="AttenuationDb">How much quieter the last second of the own voice became (ERLE), or null before the first.</param>
/// <param name="Alignments">Times the time lines were compared: once at the start, and after each break.</param>
/// <param name="Resets">Times the filter had to forget the room.</param>
public readonly record struct EchoStatus(
    EchoState State, double? DelayMs, double? DriftPpm, double? AttenuationDb, int Alignments, int Resets);
