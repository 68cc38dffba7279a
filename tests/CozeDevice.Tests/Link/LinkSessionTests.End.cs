using System.Net.WebSockets;
using CozeDevice.Audio;
using CozeDevice.Link;
using CozeDevice.Protocol;
using CozeDevice.Tests.Support;
using CozeDevice.Tests.Support.Link;
using Xunit;

namespace CozeDevice.Tests.Link;

public sealed partial class LinkSessionTests
{
    [Fact]
    public async Task A_close_of_the_service_ends_the_session_with_its_code()
    {
        (ServicePeer service, Task<SessionEnd> run) = Start();
        await service.OpenAsync();
        await service.CloseAsync(4321);

        SessionEnd end = await run.Within(5);
        Assert.Equal((SessionEndKind.Closed, 4321, true, false), (end.Kind, end.Code, end.WasOnline, end.WasHealthy));
    }

    [Fact]
    public async Task A_broken_connection_ends_the_session()
    {
        (ServicePeer service, Task<SessionEnd> run) = Start();
        await service.OpenAsync();
        await OnlineAsync(service);
        _pair.Break();

        Assert.Equal((SessionEndKind.Closed, true), Kind(await run.Within(5)));
    }

    [Fact]
    public async Task A_service_that_answers_no_ping_is_given_up()
    {
        _pair.Dispose();
        _pair = new SocketPair(keepAlive: TimeSpan.FromMilliseconds(50));
        (_, Task<SessionEnd> run) = Start();

        Assert.Equal(SessionEndKind.Timeout, (await run.Within(10)).Kind);
    }

    [Fact]
    public async Task The_first_reason_wins()
    {
        (ServicePeer service, Task<SessionEnd> run, LinkSession session) = StartSession();
        await service.OpenAsync();
        session.End(new SessionEnd(SessionEndKind.Timeout, "first"));
        session.End(new SessionEnd(SessionEndKind.Rejected, "second"));
        _pair.Break();

        Assert.Equal("first", (await run.Within(5)).Message);
    }

    [Fact]
    public async Task Stopping_closes_politely()
    {
        (ServicePeer service, Task<SessionEnd> run) = Start();
        await service.OpenAsync();
        await _stop.CancelAsync();
        Assert.Null(await service.ReadAsync());
        await service.CloseAsync();

        Assert.Equal(SessionEndKind.Local, (await run.Within(5)).Kind);
        Assert.Equal(WebSocketCloseStatus.NormalClosure, service.Socket.CloseStatus);
    }

    [Fact]
    public async Task Stopping_ends_within_the_close_limit_when_the_service_is_dead()
    {
        _pair.Dispose();
        _pair = new SocketPair(uplinkBytes: 16);
        (_, Task<SessionEnd> run) = Start();
        await _stop.CancelAsync();
        await _bench.Time.WhenDueInAsync(LinkSession.CloseLimit).Within(5);
        _bench.Time.Advance(LinkSession.CloseLimit);

        Assert.Equal(SessionEndKind.Local, (await run.Within(5)).Kind);
        Assert.Equal(0, _bench.Time.ArmedTimers);
    }

    [Fact]
    public async Task What_is_written_leaves_in_order_and_complete_never_overtakes_audio_on_a_slow_socket()
    {
        _pair.Dispose();
        _pair = new SocketPair(uplinkBytes: 64);
        ServicePeer service = await OpenAsync();
        Speak(1, 50);
        _bench.Outbound.End(1, UtteranceEnd.Complete);

        List<string?> types = [];
        do
        {
            types.Add(await service.ReadTypeAsync());
        }
        while (types[^1] != "input_audio_buffer.complete");
        Assert.Equal(50, types.Count(type => type == "input_audio_buffer.append"));
        Assert.Equal(1, (await _bench.NextAsync<FirstAppendSent>()).Turn);
        Assert.Equal(1, (await _bench.NextAsync<CompleteSent>()).Turn);
        Assert.Equal(50, _bench.Counters.FramesSent);
    }

    [Fact]
    public async Task A_question_in_text_is_told_when_it_was_sent()
    {
        ServicePeer service = await OpenAsync();
        long before = _bench.Time.GetTimestamp();
        _bench.Outbound.TryEnqueue(new CreateMessage("user", "text", "hello"));

        Assert.Equal("conversation.message.create", await service.ReadTypeAsync());
        Assert.Equal(before, (await _bench.NextAsync<QuestionSent>()).Timestamp);
    }

    [Fact]
    public async Task The_session_is_healthy_after_thirty_seconds_online()
    {
        (ServicePeer service, Task<SessionEnd> run) = Start();
        await _bench.Time.WhenDueInAsync(TimeSpan.FromSeconds(5)).Within(5);
        _bench.Time.Advance(4_000);
        await service.OpenAsync();
        await OnlineAsync(service);
        _bench.Time.Advance(30_000);
        await service.CloseAsync();

        Assert.True((await run.Within(5)).WasHealthy);
    }

    [Fact]
    public async Task Time_spent_configuring_is_no_health()
    {
        (ServicePeer service, Task<SessionEnd> run) = Start();
        await _bench.Time.WhenDueInAsync(TimeSpan.FromSeconds(5)).Within(5);
        _bench.Time.Advance(4_000);
        await service.OpenAsync();
        await OnlineAsync(service);
        _bench.Time.Advance(29_999);
        await service.CloseAsync();

        Assert.False((await run.Within(5)).WasHealthy);
    }

    [Fact]
    public async Task A_completed_turn_is_health()
    {
        (ServicePeer service, Task<SessionEnd> run) = Start();
        await service.OpenAsync();
        await OnlineAsync(service);
        Ask(1);
        await service.SendAsync("""{"event_type":"conversation.chat.completed","data":{"id":"A"}}""");
        await service.CloseAsync();

        Assert.True((await run.Within(5)).WasHealthy);
    }

    [Fact]
    public async Task The_conversation_is_learnt_from_the_echo_and_from_chats_once_each()
    {
        (ServicePeer service, _) = Start();
        await service.OpenAsync(ServicePeer.Updated.Replace(
            "\"data\":{", "\"data\":{\"chat_config\":{\"conversation_id\":\"C1\"},", StringComparison.Ordinal));
        await OnlineAsync(service);
        foreach (string conversation in (string[])["C1", "C2", "C2", ""])
        {
            await service.SendAsync(
                $$$"""{"event_type":"conversation.chat.created","data":{"id":"A","conversation_id":"{{{conversation}}}"}}""");
        }
        await OnlineAsync(service);

        Assert.Equal(["C1", "C2"], _learnt);
    }

    [Fact]
    public async Task The_loss_of_the_conversation_ends_the_session()
    {
        (ServicePeer service, Task<SessionEnd> run) = Start();
        await service.OpenAsync();
        await service.SendAsync("""{"event_type":"error","data":{"code":4002,"msg":"conversation not found"}}""");
        Assert.Null(await service.ReadAsync());
        await service.CloseAsync();

        Assert.Equal((SessionEndKind.Rejected, 4002), ((await run.Within(5)).Kind, (await run).Code));
    }

    [Fact]
    public async Task More_events_than_are_handled_end_the_session_with_1008()
    {
        using var bench = new LinkBench(notices: new FullAfter(100));
        var session = new LinkSession(_pair.Device, Settings(), Settings().Chat, bench.Parts, new(() => { }, _ => { }));
        Task<SessionEnd> run = session.RunAsync(_stop.Token);
        var service = new ServicePeer(_pair);
        await service.OpenAsync();
        for (int i = 0; i < 101; i++)
            await service.SendAsync("""{"event_type":"conversation.cleared"}""");
        Assert.Null(await service.ReadAsync());
        await service.CloseAsync();

        Assert.Equal((SessionEndKind.Protocol, 1008), ((await run.Within(5)).Kind, (await run).Code));
    }
}
