using System.Text.Json;
using CozeDevice.Conversation;
using CozeDevice.Simulator.Recording;
using CozeDevice.Simulator.Scenarios;
using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.Tests.EndToEnd;

/// <summary>Tools in whole turns: the service asks, the device does it and answers, and the turn goes on.</summary>
public sealed class ToolTurnTests
{
    private const string Submit = "conversation.chat.submit_tool_outputs";
    private const string Hang = """Tools:User={ "hang": { "description": "x", "command": ["/bin/sleep", "1000"], "timeout_ms": 400 } }""";

    [Fact]
    public async Task All_calls_of_one_event_are_answered_in_one_message_and_the_device_did_what_was_asked()
    {
        await using DeviceRig rig = await StartAsync(
            new ToolCall("set_volume", """{"percent":40}"""), new ToolCall("get_volume", "{}"), new ToolCall("set_led", """{"pattern":"blue"}"""),
            new ToolCall("get_status", "{}"), new ToolCall("get_time", "{}"), new ToolCall("get_time", "{}"),
            new ToolCall("say_later", """{"text":"tea","seconds":86400}"""), new ToolCall("oven", "{}"), new ToolCall("set_volume", """{"percent":101}"""), new ToolCall("hang", "{}"));

        await rig.HoldAsync(40);
        await rig.UntilTurnAsync("acting", turn: 1);
        await rig.UntilTurnAsync("speaking", turn: 1);
        await rig.UntilTurnAsync("ready", turn: 1);

        UplinkRecord submit = Assert.Single(rig.Simulator.Record.Connections[0].Uplink, uplink => uplink.Type == Submit);
        string[] outputs = [.. submit.Message.GetProperty("data").GetProperty("tool_outputs").EnumerateArray()
            .Select(static output => output.GetProperty("output").GetString()!)];
        Assert.Equal(10, outputs.Length);
        Assert.Equal("""{"percent":40,"max_percent":100,"muted":false}""", outputs[1]);
        Assert.Equal("""{"ok":true}""", outputs[2]);
        Assert.Contains("\"texts_waiting\":0", outputs[3], StringComparison.Ordinal);
        Assert.Contains("\"unix\":", outputs[4], StringComparison.Ordinal);
        Assert.Equal("""{"error":"unknown_tool"}""", outputs[7]);
        Assert.Contains("from 0 to 100", outputs[8], StringComparison.Ordinal);
        Assert.Contains("longer than 0.4 s", outputs[9], StringComparison.Ordinal);
        Assert.Equal(7, rig.Events.OfType<ToolEvent>().Count(static ran => ran.Ok));
        DeviceSnapshot now = rig.Device.Loop.Snapshot();
        Assert.Equal((40, "blue"), (now.Volume, now.Led.Pattern));
    }

    [Fact]
    public async Task A_hundred_calls_in_one_event_are_a_hundred_results()
    {
        await using DeviceRig rig = await StartAsync([.. Enumerable.Range(0, 100).Select(static i => new ToolCall("set_volume", $$"""{"percent":{{i}}}"""))]);

        await rig.HoldAsync(40);
        await rig.UntilTurnAsync("ready", turn: 1);

        UplinkRecord submit = Assert.Single(rig.Simulator.Record.Connections[0].Uplink, uplink => uplink.Type == Submit);
        Assert.Equal(100, submit.Message.GetProperty("data").GetProperty("tool_outputs").GetArrayLength());
        Assert.Equal(99, rig.Device.Loop.Snapshot().Volume);
    }

    [Fact]
    public async Task A_press_while_a_tool_hangs_listens_at_once_and_nothing_is_submitted_for_the_old_turn()
    {
        await using DeviceRig rig = await StartAsync(new ToolCall("hang", "{}"));
        await rig.HoldAsync(40);
        await rig.UntilTurnAsync("acting", turn: 1);

        await rig.CommandAsync(new PressCommand());
        await rig.UntilTurnAsync("listening", turn: 2);
        await rig.UntilAsync<ToolEvent>(static ran => ran.Name == "hang");
        await rig.CommandAsync(new CancelCommand());
        await rig.Simulator.Record.Connections[0].WaitForUplinkAsync("conversation.chat.cancel").Within(DeviceRig.Limit);

        Assert.DoesNotContain(rig.Simulator.Record.Connections[0].Uplink, uplink => uplink.Type == Submit);
    }

    [Fact]
    public async Task The_tool_that_stops_is_answered_and_then_nothing_more_is_heard()
    {
        await using DeviceRig rig = await StartAsync(new ToolCall("stop", "{}"));

        await rig.HoldAsync(40);
        await rig.UntilTurnAsync("acting", turn: 1);
        await rig.UntilAsync<TurnEvent>(static moved => moved.Turn.State == "ready");

        await rig.Simulator.Record.Connections[0].WaitForUplinkAsync("conversation.chat.cancel").Within(DeviceRig.Limit);
        Assert.Single(rig.Simulator.Record.Connections[0].Uplink, uplink => uplink.Type == Submit);
        Assert.DoesNotContain(rig.Events.OfType<TurnEvent>(), static moved => moved.Turn.State == "speaking");
    }

    [Fact]
    public async Task A_question_of_a_workflow_is_left_alone_and_the_other_calls_are_answered()
    {
        await using DeviceRig rig = await StartAsync(
            new ToolCall("q", "{}", "reply_message"), new ToolCall("get_volume", "{}"));

        await rig.HoldAsync(40);
        await rig.UntilTurnAsync("ready", turn: 1);

        UplinkRecord submit = Assert.Single(rig.Simulator.Record.Connections[0].Uplink, uplink => uplink.Type == Submit);
        Assert.Equal(1, submit.Message.GetProperty("data").GetProperty("tool_outputs").GetArrayLength());
    }

    [Fact]
    public async Task What_may_not_be_called_is_not_called()
    {
        await using DeviceRig rig = await StartAsync(["Tools:Allow=get_volume"], new ToolCall("set_volume", """{"percent":40}"""));

        await rig.HoldAsync(40);
        ToolEvent ran = await rig.UntilAsync<ToolEvent>(static _ => true);
        await rig.UntilTurnAsync("ready", turn: 1);

        Assert.False(ran.Ok);
        Assert.Equal(100, rig.Device.Loop.Snapshot().Volume);
    }

    [Theory]
    [InlineData("off", 100)]
    [InlineData("run", 30)]
    [InlineData("run_silently", 30)]
    public async Task An_answer_that_is_a_command_is_carried_out_as_configured(string mode, int volume)
    {
        var reply = new Reply { Text = """({"action":"set_volume","percent":30})""", Audio = ReplyAudio.Hum };
        await using DeviceRig rig = await DeviceRig.StartAsync(
            "pcm", new Scenario { Name = "command", Replies = [reply] }, null, "Tools:AnswerCommands=" + mode);
        await rig.OnlineAsync();

        await rig.HoldAsync(40);
        await rig.UntilAsync<TurnEvent>(static moved => moved.Turn.State == "ready");
        if (mode != "off")
            await VolumeAsync(rig, volume);

        Assert.Equal(volume, rig.Device.Loop.Snapshot().Volume);
        if (mode == "run_silently")
            await rig.Simulator.Record.Connections[0].WaitForUplinkAsync("conversation.chat.cancel").Within(DeviceRig.Limit);
        Assert.Equal(mode == "run_silently", rig.Simulator.Record.Connections[0].Uplink.Any(uplink => uplink.Type == "conversation.chat.cancel"));
    }

    [Fact]
    public async Task A_person_can_call_a_tool_of_the_running_device()
    {
        await using DeviceRig rig = await StartAsync();

        CommandResult result = await rig.Device.Loop.ExecuteAsync(
            new CallToolCommand("set_volume", """{"percent":20}"""), CancellationToken.None).AsTask().Within(DeviceRig.Limit);

        Assert.Null(result.Error);
        using JsonDocument output = JsonDocument.Parse(result.Output!);
        Assert.Equal(20, output.RootElement.GetProperty("percent").GetInt32());
    }

    private static async Task VolumeAsync(DeviceRig rig, int volume)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(DeviceRig.Limit));
        while (rig.Device.Loop.Snapshot().Volume != volume)
            await Task.Delay(5, limit.Token);
    }

    private static Task<DeviceRig> StartAsync(params ToolCall[] calls) => StartAsync([], calls);

    private static async Task<DeviceRig> StartAsync(string[] settings, params ToolCall[] calls)
    {
        var reply = new Reply { Turn = 1, Tools = calls, Then = new Reply { Text = "Done.", Audio = ReplyAudio.Hum } };
        var scenario = new Scenario { Name = "tools", Replies = calls.Length > 0 ? [reply] : [] };
        DeviceRig rig = await DeviceRig.StartAsync("pcm", scenario, null, [Hang, .. settings]);
        await rig.OnlineAsync();
        return rig;
    }
}
