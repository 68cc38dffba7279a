using Xunit;

namespace CozeDevice.Tests.Simulator.Chat;

/// <summary>What the official SDKs and shipped devices send, although no page lists it.</summary>
public sealed class ToleranceTests
{
    [Theory]
    [InlineData("""{"event_type":"chat.update"}""")]
    [InlineData("""{"event_type":"chat.update","data":null}""")]
    [InlineData("""{"event_type":"chat.update","data":{}}""")]
    [InlineData("""{"id":"event_id","event_type":"chat.update","data":{"future":{"a":[1]}}}""")]
    [InlineData("""{"id":null,"event_type":"chat.update","data":{"chat_config":null,"input_audio":{"format":null}}}""")]
    [InlineData("""{"id":7,"event_type":"chat.update","detail":{"logid":"x"},"data":{"event_subscriptions":[]}}""")]
    public async Task An_update_may_lack_anything_and_hold_anything_unknown(string message)
    {
        await using Bench bench = await Bench.OpenAsync();

        await bench.Client.SendRawAsync(message);

        Assert.Equal("chat.updated", (await bench.Client.ReadAsync())!.Type);
    }

    [Fact]
    public async Task The_same_id_may_come_again_and_again()
    {
        await using Bench bench = await Bench.OpenAsync();

        await bench.Client.SendRawAsync("""{"id":"event_id","event_type":"conversation.clear","data":{}}""");
        await bench.Client.SendRawAsync("""{"id":"event_id","event_type":"conversation.clear","data":{}}""");

        Assert.Equal("conversation.cleared", (await bench.Client.ReadAsync())!.Type);
        Assert.Equal("conversation.cleared", (await bench.Client.ReadAsync())!.Type);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("")]
    [InlineData("""{"data":{}}""")]
    [InlineData("""{"event_type":7}""")]
    [InlineData("""{"event_type":"session.update"}""")]
    [InlineData("""{"event_type":"input_audio_buffer.start"}""")]
    [InlineData("""{"event_type":"conversation.chat.cancelled"}""")]
    [InlineData("""{"event_type":"chat.update","data":"text"}""")]
    [InlineData("""{"event_type":"chat.update","data":[1]}""")]
    [InlineData("""{"event_type":"input_audio_buffer.append"}""")]
    [InlineData("""{"event_type":"input_audio_buffer.append","data":{"delta":7}}""")]
    [InlineData("""{"event_type":"input_audio_buffer.append","data":{"delta":"AAE"}}""")]
    [InlineData("""{"event_type":"input_audio_buffer.append","data":{"delta":"*not base64*"}}""")]
    [InlineData("""{"event_type":"chat.update","data":{"chat_config":{"user_id":"\ud800"}}}""")]
    [InlineData("""{"event_type":"conversation.message.create","data":{"role":"user","content_type":"text","content":"\udc00"}}""")]
    [InlineData("""{"event_type":"conversation.message.create","data":{"role":"user","content_type":"object_string","content":"[{\"type\":\"text\",\"text\":\"\\ud800\"}]"}}""")]
    public async Task What_cannot_be_read_is_an_error_and_the_socket_stays(string message)
    {
        await using Bench bench = await Bench.OpenAsync();

        await bench.Client.SendRawAsync(message);
        WireEvent error = await bench.ErrorAsync();
        await bench.Client.SendAsync("conversation.clear");

        Assert.Equal(4000, error.Data.GetProperty("code").GetInt32());
        Assert.Equal("conversation.cleared", (await bench.Client.ReadAsync())!.Type);
    }

    [Fact]
    public async Task The_text_of_an_error_repeats_only_the_beginning_of_a_long_message()
    {
        await using Bench bench = await Bench.OpenAsync();

        await bench.Client.SendRawAsync($$$"""{"event_type":"nothing","data":{"x":"{{{new string('x', 100_000)}}}"}}""");
        WireEvent error = await bench.ErrorAsync();

        string origin = error.Message.GetProperty("detail").GetProperty("origin_message").GetString()!;
        Assert.Equal(2048, origin.Length);
        Assert.StartsWith("""{"event_type":"nothing",""", origin, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_binary_message_closes_with_1003()
    {
        await using Bench bench = await Bench.OpenAsync();

        await bench.Client.SendBinaryAsync([1, 2, 3]);
        await bench.Client.UntilClosedAsync();

        Assert.Equal(1003, (int?)bench.Client.CloseStatus);
    }

    [Fact]
    public async Task A_message_of_more_than_a_mebibyte_closes_with_1009()
    {
        await using Bench bench = await Bench.OpenAsync();

        await bench.Client.SendRawAsync($$$"""{"event_type":"nothing","data":{"x":"{{{new string('x', 1 << 20)}}}"}}""");
        await bench.Client.UntilClosedAsync();

        Assert.Equal(1009, (int?)bench.Client.CloseStatus);
    }

    [Fact]
    public async Task Nothing_is_handled_after_a_message_that_was_refused()
    {
        await using Bench bench = await Bench.OpenAsync();

        await bench.Client.SendBinaryAsync([1]);
        await bench.Client.SendAsync("conversation.clear");
        List<WireEvent> events = await bench.Client.UntilClosedAsync();

        Assert.Empty(events);
        Assert.DoesNotContain((await bench.RecordAsync()).Uplink, uplink => uplink.Type == "conversation.clear");
    }

    [Fact]
    public async Task Every_event_has_an_id_of_its_own_and_the_log_id_of_the_connection()
    {
        await using Bench bench = await Bench.OpenAsync();

        await bench.AskAsync("hello");

        string logId = (await bench.RecordAsync()).LogId;
        Assert.All(bench.Client.Seen, e => Assert.Equal(logId, e.Message.GetProperty("detail").GetProperty("logid").GetString()));
        Assert.All(
            bench.Client.Seen,
            e => Assert.True(long.TryParse(e.Message.GetProperty("detail").GetProperty("respond_at").GetString(), out _)));
        Assert.Equal(
            bench.Client.Seen.Count, bench.Client.Seen.Select(e => e.Message.GetProperty("id").GetString()).Distinct().Count());
    }
}
