namespace CozeDevice.SoundCheck;

/// <summary>Something that is wrong, and what may help.</summary>
/// <param name="Finding">What is wrong.</param>
/// <param name="Lines">What to try, the likeliest first; may be empty.</param>
internal sealed record Remedy(Finding Finding, IReadOnlyList<string> Lines);
