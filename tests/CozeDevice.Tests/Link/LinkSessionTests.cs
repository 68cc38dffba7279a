using System.Net.WebSockets;
using System.Threading.Channels;
using CozeDevice.Audio;
using CozeDevice.Link;
using CozeDevice.Protocol;
using CozeDevice.Tests.Support;
using CozeDevice.Tests.Support.Link;
using Microsoft.Extensions.Logging;
using Xunit;

namespace CozeDevice.Tests.Link;

public sealed class LinkSessionTests : IDisposable
{
    private readonly LinkBench _bench = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly List<string> _learnt = [];
    private SocketPair _pair = new();
    private int _online;

    public void Dispose()
    {
        _pair.Dispose();
        _stop.Dispose();
        _bench.Dispose();
    }

    [Fact]
    public async Task The_configuration_is_the_first_thing_sent_and_the_only_one_before_it_is_confirmed()
    {
        Speak(1, 1);
        (ServicePeer service, _) = Start();

        Assert.Equal("chat.update", await service.ReadTypeAsync());
        Task<string?> next = service.ReadTypeAsync();
        Assert.False(next.IsCompleted);
        await service.SendAsync(ServicePeer.Updated);
        Assert.Equal("input_audio_buffer.append", await next);
        Assert.Equal(1, _online);
    }

    [Fact]
    public async Task Without_a_confirmation_within_five_seconds_the_session_ends()
    {
        (_, Task<SessionEnd> run) = Start();
        await _bench.Time.WhenDueInAsync(TimeSpan.FromSeconds(5)).Within(5);
        _bench.Time.Advance(5_000);

        Assert.Equal((SessionEndKind.Timeout, false), Kind(await run.Within(5)));
        Assert.Equal(0, _bench.Time.ArmedTimers);
    }

    [Fact]
    public async Task An_error_while_configuring_ends_the_session_with_its_code_and_log_id()
    {
        (ServicePeer service, Task<SessionEnd> run) = Start();
        await service.ReadAsync();
        await service.SendAsync("""{"event_type":"error","data":{"code":4000,"msg":"bad"},"detail":{"logid":"L1"}}""");
        await service.CloseAsync();

        SessionEnd end = await run.Within(5);
        Assert.Equal(
            (SessionEndKind.Rejected, 4000, "bad", "L1", true),
            (end.Kind, end.Code, end.Message, end.LogId, end.WhileConfiguring));
    }

    [Theory]
    [InlineData("""{"event_type":"error","data":{"msg":"no code"}}""")]
    [InlineData("""{"event_type":"error","data":{"code":0,"msg":"zero"}}""")]
    [InlineData("""{"event_type":"error","data":{"code":-1}}""")]
    [InlineData("""{"event_type":"error"}""")]
    public async Task An_error_without_a_usable_code_is_counted_and_ignored(string error)
    {
        (ServicePeer service, _) = Start();
        await service.SendAsync(error);
        await service.OpenAsync();
        await OnlineAsync(service);

        Assert.Equal(1, _bench.Counters.Ignored);
    }

    [Fact]
    public async Task A_format_that_cannot_be_played_is_refused()
    {
        (ServicePeer service, Task<SessionEnd> run) = Start();
        await service.OpenAsync("""{"event_type":"chat.updated","data":{"output_audio":{"codec":"mp3"}}}""");
        await service.CloseAsync();

        SessionEnd end = await run.Within(5);
        Assert.Equal((SessionEndKind.Rejected, true), (end.Kind, end.WhileConfiguring));
        Assert.Contains("mp3", end.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_answer_is_played_in_the_echoed_format()
    {
        ServicePeer service = await OpenAsync();
        Ask(1);
        await service.SpeakAsync("A", new byte[640]);
        await _bench.NextAsync<AudioArrived>();
        await OnlineAsync(service);

        Assert.Equal(20, _bench.Playout.Counters.QueuedMs);
    }

    [Fact]
    public async Task An_empty_delta_is_no_sound()
    {
        ServicePeer service = await OpenAsync();
        Ask(1);
        await service.SpeakAsync("A");
        await OnlineAsync(service);

        Assert.DoesNotContain(_bench.Waiting(), notice => notice is AudioArrived);
        Assert.Equal(0, _bench.Playout.Counters.Payloads);
    }

    [Fact]
    public async Task A_delta_of_nobody_is_counted_and_dropped()
    {
        ServicePeer service = await OpenAsync();
        await service.SpeakAsync("A", 1, 2);
        await OnlineAsync(service);

        Assert.Equal((1, 0), (_bench.Counters.LateDeltas, _bench.Playout.Counters.Payloads));
    }

    [Fact]
    public async Task A_message_in_many_fragments_is_one_message()
    {
        ServicePeer service = await OpenAsync();
        Ask(1);
        foreach (byte[] part in ServicePeer.Delta("A", [1, 2, 3, 4]).Chunk(7))
            await service.SendAsync(part, isEnd: false);
        await service.SendAsync([]);
        await _bench.NextAsync<AudioArrived>();
        await OnlineAsync(service);

        Assert.Equal(4, _bench.Playout.Counters.Bytes);
    }

    [Theory]
    [InlineData(LinkSession.MaxMessageBytes, 0)]
    [InlineData(LinkSession.MaxMessageBytes + 1, 1)]
    [InlineData((3 * LinkSession.MaxMessageBytes) + 17, 1)]
    public async Task A_message_over_one_mebibyte_is_read_through_and_dropped(int bytes, int oversized)
    {
        ServicePeer service = await OpenAsync();
        await service.SendAsync(Padded(bytes));
        await OnlineAsync(service);

        Assert.Equal((oversized, 1 - oversized), (_bench.Counters.Oversized, _bench.Counters.Unknown));
    }

    [Fact]
    public async Task A_message_of_exactly_one_mebibyte_with_an_empty_last_fragment_is_read()
    {
        ServicePeer service = await OpenAsync();
        await service.SendAsync(Padded(LinkSession.MaxMessageBytes), isEnd: false);
        await service.SendAsync([]);
        await OnlineAsync(service);

        Assert.Equal((0, 0, 1), (_bench.Counters.Oversized, _bench.Counters.Malformed, _bench.Counters.Unknown));
    }

    [Fact]
    public async Task A_message_over_sixteen_mebibytes_closes_the_socket_with_1009()
    {
        (ServicePeer service, Task<SessionEnd> run) = Start();
        await service.OpenAsync();
        var mebibyte = new byte[1024 * 1024];
        for (int i = 0; i < 17; i++)
            await service.SendAsync(mebibyte, isEnd: false);
        Assert.Null(await service.ReadAsync());
        await service.CloseAsync();

        Assert.Equal(1009, (int?)service.Socket.CloseStatus);
        SessionEnd end = await run.Within(5);
        Assert.Equal((SessionEndKind.Protocol, 1009, true), (end.Kind, end.Code, end.WasOnline));
    }

    [Fact]
    public async Task Binary_and_unreadable_messages_are_counted_and_the_session_goes_on()
    {
        ServicePeer service = await OpenAsync();
        await service.SendAsync([1, 2, 3], WebSocketMessageType.Binary);
        await service.SendAsync("{");
        await service.SendAsync("[]");
        await OnlineAsync(service);

        Assert.Equal((1, 2), (_bench.Counters.Binary, _bench.Counters.Malformed));
    }

    [Fact]
    public async Task An_unknown_event_is_logged_once_per_type()
    {
        ServicePeer service = await OpenAsync();
        for (int i = 0; i < 3; i++)
            await service.SendAsync("""{"event_type":"conversation.brand_new"}""");
        await OnlineAsync(service);

        Assert.Equal(3, _bench.Counters.Unknown);
        Assert.Single(_bench.Log.Messages(LogLevel.Information), m => m.Contains("brand_new", StringComparison.Ordinal));
    }

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

    private sealed class FullAfter(int limit) : ChannelWriter<LinkNotice>
    {
        private int _count;

        public override bool TryWrite(LinkNotice item) => item is not WireEvent || ++_count <= limit;

        public override ValueTask<bool> WaitToWriteAsync(CancellationToken cancellationToken = default) => new(false);
    }

    private static (SessionEndKind Kind, bool WasOnline) Kind(SessionEnd end) => (end.Kind, end.WasOnline);

    private static byte[] Padded(int bytes)
    {
        var message = new byte[bytes];
        Array.Fill(message, (byte)' ');
        """{"event_type":"padding"}"""u8.CopyTo(message);
        return message;
    }

    private static LinkSettings Settings() => new() { Endpoint = new Uri("ws://localhost"), Chat = new ChatConfig() };

    private void Ask(int turn)
    {
        _bench.Gate.Begin(turn, expecting: false);
        _bench.Gate.ExpectReply(turn);
    }

    private void Speak(int turn, int frames)
    {
        _bench.Outbound.Begin(turn);
        for (int i = 0; i < frames; i++)
            _bench.Outbound.Write(turn, [(byte)i]);
    }

    private (ServicePeer Service, Task<SessionEnd> Run) Start()
    {
        (ServicePeer service, Task<SessionEnd> run, _) = StartSession();
        return (service, run);
    }

    private (ServicePeer Service, Task<SessionEnd> Run, LinkSession Session) StartSession()
    {
        var session = new LinkSession(
            _pair.Device, Settings(), Settings().Chat, _bench.Parts, new LinkSessionEvents(() => _online++, _learnt.Add));
        return (new ServicePeer(_pair), session.RunAsync(_stop.Token), session);
    }

    private async Task<ServicePeer> OpenAsync()
    {
        (ServicePeer service, _) = Start();
        await service.OpenAsync();
        await OnlineAsync(service);
        return service;
    }

    // Events are handled in order: when this one is told, everything before it was handled.
    private async Task OnlineAsync(ServicePeer service)
    {
        await service.SendAsync("""{"event_type":"conversation.cleared"}""");
        WireEvent last;
        do
        {
            last = await _bench.NextAsync<WireEvent>();
        }
        while (last.Event is not ConversationCleared);
    }
}
