namespace CozeDevice.Options;

/// <summary>A board whose wiring is known: values that stand between the defaults and what people write.</summary>
/// <param name="Name">As it is written: <c>respeaker-2mic</c>.</param>
/// <param name="Title">What it is, for people.</param>
/// <param name="File">Where it is described.</param>
/// <param name="Settings">Its values.</param>
internal sealed record BoardProfile(string Name, string Title, string File, IReadOnlyList<Setting> Settings);
