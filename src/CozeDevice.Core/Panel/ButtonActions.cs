using CozeDevice.Conversation;

namespace CozeDevice.Panel;

/// <summary>Gesture to command. Pure.</summary>
public static class ButtonActions
{
    private const int VolumeStep = 5;

    /// <summary>What a gesture asks of the device, or null.</summary>
    /// <param name="button">The button.</param>
    /// <param name="gesture">What it did.</param>
    /// <param name="source">Which of <see cref="Holders"/> it is.</param>
    /// <param name="timestamp">When the contact moved.</param>
    /// <param name="device">The device as it is.</param>
    /// <param name="wasIdle">Whether nothing was going on when the first tap of a gesture began. A tap that stops an answer, with
    /// speech behind it, is no gesture.</param>
    public static DeviceCommand? Of(
        ButtonSettings button, Gesture gesture, int source, long timestamp, DeviceSnapshot device, bool wasIdle) =>
        (button.Role, gesture) switch
        {
            (ButtonRole.Talk, Gesture.Press) => new PressCommand(source, timestamp),
            (ButtonRole.Talk, Gesture.Release) => new ReleaseCommand(source, timestamp),
            (ButtonRole.Talk, Gesture.DoubleTap) when wasIdle => button.DoubleTap switch
            {
                DoubleTapAction.Repeat => new RepeatCommand(),
                DoubleTapAction.ClearContext => new ClearContextCommand(),
                _ => null,
            },
            (ButtonRole.Talk, Gesture.TapHold) when wasIdle && button.TapHoldMutes => new MuteCommand(!device.Muted),
            (ButtonRole.Stop, Gesture.Press) => new CancelCommand(),
            (ButtonRole.Mute, Gesture.Press) => new MuteCommand(!device.Muted),
            (ButtonRole.VolumeUp, Gesture.Press or Gesture.Repeat) => new VolumeStepCommand(VolumeStep),
            (ButtonRole.VolumeDown, Gesture.Press or Gesture.Repeat) => new VolumeStepCommand(-VolumeStep),
            (ButtonRole.Say, Gesture.Press) => new SayCommand(button.Text),
            _ => null,
        };
}
