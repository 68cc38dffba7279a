namespace CozeDevice.SoundCheck;

/// <summary>How the microphone did.</summary>
/// <param name="Device">Its configured name.</param>
/// <param name="Problem">Why it cannot be used, one line, or null.</param>
/// <param name="Report">What it recorded, or null if it recorded nothing.</param>
/// <param name="WasHeard">What the person said about the recording, or null if nobody was asked.</param>
internal sealed record MicrophoneResult(string Device, string? Problem, SignalReport? Report, bool? WasHeard);
