using Xunit;

namespace CozeDevice.Tests.Simulator.Chat;

public sealed class SubscriptionTests
{
    [Fact]
    public async Task Only_the_events_named_come_besides_errors_and_updates()
    {
        await using Bench bench = await Bench.OpenAsync(
            """{"event_subscriptions":["conversation.audio.delta","conversation.chat.completed"]}""");

        List<WireEvent> turn = await bench.AskAsync("hello");
        await bench.Client.SendAsync("nothing");
        await bench.Client.SendAsync("chat.update", "{}");
        WireEvent error = (await bench.Client.ReadAsync())!;
        WireEvent updated = (await bench.Client.ReadAsync())!;

        Assert.Equal(["conversation.audio.delta", "conversation.chat.completed"], Requests.Order(turn));
        Assert.Equal(("error", "chat.updated"), (error.Type, updated.Type));
    }

    [Fact]
    public async Task An_empty_list_means_everything_again()
    {
        await using Bench bench = await Bench.OpenAsync("""{"event_subscriptions":["error"]}""");

        await bench.Client.SendAsync("chat.update", """{"event_subscriptions":[]}""");
        await bench.Client.UntilAsync("chat.updated");
        List<WireEvent> turn = await bench.AskAsync("hello");

        Assert.Equal("conversation.message.completed", turn[0].Type);
    }

    [Fact]
    public async Task A_misspelt_name_is_silently_useless()
    {
        await using Bench bench = await Bench.OpenAsync(
            """{"event_subscriptions":["conversation.chat.camplete","conversation.cleared"]}""");

        await bench.Client.SendAsync("input_audio_buffer.clear");
        await bench.Client.SendAsync("conversation.clear");

        Assert.Equal("conversation.cleared", (await bench.Client.ReadAsync())!.Type);
    }
}
