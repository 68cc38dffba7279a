namespace CozeDevice.SoundCheck;

/// <summary>Where a click was found.</summary>
/// <param name="Position">Index of its first sample in what was heard.</param>
/// <param name="Strength">How alike the two are: 1 is the click and nothing else.</param>
internal readonly record struct ClickMatch(int Position, double Strength);
