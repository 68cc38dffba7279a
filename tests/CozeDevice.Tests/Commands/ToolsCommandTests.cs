using System.Text.Json;
using Xunit;

namespace CozeDevice.Tests.Commands;

public sealed class ToolsCommandTests
{
    private const string Fan =
        """Tools:User={ "fan": { "description": "The fan.", "command": ["/bin/cat"], "parameters": { "on": { "type": "boolean", "required": true } } } }""";

    [Fact]
    public async Task List_shows_what_is_built_in_and_what_is_configured()
    {
        var run = await ProgramRun.OfAsync(["tools", "list", "--set", Fan]);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("set_volume  Sets the volume", run.Out, StringComparison.Ordinal);
        Assert.Contains("    percent (integer 0 to 100)", run.Out, StringComparison.Ordinal);
        Assert.Contains("fan  The fan.\n    on (boolean, required)", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_as_json_is_the_definition_of_a_function_for_each_tool()
    {
        var run = await ProgramRun.OfAsync(["tools", "list", "--json", "--set", Fan, "--set", "Tools:Allow=fan, set_led"]);

        using var json = JsonDocument.Parse(run.Out);
        Assert.Equal(["set_led", "fan"], json.RootElement.EnumerateArray().Select(tool => tool.GetProperty("function").GetProperty("name").GetString()));
        var fan = json.RootElement[1].GetProperty("function").GetProperty("parameters");
        Assert.Equal("boolean", fan.GetProperty("properties").GetProperty("on").GetProperty("type").GetString());
        Assert.Equal("on", fan.GetProperty("required")[0].GetString());
    }

    [Fact]
    public async Task Call_runs_a_tool_of_your_own_without_an_agent() =>
        Assert.Equal(new(0, "{\"on\":true}\n", ""), await ProgramRun.OfAsync(["tools", "call", "fan", "{\"on\":true}", "--set", Fan]));

    [Theory]
    [InlineData("""{"on":5}""", "on should be true or false")]
    [InlineData("on", "not a JSON object")]
    public async Task Call_with_wrong_arguments_says_what_would_be_right_and_ends_with_1(string arguments, string says)
    {
        var run = await ProgramRun.OfAsync(["tools", "call", "fan", arguments, "--set", Fan]);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(says, run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_of_what_is_no_tool_names_those_there_are_and_ends_with_2()
    {
        var run = await ProgramRun.OfAsync(["tools", "call", "oven", "--set", Fan]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("\"oven\" is no tool of this device; there is set_volume,", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_of_a_built_in_tool_without_an_agent_ends_with_4() => Assert.Equal(
        4, (await ProgramRun.OfAsync(["tools", "call", "get_volume", "--set", "Control:Socket=/nonexistent/control.sock"])).ExitCode);

    [Theory]
    [InlineData("""Tools:User={ "fan": { "description": "x", "command": ["fan"] } }""", "Tools:User \"fan\" should name its program by the whole path")]
    [InlineData("Tools:Allow=set_volum", "Tools:Allow names \"set_volum\", which is no tool; did you mean set_volume?")]
    public async Task A_wrong_configuration_ends_with_78(string set, string says)
    {
        var run = await ProgramRun.OfAsync(["tools", "list", "--set", set]);

        Assert.Equal(78, run.ExitCode);
        Assert.Contains(says, run.Error, StringComparison.Ordinal);
    }
}
