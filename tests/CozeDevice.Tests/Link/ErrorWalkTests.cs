using System.Net;
using CozeDevice.Conversation;
using CozeDevice.Link;
using CozeDevice.Tests.Conversation;
using CozeDevice.Tests.Support;
using CozeDevice.Tests.Support.Link;
using Xunit;

namespace CozeDevice.Tests.Link;

/// <summary>Every row of protocol §9 through supervisor, session, gate, machine and indicator: at rest, in a turn, while
/// configuring.</summary>
public sealed class ErrorWalkTests : IAsyncLifetime
{
    private const string LogId = "L7";
    private const string Acknowledged = """{"event_type":"input_audio_buffer.completed"}""";

    private readonly LoopBench _bench;
    private readonly FeedSubscription _feed;
    private readonly List<DeviceEvent> _told = [];
    private ScriptedDialer _dialer = null!;

    public ErrorWalkTests()
    {
        _bench = new LoopBench(
            promptLength: _ => TimeSpan.FromSeconds(1), dialer: time => _dialer = new ScriptedDialer(time), conversation: "C1");
        _feed = _bench.Loop.Subscribe();
    }

    public static TheoryData<int> Codes => [.. ErrorRow.Events.Select(row => row.Code)];

    public static TheoryData<int> Statuses => [.. ErrorRow.Statuses.Select(row => row.Code)];

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        _feed.Dispose();
        await _bench.DisposeAsync();
        _dialer.Dispose();
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task At_rest(int code)
    {
        ErrorRow row = Event(code);
        await OnlineAsync();
        await SendErrorAsync(row);

        await ToldAsync(row);
        bool isRedialled = row.Sends == "redial";
        string link = row.Ends ? row.Link : isRedialled ? "offline timeout" : "online";
        await UntilLinkAsync(link);
        await _bench.Settle();
        DeviceSnapshot now = _bench.Loop.Snapshot();
        Assert.Equal((link, row.Ends || isRedialled ? row.Led : "ready"), (NameOf(now.Link), now.Led.Pattern));
        Assert.Equal(row.Ends && row.Forgets ? null : "C1", _bench.Link.ConversationId);
        Assert.Equal(row.Renews ? 1 : 0, _dialer.Renewals.Count);
        Assert.Equal("ready", _bench.Turn);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task In_a_turn(int code)
    {
        ErrorRow row = Event(code);
        await OnlineAsync();
        ServicePeer peer = _dialer.Peer!;
        await AskAsync();
        Assert.Equal("input_audio_buffer.append", await peer.ReadTypeAsync());
        Assert.Equal("input_audio_buffer.complete", await peer.ReadTypeAsync());
        await peer.SendAsync(Acknowledged);
        await SendErrorAsync(row);

        await ToldAsync(row);
        switch (row.InTurn)
        {
            case null:
                await _bench.Settle();
                Assert.Equal(("thinking", "online"), (_bench.Turn, NameOf(_bench.Loop.Snapshot().Link)));
                break;
            case "again":
                await OpenAsync();
                peer = _dialer.Peer!;
                Assert.Equal("input_audio_buffer.append", await peer.ReadTypeAsync());
                Assert.Equal("input_audio_buffer.complete", await peer.ReadTypeAsync());
                // There is no third time.
                await _dialer.Peer!.SendAsync(Acknowledged);
                await SendErrorAsync(row);
                Assert.Equal("try_again", await PromptAsync());
                break;
            case "redialled":
                await OpenAsync();
                Assert.Equal("input_audio_buffer.append", await _dialer.Peer!.ReadTypeAsync());
                break;
            default:
                Assert.Equal(row.InTurn, await PromptAsync());
                Assert.Equal("prompting", _bench.Loop.Snapshot().Led.Pattern);
                if (row.Ends)
                    await UntilLinkAsync(row.Link);
                else if (row.Sends != "redial")
                    Assert.Equal("conversation.chat.cancel", await peer.ReadTypeAsync());
                break;
        }
        if (row.Sends == "redial")
            await UntilLinkAsync("offline timeout");
        else if (row.Sends is not null)
            Assert.Equal(row.Sends, await peer.ReadTypeAsync());
        Assert.Equal(row.Ends && row.Forgets ? null : "C1", _bench.Link.ConversationId);
        Assert.Equal(row.Renews ? 1 : 0, _dialer.Renewals.Count);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task While_configuring(int code)
    {
        ErrorRow row = Event(code);
        _bench.Start();
        _bench.StartLink();
        await _dialer.DialledAsync();
        Assert.Equal("chat.update", await _dialer.Peer!.ReadTypeAsync());
        await SendErrorAsync(row, ends: true);

        await ToldAsync(row);
        await UntilLinkAsync(row.Link);
        await _bench.Settle();
        Assert.Equal(row.Led, _bench.Loop.Snapshot().Led.Pattern);
        Assert.Equal(row.Forgets ? null : "C1", _bench.Link.ConversationId);
        Assert.Equal(row.Renews ? 1 : 0, _dialer.Renewals.Count);
    }

    [Theory]
    [MemberData(nameof(Statuses))]
    public async Task At_the_upgrade(int status)
    {
        ErrorRow row = ErrorRow.Statuses.Single(row => row.Code == status);
        _dialer.Fail(UpgradeRefusal.Describe(
            (HttpStatusCode)status, new Dictionary<string, IEnumerable<string>> { ["X-Tt-Logid"] = [LogId] }));
        _bench.Start();
        _bench.StartLink();

        await UntilLinkAsync(row.Link);
        await ToldAsync(row);
        await _bench.Settle();
        Assert.Equal(row.Led, _bench.Loop.Snapshot().Led.Pattern);
        Assert.Equal(row.Renews ? 1 : 0, _dialer.Renewals.Count);

        await AskAsync(patience: 8_000);
        Assert.Equal(row.InTurn, await PromptAsync());
        Assert.Equal("C1", _bench.Link.ConversationId);
    }

    private static ErrorRow Event(int code) => ErrorRow.Events.Single(row => row.Code == code);

    private static string NameOf(LinkView link) => link.Reason is null ? link.State : $"{link.State} {link.Reason}";

    private async Task OnlineAsync()
    {
        _bench.Start();
        _bench.StartLink();
        await OpenAsync();
    }

    private async Task OpenAsync()
    {
        await _dialer.DialledAsync();
        await _dialer.Peer!.OpenAsync();
        await UntilLinkAsync("online");
    }

    // The microphone of this bench has no thread: the utterance is put into the queue by hand.
    private async Task AskAsync(int patience = 0)
    {
        await _bench.Do(new PressCommand());
        _bench.Outbound.Begin(1);
        _bench.Outbound.Write(1, [7]);
        await _bench.Pass(1_000);
        await _bench.Do(new ReleaseCommand());
        await _bench.Pass(501);
        for (int waited = 0; waited < patience && _bench.Turn == "thinking"; waited += 100)
            await _bench.Pass(100);
    }

    private async Task SendErrorAsync(ErrorRow row, bool? ends = null)
    {
        ServicePeer peer = _dialer.Peer!;
        await peer.SendAsync(
            $$$"""{"event_type":"error","data":{"code":{{{row.Code}}},"msg":"no"},"detail":{"logid":"{{{LogId}}}"}}""");
        if (ends ?? row.Ends)
            await peer.CloseAsync();
    }

    private Task<ErrorEvent> ToldAsync(ErrorRow row) => UntilAsync<ErrorEvent>(error =>
        error.LogId == LogId && error.Code == row.Code.ToString(System.Globalization.CultureInfo.InvariantCulture));

    private Task<LinkEvent> UntilLinkAsync(string name) => UntilAsync<LinkEvent>(told => NameOf(told.Link) == name);

    private async Task<string?> PromptAsync() =>
        (await UntilAsync<TurnEvent>(told => told.Turn.State == "prompting")).Turn.Reason;

    // Also what was told before: link and error of one step have an order of their own.
    private async Task<T> UntilAsync<T>(Func<T, bool> fits)
        where T : DeviceEvent
    {
        for (int seen = 0; ; seen++)
        {
            if (seen == _told.Count)
                _told.Add(await _feed.Events.ReadAsync().AsTask().Within(10, $"a {typeof(T).Name}; told: {string.Join(" | ", _told)}"));
            if (_told[seen] is T wanted && fits(wanted))
                return wanted;
        }
    }
}
