using System.Net.WebSockets;
using CozeDevice.Simulator;
using CozeDevice.Simulator.Scenarios;
using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.Tests.Simulator.Scenarios;

/// <summary>Every scenario that comes with the simulator does what its name says.</summary>
public sealed class CatalogTests
{
    [Fact]
    public void Every_scenario_is_tested_here()
    {
        Assert.Equal(
            [
                "accept-then-close", "close-mid-reply", "error-4028", "error-4100", "failed", "garbage", "late-deltas",
                "lost-canceled", "no-audio", "out-of-order", "parrot", "prologue", "refuse-401", "refuse-403", "refuse-503",
                "reset-after-complete", "reset-mid-reply", "reset-mid-utterance", "silent", "slow", "stall-mid-reply",
                "stall-opening", "tools", "vad-demo",
            ],
            ScenarioCatalog.Names.Except(ScenarioCatalog.NetworkNames).Except(TrapCatalogTests.Names));
        Assert.Equal(NetworkCatalogTests.Names, ScenarioCatalog.NetworkNames);
        Assert.All(ScenarioCatalog.Names, name => Assert.NotEmpty(ScenarioCatalog.Load(name).Description));
    }

    [Fact]
    public async Task Parrot_answers_with_the_voice_it_heard()
    {
        await using SimulatorHost host = await StartAsync("parrot");
        byte[] audio = Requests.Noise(6400);

        Assert.Equal(audio, Requests.Heard(await TurnAsync(host, audio)));
    }

    [Theory]
    [InlineData("accept-then-close", 1011)]
    [InlineData("error-4100", 1008)]
    [InlineData("error-4028", 1008)]
    public async Task A_socket_is_accepted_and_closed(string name, int closeCode)
    {
        await using SimulatorHost host = await StartAsync(name);
        await using WireClient client = await WireClient.ConnectAsync(host);

        await client.UntilClosedAsync();

        Assert.Equal(closeCode, (int?)client.CloseStatus);
    }

    [Theory]
    [InlineData("error-4100", 4100)]
    [InlineData("error-4028", 4028)]
    public async Task The_error_comes_before_the_close(string name, int code)
    {
        await using SimulatorHost host = await StartAsync(name);
        await using WireClient client = await WireClient.ConnectAsync(host);

        List<WireEvent> events = await client.UntilClosedAsync();

        Assert.Equal(code, events.Single(e => e.Type == "error").Data.GetProperty("code").GetInt32());
    }

    [Theory]
    [InlineData("refuse-401", 401)]
    [InlineData("refuse-403", 403)]
    public async Task Every_upgrade_is_refused(string name, int status)
    {
        await using SimulatorHost host = await StartAsync(name);

        Assert.Equal((status, status), (await StatusAsync(host), await StatusAsync(host)));
    }

    [Fact]
    public async Task Refuse_503_gives_way_at_the_third_upgrade()
    {
        await using SimulatorHost host = await StartAsync("refuse-503");

        Assert.Equal((503, 503, 101), (await StatusAsync(host), await StatusAsync(host), await StatusAsync(host)));
    }

    [Fact]
    public async Task Close_mid_reply_closes_once_and_then_behaves()
    {
        await using SimulatorHost host = await StartAsync("close-mid-reply");
        await using WireClient client = await WireClient.OpenAsync(host, Requests.Pcm16);

        await client.SayAsync(Requests.Noise(160_000), 6400);
        List<WireEvent> events = await client.UntilClosedAsync();

        Assert.Equal((1001, 3), ((int)client.CloseStatus!, Requests.Deltas(events).Count));
        Assert.NotEmpty(await TurnAsync(host, Requests.Noise(640)));
    }

    [Fact]
    public async Task Reset_mid_reply_breaks_once_and_then_behaves()
    {
        await using SimulatorHost host = await StartAsync("reset-mid-reply");
        await using WireClient client = await WireClient.OpenAsync(host, Requests.Pcm16);

        await client.SayAsync(Requests.Noise(160_000), 6400);

        await Assert.ThrowsAsync<WebSocketException>(() => client.UntilClosedAsync());
        Assert.NotEmpty(await TurnAsync(host, Requests.Noise(640)));
    }

    [Fact]
    public async Task Reset_mid_utterance_breaks_at_the_20th_append()
    {
        await using SimulatorHost host = await StartAsync("reset-mid-utterance");
        await using WireClient client = await WireClient.OpenAsync(host, Requests.Pcm16);
        for (int append = 0; append < 20; append++)
        {
            await client.AppendAsync(Requests.Noise(640));
        }

        await Assert.ThrowsAsync<WebSocketException>(() => client.UntilClosedAsync());
        Assert.NotEmpty(await TurnAsync(host, Requests.Noise(20_000)));
    }

    [Fact]
    public async Task Reset_after_complete_breaks_before_any_answer()
    {
        await using SimulatorHost host = await StartAsync("reset-after-complete");
        await using WireClient client = await WireClient.OpenAsync(host, Requests.Pcm16);
        int before = client.Seen.Count;

        await client.SayAsync(Requests.Noise(640), 640);

        await Assert.ThrowsAsync<WebSocketException>(() => client.UntilClosedAsync());
        Assert.Equal(before, client.Seen.Count);
        Assert.NotEmpty(await TurnAsync(host, Requests.Noise(640)));
    }

    [Fact]
    public async Task Stall_mid_reply_sends_no_more_and_still_reads()
    {
        await using SimulatorHost host = await StartAsync("stall-mid-reply");
        await using WireClient client = await WireClient.OpenAsync(host, Requests.Pcm16);

        await client.SayAsync(Requests.Noise(160_000), 6400);
        for (int delta = 0; delta < 3; delta++)
        {
            await client.UntilAsync("conversation.audio.delta");
        }

        await client.SendAsync("conversation.clear");
        var record = await host.Record.WaitForConnectionAsync(1).Within(20);
        await record.WaitForUplinkAsync("conversation.clear").Within(20);

        Assert.Equal(3, record.Downlink.Count(type => type == "conversation.audio.delta"));
        Assert.DoesNotContain("conversation.cleared", record.Downlink);
    }

    [Fact]
    public async Task Stall_opening_withholds_chat_updated_once()
    {
        await using SimulatorHost host = await StartAsync("stall-opening");
        await using WireClient first = await WireClient.ConnectAsync(host);

        await first.SendAsync("chat.update", "{}");
        await first.SendAsync("conversation.clear");
        List<WireEvent> events = await first.UntilAsync("conversation.cleared");

        Assert.DoesNotContain(events, e => e.Type == "chat.updated");
        Assert.NotEmpty(await TurnAsync(host, Requests.Noise(640)));
    }

    [Fact]
    public async Task Failed_ends_every_chat_with_4013()
    {
        await using SimulatorHost host = await StartAsync("failed");
        await using WireClient client = await WireClient.OpenAsync(host, Requests.Pcm16);

        await client.SayAsync(Requests.Noise(640), 640);
        WireEvent failed = (await client.UntilAsync("conversation.chat.failed"))[^1];

        Assert.Equal("failed", failed.Text("status"));
        Assert.Equal(4013, failed.Data.GetProperty("last_error").GetProperty("code").GetInt32());
        Assert.True(failed.Data.GetProperty("failed_at").GetInt64() > 0);
    }

    [Fact]
    public async Task Garbage_mixes_everything_bad_into_a_turn_that_still_completes()
    {
        await using SimulatorHost host = await StartAsync("garbage");
        byte[] audio = Requests.Noise(6400);

        List<WireEvent> turn = await TurnAsync(host, audio);

        Assert.Contains(turn, e => e.Type == "(garbage)");
        Assert.Contains(turn, e => e.Type == "(binary)");
        Assert.Contains(turn, e => e.Type == "conversation.weather.changed");
        Assert.Contains(turn, e => e.Type == "conversation.audio.delta" && e.Text("content").Length > 1 << 20);
        Assert.Contains(
            turn.Where(e => e.Type == "conversation.message.delta").GroupBy(e => e.Message.GetProperty("id").GetString()),
            copies => copies.Count() == 2);
        Assert.Equal(audio, Requests.Heard(turn.Where(e => e.Message.ValueKind != default && !IsHuge(e))));
    }

    [Fact]
    public async Task Late_deltas_come_after_canceled()
    {
        await using SimulatorHost host = await StartAsync("late-deltas");
        await using WireClient client = await WireClient.OpenAsync(host, Requests.Paced);
        await client.SayAsync(Requests.Noise(64_000), 640);
        WireEvent delta = (await client.UntilAsync("conversation.audio.delta"))[^1];

        await client.SendAsync("conversation.chat.cancel");
        await client.UntilAsync("conversation.chat.canceled");
        WireEvent late = (await client.UntilAsync("conversation.audio.delta"))[^1];

        Assert.Equal(delta.Text("chat_id"), late.Text("chat_id"));
    }

    [Fact]
    public async Task Lost_canceled_stops_the_reply_without_saying_so()
    {
        await using SimulatorHost host = await StartAsync("lost-canceled");
        await using WireClient client = await WireClient.OpenAsync(host, Requests.Paced);
        await client.SayAsync(Requests.Noise(64_000), 640);
        await client.UntilAsync("conversation.audio.delta");

        await client.SendAsync("conversation.chat.cancel");
        await client.SendAsync("conversation.clear");
        List<WireEvent> events = await client.UntilAsync("conversation.cleared");
        List<WireEvent> next = await AskAsync(client);

        Assert.DoesNotContain(events, e => e.Type == "conversation.chat.canceled");
        Assert.Equal("conversation.message.completed", next[0].Type);
    }

    [Fact]
    public async Task No_audio_answers_in_text_alone()
    {
        await using SimulatorHost host = await StartAsync("no-audio");

        List<WireEvent> turn = await TurnAsync(host, Requests.Noise(640));

        Assert.Contains(turn, e => e.Type == "conversation.message.delta");
        Assert.DoesNotContain(turn, e => e.Type.StartsWith("conversation.audio.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Out_of_order_turns_the_first_events_round()
    {
        await using SimulatorHost host = await StartAsync("out-of-order");

        List<WireEvent> turn = await TurnAsync(host, Requests.Noise(640));

        Assert.Equal(
            ["conversation.message.completed", "conversation.audio_transcript.completed", "input_audio_buffer.completed"],
            turn.Select(e => e.Type).Where(type => type != "conversation.audio_transcript.update").Take(3));
    }

    [Fact]
    public async Task Prologue_greets_clients_that_ask_for_it()
    {
        await using SimulatorHost host = await StartAsync("prologue");
        await using WireClient client = await WireClient.OpenAsync(host, """{"need_play_prologue":true}""");

        WireEvent sentence = (await client.UntilAsync("conversation.audio.sentence_start"))[^1];

        Assert.Equal("Good morning, I am listening.", sentence.Text("text"));
    }

    [Fact]
    public async Task Silent_takes_a_question_and_never_answers()
    {
        await using SimulatorHost host = await StartAsync("silent");
        await using WireClient client = await WireClient.OpenAsync(host, Requests.Pcm16);
        await client.SayAsync(Requests.Noise(640), 640);
        await client.UntilAsync("conversation.chat.in_progress");

        await client.SendAsync("conversation.clear");

        Assert.Equal("conversation.cleared", (await client.ReadAsync())!.Type);
    }

    [Fact]
    public async Task Slow_thinks_and_halts()
    {
        ManualTimeProvider time = new();
        await using SimulatorHost host = await Bench.StartAsync(ScenarioCatalog.Load("slow"), time);
        await using WireClient client = await WireClient.OpenAsync(host, Requests.Pcm16);

        await client.SayAsync(Requests.Noise(640), 640);
        foreach (int pause in new[] { 1200, 300, 60 })
        {
            await time.WhenDueInAsync(TimeSpan.FromMilliseconds(pause)).Within(20);
            time.Advance(pause);
        }

        Assert.NotEmpty(Requests.Deltas(await client.UntilAsync("conversation.chat.completed")));
    }

    [Fact]
    public async Task Tools_asks_for_the_volume_and_repeats_the_output()
    {
        await using SimulatorHost host = await StartAsync("tools");
        await using WireClient client = await WireClient.OpenAsync(host, Requests.Pcm16);
        await client.SayAsync(Requests.Noise(640), 640);
        WireEvent action = (await client.UntilAsync("conversation.chat.requires_action"))[^1];
        var call = action.Data.GetProperty("required_action").GetProperty("submit_tool_outputs").GetProperty("tool_calls")[0];

        await client.SendAsync(
            "conversation.chat.submit_tool_outputs",
            $$"""
            {"chat_id":"{{action.Text("id")}}","tool_outputs":[{"tool_call_id":"{{call.GetProperty("id")}}","output":"40"}]}
            """);
        List<WireEvent> rest = await client.UntilAsync("conversation.chat.completed");

        Assert.Equal("set_volume", call.GetProperty("function").GetProperty("name").GetString());
        Assert.Contains(rest, e => e.Type == "conversation.audio.sentence_start" && e.Text("text") == "The device said 40");
    }

    [Fact]
    public async Task Vad_demo_says_what_it_understood()
    {
        await using SimulatorHost host = await StartAsync("vad-demo");

        List<WireEvent> turn = await TurnAsync(host, Requests.Noise(640));

        Assert.Contains(
            turn, e => e.Type == "conversation.audio_transcript.completed" && e.Text("content") == "what time is it");
        Assert.Contains(
            turn, e => e.Type == "conversation.audio.sentence_start" && e.Text("text") == "It is ten past nine.");
    }

    private static Task<SimulatorHost> StartAsync(string name) => Bench.StartAsync(ScenarioCatalog.Load(name));

    private static bool IsHuge(WireEvent e) => e.Type == "conversation.audio.delta" && e.Text("chat_id") == "0";

    private static async Task<List<WireEvent>> TurnAsync(SimulatorHost host, byte[] audio)
    {
        await using WireClient client = await WireClient.OpenAsync(host, Requests.Pcm16);
        await client.SayAsync(audio, 640);
        return await client.UntilAsync("conversation.chat.completed");
    }

    private static async Task<List<WireEvent>> AskAsync(WireClient client)
    {
        await client.SendAsync("conversation.message.create", Requests.TextMessage("hello"));
        return await client.UntilAsync("conversation.chat.created");
    }

    private static async Task<int> StatusAsync(SimulatorHost host)
    {
        using ClientWebSocket socket = WireClient.NewSocket();
        try
        {
            await socket.ConnectAsync(new Uri(host.WebSocketUri, "/v1/chat?bot_id=1"), default).Within(20);
        }
        catch (WebSocketException)
        {
            // The status tells why.
        }

        return (int)socket.HttpStatusCode;
    }
}
