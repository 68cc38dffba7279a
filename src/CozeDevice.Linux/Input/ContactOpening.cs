namespace CozeDevice.Linux.Input;

/// <summary>A contact as it was found.</summary>
/// <param name="Text">What was opened, for people.</param>
/// <param name="IsClosed">Whether the contact is closed already.</param>
internal readonly record struct ContactOpening(string Text, bool IsClosed);
