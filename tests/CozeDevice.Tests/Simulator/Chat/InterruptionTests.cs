using System.Text.Json;
using Xunit;

namespace CozeDevice.Tests.Simulator.Chat;

public sealed class InterruptionTests
{
    private const string Silent = """{"replies":[{"no_answer":true,"turn":1}]}""";

    [Fact]
    public async Task A_cancel_in_the_middle_of_a_reply_ends_it_with_code_2()
    {
        await using Bench bench = await Bench.OpenAsync(Requests.Paced);
        await bench.Client.SayAsync(Requests.Noise(64_000), 640);
        await bench.Client.UntilAsync("conversation.audio.delta");

        await bench.Client.SendAsync("conversation.chat.cancel");
        WireEvent canceled = (await bench.Client.UntilAsync("conversation.chat.canceled"))[^1];

        Assert.Equal(2, canceled.Data.GetProperty("code").GetInt32());
        Assert.Equal(JsonValueKind.String, canceled.Data.GetProperty("msg").ValueKind);
    }

    [Fact]
    public async Task The_turn_after_a_cancel_is_whole_and_has_nothing_of_the_old_one()
    {
        await using Bench bench = await Bench.OpenAsync(Requests.Paced);
        await bench.Client.SayAsync(Requests.Noise(64_000), 640);
        await bench.Client.UntilAsync("conversation.audio.delta");
        await bench.Client.SendAsync("conversation.chat.cancel");
        await bench.Client.UntilAsync("conversation.chat.canceled");
        byte[] second = Requests.Noise(1280, seed: 2);

        List<WireEvent> turn = await bench.SayAsync(second);

        Assert.Equal(second, Requests.Heard(turn));
        Assert.Single(turn.Where(e => e.Type.StartsWith("conversation.audio.delta", StringComparison.Ordinal))
            .Select(e => e.Text("chat_id")).Distinct());
    }

    [Fact]
    public async Task A_cancel_when_nothing_runs_is_not_answered()
    {
        await using Bench bench = await Bench.OpenAsync();

        await bench.Client.SendAsync("conversation.chat.cancel");
        await bench.Client.SendAsync("conversation.clear");

        Assert.Equal("conversation.cleared", (await bench.Client.ReadAsync())!.Type);
    }

    [Fact]
    public async Task A_scenario_can_answer_an_idle_cancel()
    {
        await using Bench bench = await Bench.OpenAsync(scenario: """{"idle_cancel":"canceled"}""");

        await bench.Client.SendAsync("conversation.chat.cancel");
        WireEvent answer = (await bench.Client.ReadAsync())!;

        Assert.Equal(("conversation.chat.canceled", 2), (answer.Type, answer.Data.GetProperty("code").GetInt32()));
    }

    [Fact]
    public async Task A_scenario_can_refuse_an_idle_cancel()
    {
        await using Bench bench = await Bench.OpenAsync(scenario: """{"idle_cancel":"error"}""");

        await bench.Client.SendAsync("conversation.chat.cancel");

        Assert.Equal(4104, (await bench.ErrorAsync()).Data.GetProperty("code").GetInt32());
    }

    [Fact]
    public async Task A_message_of_the_user_interrupts_with_code_3_and_is_answered()
    {
        await using Bench bench = await Bench.OpenAsync(scenario: Silent);
        await bench.Client.SendAsync("conversation.message.create", Requests.TextMessage("first"));
        await bench.Client.UntilAsync("conversation.chat.in_progress");

        await bench.Client.SendAsync("conversation.message.create", Requests.TextMessage("second"));
        List<WireEvent> events = await bench.Client.UntilAsync("conversation.chat.completed");

        Assert.Equal("conversation.chat.canceled", events[0].Type);
        Assert.Equal(3, events[0].Data.GetProperty("code").GetInt32());
        Assert.Equal("second", events[1].Text("content"));
    }

    [Fact]
    public async Task A_complete_while_a_chat_runs_is_4016_and_the_chat_goes_on()
    {
        await using Bench bench = await Bench.OpenAsync(scenario: Silent);
        await bench.Client.SendAsync("conversation.message.create", Requests.TextMessage("first"));
        await bench.Client.UntilAsync("conversation.chat.in_progress");

        await bench.Client.SayAsync(Requests.Noise(640), 640);
        WireEvent error = await bench.ErrorAsync();
        await bench.Client.SendAsync("conversation.chat.cancel");

        Assert.Equal(4016, error.Data.GetProperty("code").GetInt32());
        Assert.Equal("conversation.chat.canceled", (await bench.Client.ReadAsync())!.Type);
    }

    [Fact]
    public async Task Generated_speech_cuts_a_running_reply()
    {
        await using Bench bench = await Bench.OpenAsync(Requests.Paced);
        await bench.Client.SayAsync(Requests.Noise(64_000), 640);
        await bench.Client.UntilAsync("conversation.audio.delta");

        await bench.Client.SendAsync("input_text.generate_audio", """{"mode":"text","text":"A"}""");
        await bench.Client.UntilAsync("conversation.chat.canceled");
        List<WireEvent> speech = await bench.Client.UntilAsync("conversation.audio.completed");

        Assert.All(speech.Where(e => e.Type == "conversation.audio.delta"), e => Assert.Equal("0", e.Text("chat_id")));
    }

    [Fact]
    public async Task A_socket_closed_in_the_middle_of_a_reply_ends_the_reply()
    {
        await using Bench bench = await Bench.OpenAsync(Requests.Paced);
        await bench.Client.SayAsync(Requests.Noise(64_000), 640);
        await bench.Client.UntilAsync("conversation.audio.delta");

        await bench.Client.CloseAsync();

        Assert.Equal(1000, await (await bench.RecordAsync()).Closed.WaitAsync(TimeSpan.FromSeconds(20)));
    }
}
