using CozeDevice.Tools;
using Xunit;

namespace CozeDevice.Tests.Tools;

public sealed class UserToolReaderTests
{
    [Fact]
    public void A_program_and_an_address_are_read_with_their_parameters()
    {
        IReadOnlyList<UserTool> tools = UserToolReader.Read("""
            { "fan": { "description": "The fan.", "command": ["/usr/bin/fan", "--set"], "timeout_ms": 1500,
                       "parameters": { "speed": { "type": "integer", "description": "How fast.", "required": true, "minimum": 0, "maximum": 3 } } },
              "lamp": { "description": "The lamp.", "url": "http://127.0.0.1:8080/lamp",
                        "parameters": { "colour": { "type": "string", "enum": ["red", "blue"] } } } }
            """);

        Assert.Equal(["fan", "lamp"], tools.Select(tool => tool.Definition.Name));
        Assert.Equal(["/usr/bin/fan", "--set"], tools[0].Command);
        Assert.Equal(TimeSpan.FromSeconds(1.5), tools[0].Limit);
        Assert.Equal(new ToolParameter("speed", ToolType.Whole, "How fast.", true) { Least = 0, Most = 3, Choices = tools[0].Definition.Parameters[0].Choices }, tools[0].Definition.Parameters[0]);
        Assert.Equal(new Uri("http://127.0.0.1:8080/lamp"), tools[1].Url);
        Assert.Equal(["red", "blue"], tools[1].Definition.Parameters[0].Choices);
    }

    [Theory]
    [InlineData("""{ "a b": {} }""", "should be named")]
    [InlineData("""{ "stop": { "description": "x", "command": ["/a"] } }""", "built-in")]
    [InlineData("""{ "a": 5 }""", "should be an object")]
    [InlineData("""{ "a": { "command": ["/a"] } }""", "no description")]
    [InlineData("""{ "a": { "description": "x" } }""", "either a command or a url")]
    [InlineData("""{ "a": { "description": "x", "command": ["/a"], "url": "http://localhost/" } }""", "either a command or a url")]
    [InlineData("""{ "a": { "description": "x", "command": "rm -rf /" } }""", "no list of words")]
    [InlineData("""{ "a": { "description": "x", "command": ["fan"] } }""", "whole path")]
    [InlineData("""{ "a": { "description": "x", "url": "http://example.com/" } }""", "should call this machine")]
    [InlineData("""{ "a": { "description": "x", "url": "file:///etc/passwd" } }""", "should call this machine")]
    [InlineData("""{ "a": { "description": "x", "command": ["/a"], "timeout_ms": 6000 } }""", "100 to 5000")]
    [InlineData("""{ "a": { "description": "x", "command": ["/a"], "tiemout_ms": 6 } }""", "did you mean timeout_ms?")]
    [InlineData("""{ "a": { "description": "x", "command": ["/a"], "parameters": { "p": { "type": "int" } } } }""", "a.p\" has a type that should be string, integer")]
    [InlineData("""{ "a": { "description": "x", "command": ["/a"], "parameters": ["p"] } }""", "parameters that should be an object")]
    public void What_is_wrong_is_said_with_the_name_of_the_tool(string json, string says) =>
        Assert.Contains(says, UserToolReader.Check(json), StringComparison.Ordinal);
}
