namespace CozeDevice.SoundCheck;

/// <summary>How the speaker did.</summary>
/// <param name="Device">Its configured name.</param>
/// <param name="Problem">Why it cannot be used, one line, or null.</param>
/// <param name="WasHeard">What the person said, or null if nobody was asked.</param>
internal sealed record SpeakerResult(string Device, string? Problem, bool? WasHeard);
