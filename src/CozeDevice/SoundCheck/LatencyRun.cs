namespace CozeDevice.SoundCheck;

/// <summary>One click.</summary>
/// <param name="RoundTripMs">From its write to its arrival in the microphone's stream, or null if it was not heard.</param>
/// <param name="ReportedMs">What the speaker said was still waiting in front of it when it was written.</param>
/// <param name="Strength">How well it was recognised, 0 to 1.</param>
internal readonly record struct LatencyRun(double? RoundTripMs, double ReportedMs, double Strength);
