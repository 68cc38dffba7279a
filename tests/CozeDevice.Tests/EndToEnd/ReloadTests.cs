using CozeDevice.Conversation;
using CozeDevice.Hosting;
using CozeDevice.Options;
using CozeDevice.Simulator.Recording;
using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.Tests.EndToEnd;

/// <summary>The configuration read again while the device runs.</summary>
public sealed class ReloadTests
{
    [Fact]
    public async Task What_the_service_is_asked_for_changes_with_a_new_session_and_the_conversation_goes_on()
    {
        await using DeviceRig rig = await DeviceRig.StartAsync("pcm");
        await rig.OnlineAsync();
        await rig.HoldAsync(40);
        await rig.UntilTurnAsync("ready", turn: 1);
        string? conversation = rig.Device.Link.ConversationId;

        CommandResult result = await ReloadAsync(rig, "Voice:SpeechRate=20", "Led:Brightness=50");

        ReloadResult told = ReloadResult.Read(result.Output);
        Assert.Equal(["Voice:SpeechRate"], told.Applied);
        Assert.Equal(["Led:Brightness"], told.NeedRestart);
        ConnectionRecord second = await rig.Simulator.Record.WaitForConnectionAsync(2).Within(DeviceRig.Limit);
        UplinkRecord update = await second.WaitForUplinkAsync("chat.update").Within(DeviceRig.Limit);
        Assert.Equal(20, update.Message.GetProperty("data").GetProperty("output_audio").GetProperty("speech_rate").GetInt32());
        Assert.Equal(conversation, update.Message.GetProperty("data").GetProperty("chat_config").GetProperty("conversation_id").GetString());
        Assert.NotNull(conversation);
        await rig.UntilAsync<LinkEvent>(static moved => moved.Link.State == "online");
        Assert.DoesNotContain(rig.Events.OfType<LinkEvent>(), static moved => moved.Link.State == "offline");
    }

    [Fact]
    public async Task A_codec_that_needs_a_restart_is_not_told_to_the_service_before()
    {
        await using DeviceRig rig = await DeviceRig.StartAsync("pcm");
        await rig.OnlineAsync();

        await ReloadAsync(rig, "Audio:Codec=g711a", "Turn:Mode=server_vad", "Voice:SpeechRate=20");

        ConnectionRecord second = await rig.Simulator.Record.WaitForConnectionAsync(2).Within(DeviceRig.Limit);
        UplinkRecord update = await second.WaitForUplinkAsync("chat.update").Within(DeviceRig.Limit);
        Assert.Equal("pcm", update.Message.GetProperty("data").GetProperty("input_audio").GetProperty("codec").GetString());
        Assert.Equal("client_interrupt", update.Message.GetProperty("data").GetProperty("turn_detection").GetProperty("type").GetString());
        await rig.HoldAsync(40, connection: 2);
        await rig.UntilTurnAsync("speaking", turn: 1);
        await rig.UntilTurnAsync("ready", turn: 1);
    }

    [Fact]
    public async Task Of_two_reloads_during_an_answer_the_latest_counts()
    {
        await using DeviceRig rig = await DeviceRig.StartAsync("pcm");
        await rig.OnlineAsync();
        await rig.HoldAsync(60);
        await rig.UntilTurnAsync("speaking", turn: 1);
        var written = new Queue<string>(["Voice:SpeechRate=20", "Voice:SpeechRate=30"]);
        using var reloader = new Reloader(() => Load([.. rig.Sets, written.Dequeue()]), Load([.. rig.Sets]), rig.Device, rig.Log.For<Reloader>());

        await reloader.ReloadAsync(CancellationToken.None).Within(DeviceRig.Limit);
        await reloader.ReloadAsync(CancellationToken.None).Within(DeviceRig.Limit);
        ConnectionRecord second = await rig.Simulator.Record.WaitForConnectionAsync(2).Within(DeviceRig.Limit);
        UplinkRecord update = await second.WaitForUplinkAsync("chat.update").Within(DeviceRig.Limit);

        Assert.Equal(30, update.Message.GetProperty("data").GetProperty("output_audio").GetProperty("speech_rate").GetInt32());
    }

    [Fact]
    public async Task An_answer_is_heard_to_its_end_before_the_session_changes()
    {
        await using DeviceRig rig = await DeviceRig.StartAsync("pcm");
        await rig.OnlineAsync();
        await rig.HoldAsync(60);
        await rig.UntilTurnAsync("speaking", turn: 1);

        await ReloadAsync(rig, "Voice:SpeechRate=20");
        TurnEvent end = await rig.UntilTurnAsync("ready", turn: 1);
        await rig.Simulator.Record.WaitForConnectionAsync(2).Within(DeviceRig.Limit);

        Assert.Null(end.Turn.Reason);
    }

    [Fact]
    public async Task A_wrong_configuration_changes_nothing_and_says_why()
    {
        await using DeviceRig rig = await DeviceRig.StartAsync("pcm");
        await rig.OnlineAsync();

        CommandResult result = await ReloadAsync(rig, "Voice:SpeechRate=2000");

        Assert.Equal(ReloadResult.Wrong, result.Error);
        Assert.Contains("Voice:SpeechRate", result.Message, StringComparison.Ordinal);
        Assert.Single(rig.Simulator.Record.Connections);
    }

    [Fact]
    public void What_nobody_changed_is_not_told() =>
        Assert.Equal("nothing has changed", Reloader.Compare(
            Load().Settings.ToDictionary(static setting => setting.Key.Path, static setting => setting.Value), Load()).ToString());

    private static async Task<CommandResult> ReloadAsync(DeviceRig rig, params string[] sets)
    {
        LoadedConfiguration before = Load([.. rig.Sets]);
        using var reloader = new Reloader(() => Load([.. rig.Sets, .. sets]), before, rig.Device, rig.Log.For<Reloader>());
        CommandResult result = await reloader.ReloadAsync(CancellationToken.None).Within(DeviceRig.Limit);
        if (result.Error is null)
            await rig.Simulator.Record.WaitForConnectionAsync(2).Within(DeviceRig.Limit);
        return result;
    }

    private static LoadedConfiguration Load(params string[] sets) => ConfigurationLoader.Load(
        new ConfigurationRequest(null, ["Coze:BotId=73", .. sets], new Dictionary<string, string>()) { Directory = "/nonexistent" });
}
