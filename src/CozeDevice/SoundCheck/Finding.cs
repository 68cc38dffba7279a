namespace CozeDevice.SoundCheck;

/// <summary>One thing to say about a sound or a device.</summary>
/// <param name="Code">For scripts.</param>
/// <param name="Text">One line for people.</param>
/// <param name="IsFault">Whether the device cannot be used like this; otherwise it is worth knowing.</param>
internal sealed record Finding(string Code, string Text, bool IsFault);
