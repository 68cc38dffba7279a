using CozeDevice.Protocol;
using CozeDevice.Rest;
using CozeDevice.Tests.Support;
using CozeDevice.Tests.Support.Rest;
using Xunit;

namespace CozeDevice.Tests.Rest;

/// <summary>Answers that come as events.</summary>
public sealed class ChatStreamTests
{
    private static readonly ChatRequest Question = new() { BotId = "7", UserId = "u", Messages = [new("user", "hi")] };

    [Fact]
    public async Task Events_come_in_order_and_what_is_unknown_or_broken_is_survived()
    {
        await using var server = new RawHttpServer(Events(
            ":comment\r\nevent:conversation.chat.created\r\ndata:{\"id\":\"1\",\"conversation_id\":\"2\"}\r\n\r\n",
            "event: conversation.message.delta\ndata: {\"chat_id\":\"1\",\ndata: \"content\":\"hi\"}\n\n",
            "event:conversation.surprise\ndata:{}\n\n",
            "event:conversation.message.delta\ndata:{broken\n\n",
            "event:conversation.chat.completed\ndata:{\"id\":\"1\",\"conversation_id\":\"2\"}\n\n",
            "event:done\ndata:\"[DONE]\"\n\n"));
        var events = await ReadAsync(server);
        Assert.Equal(
            [new TurnCreated { ChatId = "1", ConversationId = "2" }, new MessageDelta("1", "hi"), new UnknownEvent("conversation.surprise"), new TurnCompleted { ChatId = "1", ConversationId = "2" }],
            events);
        Assert.Contains("\"stream\":true", Assert.Single(server.Requests), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_event_ends_it()
    {
        await using var server = new RawHttpServer(Events("event:error\ndata:{\"code\":4027,\"msg\":\"pay\"}\n\n", "event:done\ndata:1\n\n"));
        Assert.Equal([new ServerError(4027, "pay")], await ReadAsync(server));
    }

    [Fact]
    public async Task A_stream_that_is_cut_is_told_and_the_question_is_not_asked_again()
    {
        await using var server = new RawHttpServer(Events("event:conversation.chat.created\ndata:{\"id\":\"1\"}\n\nevent:conversation"));
        var failure = await Assert.ThrowsAsync<RestException>(() => ReadAsync(server));
        Assert.Equal(RestFailure.Network, failure.Failure);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task An_event_without_end_is_not_collected()
    {
        await using var server = new RawHttpServer(Events("data:" + new string('x', (2 * EventStreamReader.MaxEventBytes) + 1)));
        Assert.Contains("larger than 1 MiB", (await Assert.ThrowsAsync<RestException>(() => ReadAsync(server))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"code":4015,"msg":"x"}""", 4015)]
    [InlineData("""{"code":0}""", 0)]
    public async Task An_answer_that_is_no_stream_is_read_as_a_failure(string body, int code)
    {
        await using var server = new RawHttpServer(RawHttpServer.Json(body));
        Assert.Equal(code, (await Assert.ThrowsAsync<RestException>(() => ReadAsync(server))).Code);
    }

    private static string Events(params string[] events) =>
        $"HTTP/1.1 200 X\r\nContent-Type: text/event-stream; charset=utf-8\r\nConnection: close\r\n\r\n{string.Concat(events)}";

    private static async Task<List<ServerEvent>> ReadAsync(RawHttpServer server)
    {
        using var bench = new RestBench(server.Url);
        return await CollectAsync(bench.Api.Chats.StreamAsync(Question, TestContext.Current.CancellationToken)).Within(10);
    }

    private static async Task<List<ServerEvent>> CollectAsync(IAsyncEnumerable<ServerEvent> events)
    {
        var all = new List<ServerEvent>();
        await foreach (var next in events) all.Add(next);
        return all;
    }
}
