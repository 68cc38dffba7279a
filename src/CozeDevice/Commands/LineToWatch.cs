namespace CozeDevice.Commands;

/// <summary>Which line <c>gpio watch</c> looks at, and how it is wired.</summary>
/// <param name="Chip">Label or path, or null.</param>
/// <param name="Line">Name or offset.</param>
/// <param name="ActiveLow">Whether a pressed button pulls it down.</param>
/// <param name="Bias"><c>auto</c>, <c>up</c>, <c>down</c> or <c>off</c>.</param>
internal sealed record LineToWatch(string? Chip, string Line, bool ActiveLow, string Bias);
