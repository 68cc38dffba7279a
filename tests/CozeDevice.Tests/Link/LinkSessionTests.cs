using System.Net.WebSockets;
using System.Threading.Channels;
using CozeDevice.Link;
using CozeDevice.Protocol;
using CozeDevice.Tests.Support;
using CozeDevice.Tests.Support.Link;
using Microsoft.Extensions.Logging;
using Xunit;

namespace CozeDevice.Tests.Link;

public sealed partial class LinkSessionTests : IDisposable
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
