namespace CozeDevice.Panel;

/// <summary>One button: what it is for.</summary>
/// <param name="Name">What people call it, <c>GPIO17</c>.</param>
/// <param name="Role">What it is for.</param>
/// <param name="Text">What it says, for <see cref="ButtonRole.Say"/>.</param>
/// <param name="DoubleTap">What a double tap does, for <see cref="ButtonRole.Talk"/>.</param>
/// <param name="TapHoldMutes">Whether a tap with a hold behind it mutes and unmutes, for <see cref="ButtonRole.Talk"/>.</param>
public sealed record ButtonSettings(
    string Name,
    ButtonRole Role,
    string Text = "",
    DoubleTapAction DoubleTap = DoubleTapAction.None,
    bool TapHoldMutes = false)
{
    /// <summary>Whether a hold repeats.</summary>
    public bool Repeats => Role is ButtonRole.VolumeUp or ButtonRole.VolumeDown;
}
