using CozeDevice.Simulator.Scenarios;
using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.Tests.Simulator.Scenarios;

public sealed class ScenarioReaderTests
{
    [Theory]
    [InlineData("faults[0].do: is required", """{"faults":[{"at":"open"}]}""")]
    [InlineData("faults[0].do: must be one of", """{"faults":[{"at":"open","do":"explode"}]}""")]
    [InlineData("faults[0].at: is required", """{"faults":[{"do":"close"}]}""")]
    [InlineData("faults[0].at: must be \"open\" or the name of an event", """{"faults":[{"at":"conversation.chat.cancelled","do":"drop"}]}""")]
    [InlineData("faults[1].until: is required", """{"faults":[{"at":"open","do":"close"},{"at":"error","do":"hold"}]}""")]
    [InlineData("faults[0].until: is required", """{"faults":[{"at":"error","do":"hold","until":"chat.update"}]}""")]
    [InlineData("faults[0].do: cannot", """{"faults":[{"at":"open","do":"drop"}]}""")]
    [InlineData("faults[0].do: can be done only", """{"faults":[{"at":"chat.update","do":"duplicate"}]}""")]
    [InlineData("faults[0].ms: is required", """{"faults":[{"at":"error","do":"delay"}]}""")]
    [InlineData("faults[0].close: must be", """{"faults":[{"at":"open","do":"close","close":1006}]}""")]
    [InlineData("faults[0].close: must be an integer", """{"faults":[{"at":"open","do":"close","close":5000}]}""")]
    [InlineData("faults[0].connections: must be like", """{"faults":[{"at":"open","do":"close","connections":"3-1"}]}""")]
    [InlineData("faults[0].nht: unknown member", """{"faults":[{"at":"open","do":"close","nht":2}]}""")]
    [InlineData("faults: must be a list", """{"faults":"close"}""")]
    [InlineData("network[0].do: is required", "{\"network\":[{}]}")]
    [InlineData("network.do: must be one of", "{\"network\":{\"do\":\"cut\"}}")]
    [InlineData("network.ms: is required", "{\"network\":{\"do\":\"delay\"}}")]
    [InlineData("network.ms: is only for", "{\"network\":{\"do\":\"stall\",\"ms\":9}}")]
    [InlineData("network.bytes_per_second: is required", "{\"network\":{\"do\":\"bandwidth\"}}")]
    [InlineData("network.bytes: is only for", "{\"network\":{\"do\":\"reset\",\"bytes\":9}}")]
    [InlineData("network.for_ms: is only for", "{\"network\":{\"do\":\"half_open\",\"for_ms\":9}}")]
    [InlineData("network.do: refuse happens", "{\"network\":{\"do\":\"refuse\",\"after_ms\":9}}")]
    [InlineData("network.chance: must be an integer", "{\"network\":{\"do\":\"reset\",\"chance\":101}}")]
    [InlineData("network.direction: must be one of", "{\"network\":{\"do\":\"reset\",\"direction\":\"left\"}}")]
    [InlineData("refuse.status: is required", """{"refuse":{"code":4100}}""")]
    [InlineData("refuse.status: must be an integer", """{"refuse":{"status":200}}""")]
    [InlineData("replies[0].audio: must be one of", """{"replies":[{"audio":"song"}]}""")]
    [InlineData("replies[0].audio_file: is required", """{"replies":[{"audio":"file"}]}""")]
    [InlineData("replies[0].audio_file: must be a readable", """{"replies":[{"audio_file":"/no/such.wav"}]}""")]
    [InlineData("replies[0].failed.code: is required", """{"replies":[{"failed":{}}]}""")]
    [InlineData("replies[0].tools[0].name: is required", """{"replies":[{"tools":[{}]}]}""")]
    [InlineData("replies[0].tools[0].arguments: must be an object", """{"replies":[{"tools":[{"name":"f","arguments":"{}"}]}]}""")]
    [InlineData("replies[0].then.thinking_ms: must be an integer", """{"replies":[{"then":{"thinking_ms":-1}}]}""")]
    [InlineData("empty: must be one of", """{"empty":"nothing"}""")]
    [InlineData("idle_cancel: must be one of", """{"idle_cancel":true}""", "idle_cancel: must be a string")]
    [InlineData("the file: must be an object", "[]")]
    [InlineData("a text or a name has half a character", """{"prologue":"\ud800"}""")]
    [InlineData("line 2, column", "{\n  \"faults\" [] }")]
    public void A_slip_is_told_in_one_line_with_its_path(string expected, string json, string? instead = null)
    {
        ScenarioException exception = Assert.Throws<ScenarioException>(() => ScenarioCatalog.Parse(json));

        Assert.StartsWith(instead ?? expected, exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', exception.Message);
    }

    [Fact]
    public void Comments_and_trailing_commas_are_allowed()
    {
        Scenario scenario = ScenarioCatalog.Parse("{ // why\n \"prologue\": \"Hi\", }");

        Assert.Equal("Hi", scenario.Prologue);
    }

    [Fact]
    public void An_unknown_name_is_answered_with_the_known_ones()
    {
        ScenarioException exception = Assert.Throws<ScenarioException>(() => ScenarioCatalog.Load("parot"));

        Assert.Contains("parrot", exception.Message, StringComparison.Ordinal);
        Assert.Contains("reset-mid-reply", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_slip_in_a_file_names_the_file()
    {
        using TempDirectory directory = new();
        string file = Path.Combine(directory.Path, "mine.json");
        File.WriteAllText(file, """{"empty":"x"}""");

        ScenarioException exception = Assert.Throws<ScenarioException>(() => ScenarioCatalog.Load(file));

        Assert.StartsWith($"{file}: empty: must be one of", exception.Message, StringComparison.Ordinal);
    }
}
