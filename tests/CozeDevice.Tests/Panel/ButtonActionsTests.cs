using CozeDevice.Conversation;
using CozeDevice.Panel;
using Xunit;

namespace CozeDevice.Tests.Panel;

public sealed class ButtonActionsTests
{
    private const int Source = 3;
    private const long Stamp = 77;

    [Fact]
    public void The_talk_button_presses_with_its_source_and_the_time_of_the_contact()
    {
        Assert.Equal(new PressCommand(Source, Stamp), Do(ButtonRole.Talk, Gesture.Press));
        Assert.Equal(new ReleaseCommand(Source, Stamp), Do(ButtonRole.Talk, Gesture.Release));
    }

    [Fact]
    public void A_double_tap_does_what_is_configured()
    {
        Assert.Equal(new RepeatCommand(), Do(ButtonRole.Talk, Gesture.DoubleTap, doubleTap: DoubleTapAction.Repeat));
        Assert.Equal(new ClearContextCommand(), Do(ButtonRole.Talk, Gesture.DoubleTap, doubleTap: DoubleTapAction.ClearContext));
        Assert.Null(Do(ButtonRole.Talk, Gesture.DoubleTap));
    }

    [Fact]
    public void Taps_that_stop_an_answer_are_no_gesture()
    {
        Assert.Null(Do(ButtonRole.Talk, Gesture.DoubleTap, doubleTap: DoubleTapAction.Repeat, wasIdle: false));
        Assert.Null(Do(ButtonRole.Talk, Gesture.TapHold, wasIdle: false));
    }

    [Fact]
    public void Mute_is_toggled()
    {
        Assert.Equal(new MuteCommand(true), Do(ButtonRole.Talk, Gesture.TapHold));
        Assert.Equal(new MuteCommand(false), Do(ButtonRole.Talk, Gesture.TapHold, muted: true));
        Assert.Equal(new MuteCommand(true), Do(ButtonRole.Mute, Gesture.Press));
        Assert.Equal(new MuteCommand(false), Do(ButtonRole.Mute, Gesture.Press, muted: true));
        Assert.Null(Do(ButtonRole.Mute, Gesture.Release));
    }

    [Theory]
    [InlineData(ButtonRole.VolumeUp, 5)]
    [InlineData(ButtonRole.VolumeDown, -5)]
    public void Volume_goes_by_five_and_again_while_held(ButtonRole role, int step)
    {
        Assert.Equal(new VolumeStepCommand(step), Do(role, Gesture.Press));
        Assert.Equal(new VolumeStepCommand(step), Do(role, Gesture.Repeat));
        Assert.Null(Do(role, Gesture.Release));
    }

    [Fact]
    public void Stop_cancels_and_say_says()
    {
        Assert.Equal(new CancelCommand(), Do(ButtonRole.Stop, Gesture.Press));
        Assert.Equal(new SayCommand("hello"), Do(ButtonRole.Say, Gesture.Press));
    }

    private static DeviceCommand? Do(
        ButtonRole role,
        Gesture gesture,
        bool muted = false,
        bool wasIdle = true,
        DoubleTapAction doubleTap = DoubleTapAction.None) => ButtonActions.Of(
            new ButtonSettings("GPIO17", role, "hello", doubleTap, TapHoldMutes: true), gesture, Source, Stamp,
            new DeviceSnapshot(
                new("online", null, 0), new("ready", 3, null), new("ready", "#000000"), 70, muted, [],
                new(new Dictionary<string, long>(), new Dictionary<string, double>())),
            wasIdle);
}
