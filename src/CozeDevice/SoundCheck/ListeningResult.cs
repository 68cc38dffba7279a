namespace CozeDevice.SoundCheck;

/// <summary>What came of listening.</summary>
/// <param name="Report">What the sound is like.</param>
/// <param name="Xruns">Times sound was lost because it was read too late.</param>
internal sealed record ListeningResult(SignalReport Report, int Xruns);
