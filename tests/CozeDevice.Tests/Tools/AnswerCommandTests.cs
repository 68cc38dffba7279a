using CozeDevice.Protocol;
using CozeDevice.Tools;
using Xunit;

namespace CozeDevice.Tests.Tools;

public sealed class AnswerCommandTests
{
    [Theory]
    [InlineData("""{"action":"volume_up"}""", "set_volume", """{"step":10}""")]
    [InlineData("""({"action":"volume_down"})""", "set_volume", """{"step":-10}""")]
    [InlineData("""（ {"action":"mute"} ）""", "mute", "{}")]
    [InlineData("```json\n{\"action\":\"stop\"}\n```", "stop", "{}")]
    [InlineData("""{"action":"set_volume","percent":40}""", "set_volume", """{"percent":40}""")]
    [InlineData("""{"tool":"fan","arguments":{"on":true}}""", "fan", """{"on":true}""")]
    [InlineData("""{"name":"fan","params":"{\"on\":true}"}""", "fan", """{"on":true}""")]
    [InlineData("""[{"command":"led_on"},]""", "set_led", """{"pattern":"on"}""")]
    public void A_command_is_a_call_of_a_tool(string answer, string tool, string arguments) =>
        Assert.Equal([new ToolCall("answer-0", "function", tool, arguments)], AnswerCommand.Read(answer));

    [Theory]
    [InlineData("It is ten past nine.")]
    [InlineData("")]
    [InlineData("(by the way)")]
    [InlineData("{}")]
    [InlineData("""{"action":5}""")]
    [InlineData("""{"action":"two words"}""")]
    [InlineData("""{"action":""")]
    [InlineData("""[{"action":"stop"},"and text"]""")]
    [InlineData("""I say {"action":"stop"}""")]
    [InlineData("((((((((((")]
    [InlineData("""{"action":"\ud800"}""")]
    [InlineData("""{"action":"fan","arguments":"\ud800"}""")]
    [InlineData("""{"action":"fan","on\udc00":1}""")]
    public void What_people_are_to_hear_is_no_command(string answer) => Assert.Empty(AnswerCommand.Read(answer));

    [Fact]
    public void What_is_nested_too_deep_or_too_long_is_no_command()
    {
        Assert.Empty(AnswerCommand.Read("{\"action\":\"x\",\"a\":" + new string('[', 100) + new string(']', 100) + "}"));
        Assert.Empty(AnswerCommand.Read("{\"action\":\"x\",\"a\":\"" + new string('a', 5_000) + "\"}"));
    }
}
