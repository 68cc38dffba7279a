using CozeDevice.Options;
using CozeDevice.Panel;
using Xunit;

namespace CozeDevice.Tests.Options;

public sealed class ButtonOptionsTests
{
    [Fact]
    public void One_button_talks_and_the_others_have_no_line_before_they_are_given_one()
    {
        DeviceOptions options = Right();

        Assert.Equal(["GPIO17", null, null, null], options.Buttons.Select(button => button.Line));
        Assert.Equal(
            [ButtonRole.Talk, ButtonRole.Stop, ButtonRole.VolumeUp, ButtonRole.VolumeDown],
            options.Buttons.Select(button => button.Role));
        Assert.Equal((DoubleTapAction.Repeat, true), (options.Gesture.DoubleTap, options.Gesture.TapHoldMutes));
        Assert.All(options.Buttons, button => Assert.Null(button.Input));
    }

    [Fact]
    public void A_button_is_wired_and_used_as_it_is_written()
    {
        ButtonOptions button = Right(
            "Button3:Line=5", "Button3:Chip=pinctrl-rp1", "Button3:ActiveLow=false", "Button3:Bias=off", "Button3:DebounceMs=20",
            "Button3:Role=say: good morning ", "Button3:Input=auto", "Button3:Key=BTN_0", "Button3:Grab=true").Buttons[2];

        Assert.Equal(("5", "pinctrl-rp1", false, ButtonBias.Off, 20), (button.Line, button.Chip, button.ActiveLow, button.Bias, button.DebounceMs));
        Assert.Equal((ButtonRole.Say, "good morning"), (button.Role, button.Text));
        Assert.Equal(("auto", (ushort)256, true), (button.Input, button.Key, button.Grab));
    }

    [Theory]
    [InlineData("Button:Role=stpo", "did you mean stop?")]
    [InlineData("Button:Role=say:", "say: and 1 to 1023 bytes")]
    [InlineData("Button2:Key=KEY_SPAEC", "did you mean KEY_SPACE?")]
    [InlineData("Button:Bias=sideways", "auto or up or down or off")]
    [InlineData("Gesture:DoubleTap=repaet", "repeat or clear_context or none")]
    [InlineData("Button5:Line=GPIO17", "did you mean Button:Line?")]
    public void What_is_wrong_is_answered_with_what_is_right(string set, string answer)
    {
        LoadedConfiguration loaded = Load(set);

        Assert.Contains(answer, Assert.Single(loaded.Errors).ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Button:DebounceMs=5", true)]
    [InlineData("Button:Line=GPIO17", true)]
    [InlineData("Button:Line=GPIO27", false)]
    [InlineData("Button:Chip=pinctrl-rp1", false)]
    public void Only_the_line_of_the_reference_board_may_be_missing_without_a_word_of_warning(string set, bool mayBeMissing) =>
        Assert.Equal(mayBeMissing, Right(set).Buttons[0].IsLineDefault);

    private static DeviceOptions Right(params string[] sets)
    {
        LoadedConfiguration loaded = Load(sets);
        Assert.Empty(loaded.Errors);
        return loaded.Options!;
    }

    private static LoadedConfiguration Load(params string[] sets) =>
        ConfigurationLoader.Load(new(null, ["Coze:BotId=73", .. sets], new Dictionary<string, string>()) { Directory = "/nonexistent" });
}
