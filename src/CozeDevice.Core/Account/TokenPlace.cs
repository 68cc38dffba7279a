namespace CozeDevice.Account;

/// <summary>A place that gives a token, without the token.</summary>
/// <param name="Name">As people name it.</param>
/// <param name="Kind">The kind of the token, for scripts and people; null where it is made on demand.</param>
/// <param name="Problem">What is wrong with the place, or null.</param>
public sealed record TokenPlace(string Name, (string Word, string Name)? Kind, string? Problem);
