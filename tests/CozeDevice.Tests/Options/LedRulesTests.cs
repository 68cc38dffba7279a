using CozeDevice.Options;
using Xunit;

namespace CozeDevice.Tests.Options;

public sealed class LedRulesTests
{
    [Theory]
    [InlineData("Led:Kind=gpio")]
    [InlineData("Led:Kind=rgb", "Led:LineRed=GPIO5", "Led:LineGreen=GPIO6", "Led:LineBlue=GPIO13", "Led:ActiveLow=true")]
    [InlineData("Led:Kind=sysfs")]
    [InlineData("Led:Kind=sysfs", "Led:Name=ktd202x:led1, ktd202x:led2, ktd202x:led3")]
    [InlineData("Led:Kind=pwm", "Led:Chip=pwmchip2", "Led:Channel=0,1,2")]
    [InlineData("Led:Kind=apa102", "Led:Device=/dev/spidev1.0", "Led:Count=300", "Led:PowerLine=GPIO5")]
    [InlineData("Led:Kind=WS2812", "Led:Brightness=1", "Led:Ready=20")]
    [InlineData("Led:Kind=none", "Led:Line=GPIO17")] // not used, so no contradiction
    [InlineData("Led:Kind=sysfs", "Led:Line=GPIO17")]
    [InlineData("Led:Line=GPIO17", "Button:Line=none")]
    [InlineData("Led:Line=17", "Led:Chip=gpiochip1", "Button:Line=17", "Button:Chip=gpiochip0")]
    public void Right_combinations_are_taken(params string[] sets) => Assert.Empty(Load(sets).Errors);

    [Theory]
    [InlineData("Led:LineRed", "Led:LineRed is missing; Led:Kind rgb needs a line for each colour", "Led:Kind=rgb", "Led:LineGreen=GPIO6", "Led:LineBlue=GPIO13")]
    [InlineData("Led:LineBlue", "is GPIO5, as Led:LineRed is; each colour needs a line of its own", "Led:Kind=rgb", "Led:LineRed=GPIO5", "Led:LineGreen=GPIO6", "Led:LineBlue=GPIO5")]
    [InlineData("Led:Line", "is GPIO17, the line of Button; an LED needs one of its own", "Led:Line=GPIO17")]
    [InlineData("Led:LineGreen", "the line of Button", "Led:Kind=rgb", "Led:LineRed=GPIO5", "Led:LineGreen=GPIO17", "Led:LineBlue=GPIO6")]
    [InlineData("Led:Line", "is GPIO6, the line of Button3", "Led:Line=GPIO6", "Button3:Line=GPIO6")]
    [InlineData("Led:PowerLine", "the line of Button", "Led:Kind=apa102", "Led:PowerLine=GPIO17")]
    [InlineData("Led:Chip", "for example pwmchip0", "Led:Kind=pwm", "Led:Chip=/sys/class/pwm/pwmchip0")]
    [InlineData("Led:Name", "names 2 LEDs; it should be one, or three", "Led:Name=a,b")]
    [InlineData("Led:Name", "without a slash", "Led:Name=../../etc")]
    [InlineData("Led:Channel", "names 4 channels", "Led:Channel=0,1,2,3")]
    [InlineData("Led:Channel", "a number from 0 to 63", "Led:Channel=-1")]
    [InlineData("Led:Device", "for example /dev/spidev0.0", "Led:Device=spidev0.0")]
    [InlineData("Led:Count", "from 1 to 300", "Led:Count=0")]
    [InlineData("Led:Brightness", "from 1 to 100", "Led:Brightness=0")]
    [InlineData("Led:Ready", "from 0 to 20", "Led:Ready=50")]
    public void A_contradiction_is_named_with_what_would_be_right(string key, string hint, params string[] sets)
    {
        ConfigurationError error = Assert.Single(Load(sets).Errors);
        Assert.Equal(key, error.Key);
        Assert.Contains(hint, error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Three_missing_lines_are_three_errors() => Assert.Equal(
        ["Led:LineRed", "Led:LineGreen", "Led:LineBlue"], Load("Led:Kind=rgb").Errors.Select(error => error.Key));

    [Fact]
    public void The_LED_can_be_built_without_a_bot_but_not_when_it_is_wrong_itself()
    {
        LoadedConfiguration loaded = ConfigurationLoader.Load(new(null, ["Led:Kind=apa102", "Led:Count=3"], Empty) { Directory = "/nonexistent" });
        Assert.Null(loaded.Options);
        LedOptions options = LedBinder.Alone(loaded, out var none)!;
        Assert.Empty(none);
        Assert.Equal((LedKind.Apa102, 3, "/dev/spidev0.0"), (options.Kind, options.Count, options.Device));

        loaded = ConfigurationLoader.Load(new(null, ["Led:Count=0", "Audio:Volume=900"], Empty) { Directory = "/nonexistent" });
        Assert.Null(LedBinder.Alone(loaded, out var errors));
        Assert.Equal("Led:Count", Assert.Single(errors).Key);
    }

    private static IReadOnlyDictionary<string, string> Empty { get; } = new Dictionary<string, string>();

    private static LoadedConfiguration Load(params string[] sets) =>
        ConfigurationLoader.Load(new(null, ["Coze:BotId=73", .. sets], Empty) { Directory = "/nonexistent" });
}
