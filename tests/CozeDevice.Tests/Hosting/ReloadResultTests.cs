using CozeDevice.Hosting;
using Xunit;

namespace CozeDevice.Tests.Hosting;

public sealed class ReloadResultTests
{
    [Fact]
    public void What_is_written_is_read_back()
    {
        ReloadResult read = ReloadResult.Read(new ReloadResult(["Audio:Volume"], ["Coze:BotId", "Led:Kind"]).ToJson());

        Assert.Equal(["Audio:Volume"], read.Applied);
        Assert.Equal(["Coze:BotId", "Led:Kind"], read.NeedRestart);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("[]")]
    [InlineData("""{"applied":7,"need_restart":{}}""")]
    [InlineData("""{"applied":[7,null],"need_restart":["\ud800"]}""")]
    [InlineData("""{"\ud800":[]}""")]
    public void What_is_no_name_is_skipped(string? json) => Assert.Equal("nothing has changed", ReloadResult.Read(json).ToString());
}
