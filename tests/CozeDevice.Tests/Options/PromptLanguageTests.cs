using CozeDevice.Options;
using Xunit;

namespace CozeDevice.Tests.Options;

public sealed class PromptLanguageTests
{
    [Theory]
    [InlineData("", "en")]
    [InlineData("LANG=C.UTF-8", "en")]
    [InlineData("LANG=zh_CN.UTF-8", "zh")]
    [InlineData("LANG=zh_TW", "zh")]
    [InlineData("LANG=de_DE.UTF-8", "en")]
    [InlineData("LANG=zh_CN.UTF-8 LC_MESSAGES=en_US.UTF-8", "en")]
    [InlineData("LANG=en_US.UTF-8 LC_ALL=zh_CN.UTF-8", "zh")]
    [InlineData("LANG=zh_CN.UTF-8 LC_ALL=", "zh")]
    public void The_language_is_the_one_of_the_system_if_it_is_ours(string environment, string language) =>
        Assert.Equal(language, Load(environment).Prompts.Language);

    [Fact]
    public void A_configured_language_wins()
    {
        Assert.Equal("en", Load("LANG=zh_CN.UTF-8", "Prompts:Language=en").Prompts.Language);
        Assert.Equal("/etc/cozedevice/prompts", Load("").Prompts.Directory);
    }

    private static DeviceOptions Load(string environment, params string[] sets)
    {
        var variables = environment.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);
        var loaded = ConfigurationLoader.Load(new ConfigurationRequest(null, ["Coze:BotId=1", .. sets], variables)
        {
            Directory = "/nonexistent",
        });
        Assert.Empty(loaded.Errors);
        return loaded.Options!;
    }
}
