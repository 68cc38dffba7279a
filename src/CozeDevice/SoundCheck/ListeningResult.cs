namespace CozeDevice.SoundCheck;

/// <summary>What came of listening.</summary>
/// <param name="Report">What the sound is like.</param>
/// <param name="Xruns">Times sound was lost because it was read too late.</param>
/// <param name="LostMs">How much was lost then, in milliseconds, as far as the device knows.</param>
internal sealed record ListeningResult(SignalReport Report, int Xruns, long LostMs);
