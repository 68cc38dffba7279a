using System.Text.Json;
using CozeDevice.Options;
using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.Tests.Commands;

public sealed class ConfigCommandTests : IDisposable
{
    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Check_says_ok()
    {
        var run = await ProgramRun.OfAsync(["config", "check", "--set", "Coze:BotId=73"]);
        Assert.Equal(new(0, "the configuration is right\n", ""), run);
    }

    [Fact]
    public async Task Check_lists_every_error_and_ends_with_78()
    {
        var run = await ProgramRun.OfAsync(["config", "check", "--set", "Audio:Volum=1", "--set", "Audio:PreRollMs=900"]);
        Assert.Equal(78, run.ExitCode);
        Assert.Equal(3, run.Out.TrimEnd().Split('\n').Length);
    }

    [Fact]
    public async Task Check_as_json_has_place_key_and_problem()
    {
        var run = await ProgramRun.OfAsync(["config", "check", "--json"], new() { ["COZEDEVICE_Audio__Volum"] = "1" });

        using var json = JsonDocument.Parse(run.Out);
        Assert.Equal(78, run.ExitCode);
        Assert.False(json.RootElement.GetProperty("ok").GetBoolean());
        var error = json.RootElement.GetProperty("errors")[0];
        Assert.Equal("COZEDEVICE_Audio__Volum", error.GetProperty("origin").GetString());
        Assert.Equal("Audio:Volum", error.GetProperty("key").GetString());
        Assert.Contains("Audio:Volume", error.GetProperty("problem").GetString()!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_named_file_that_is_missing_ends_with_78()
    {
        var run = await ProgramRun.OfAsync(["config", "check", "--config", _directory["none.json"]]);
        Assert.Equal(78, run.ExitCode);
        Assert.Contains("does not exist", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Show_has_a_line_per_key_with_value_and_origin()
    {
        var run = await ProgramRun.OfAsync(["config", "show", "--set", "Coze:BotId=73"]);

        Assert.Equal(0, run.ExitCode);
        var lines = run.Out.TrimEnd().Split('\n');
        Assert.Equal(OptionCatalog.Keys.Count, lines.Length);
        Assert.Contains(lines, line => line.StartsWith("Coze:BotId ", StringComparison.Ordinal) && line.EndsWith("--set", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("70 on a hardware mixer, 100 in software", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Show_masks_secrets(bool asJson)
    {
        var file = _directory.Write("c.json", """{ "Coze": { "BotId": "73" }, "Auth": { "Token": "pat_0123456789abcdef" } }""");

        var run = await ProgramRun.OfAsync(["config", "show", "--config", file, .. asJson ? ["--json"] : Array.Empty<string>()]);

        Assert.Equal(0, run.ExitCode);
        Assert.DoesNotContain("pat_", run.Out, StringComparison.Ordinal);
        Assert.Contains("********", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Show_as_json_has_typed_values()
    {
        var run = await ProgramRun.OfAsync(["config", "show", "--json", "--set", "Coze:BotId=73"]);

        using var json = JsonDocument.Parse(run.Out);
        var values = json.RootElement.GetProperty("settings").EnumerateArray()
            .ToDictionary(s => s.GetProperty("key").GetString()!, s => s.GetProperty("value").ValueKind);
        Assert.Equal(JsonValueKind.Number, values["Audio:PreRollMs"]);
        Assert.Equal(JsonValueKind.True, values["Button:ActiveLow"]);
        Assert.Equal(JsonValueKind.String, values["Coze:BotId"]);
        Assert.Equal(JsonValueKind.Null, values["Audio:Volume"]);
    }

    [Fact]
    public async Task Show_still_shows_what_is_right_when_something_is_wrong()
    {
        var run = await ProgramRun.OfAsync(["config", "show"]);
        Assert.Equal(78, run.ExitCode);
        Assert.Contains("Audio:Codec", run.Out, StringComparison.Ordinal);
        Assert.Contains("Coze:BotId is missing", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_schema_is_json()
    {
        var run = await ProgramRun.OfAsync(["config", "schema"]);
        using var json = JsonDocument.Parse(run.Out);
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public async Task Boards_are_listed_with_what_they_are()
    {
        var run = await ProgramRun.OfAsync(["config", "boards"]);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains(run.Out.Split('\n'), line => line.StartsWith("respeaker-2mic ", StringComparison.Ordinal) && line.Contains("Seeed", StringComparison.Ordinal));

        using var json = JsonDocument.Parse((await ProgramRun.OfAsync(["config", "boards", "--json"])).Out);
        Assert.Contains(json.RootElement.EnumerateArray(), board => board.GetProperty("name").GetString() == "breadboard");
    }

    [Fact]
    public async Task Show_says_which_values_the_board_brought()
    {
        var run = await ProgramRun.OfAsync(["config", "show", "--board", "wm8960-hat", "--set", "Coze:BotId=73"]);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains(
            run.Out.Split('\n'),
            line => line.StartsWith("Audio:Capture ", StringComparison.Ordinal) && line.EndsWith("board wm8960-hat", StringComparison.Ordinal));
    }
}
