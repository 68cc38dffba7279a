using System.Net.WebSockets;
using CozeDevice.Account;
using CozeDevice.Link;
using CozeDevice.Protocol;
using CozeDevice.Tests.Support;
using CozeDevice.Tests.Support.Link;
using Xunit;

namespace CozeDevice.Tests.Link;

public sealed partial class LinkSupervisorTests : IAsyncLifetime
{
    private const double Unit = 1;

    private static readonly SessionEnd NoNetwork = new(SessionEndKind.Network, "no connection");

    private readonly LinkBench _bench = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly ScriptedDialer _dialer;
    private readonly List<string?> _conversations = [];
    private LinkSupervisor _link = null!;
    private Task _run = Task.CompletedTask;

    public LinkSupervisorTests() => _dialer = new ScriptedDialer(_bench.Time);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        // The clock stands still: whatever waits for a limit gets it.
        while (!_run.IsCompleted)
        {
            _bench.Time.AdvanceToNextTimer();
            await Task.WhenAny(_run, Task.Delay(5));
        }
        await _run.Within(5);
        _stop.Dispose();
        _dialer.Dispose();
        _bench.Dispose();
    }

    [Fact]
    public async Task A_dialer_that_throws_what_nobody_expects_is_a_failed_dial_and_the_next_one_comes()
    {
        _bench.Log.ExpectError("dial loop of the link failed");
        _dialer.Answer = _ => throw new InvalidOperationException("a bug");
        Start();

        Assert.Equal([0.5, 1], await WaitsAsync(2));
    }

    [Fact]
    public async Task A_dial_that_hangs_gives_way_to_news_of_the_network()
    {
        _dialer.Answer = stop => Task.Delay(Timeout.Infinite, stop).ContinueWith<WebSocket>(static _ => throw new OperationCanceledException(), TaskScheduler.Default);
        Start();
        await _dialer.DialledAsync().Within(5);
        _bench.Time.Advance(500);
        _link.NetworkChanged();
        Assert.Equal(1, _dialer.Dials);

        _bench.Time.Advance(700);
        _dialer.Answer = null;
        _link.NetworkChanged();
        await _dialer.DialledAsync().Within(5);

        Assert.Equal(2, _dialer.Dials);
    }

    [Fact]
    public async Task Failing_dials_follow_the_ceiling_curve()
    {
        _dialer.Fail(NoNetwork);
        Start();

        Assert.Equal([0.5, 1, 2, 4, 8, 16, 30, 30, 30], await WaitsAsync(9));
    }

    [Fact]
    public async Task States_and_attempts_are_told_in_order()
    {
        _dialer.Fail(NoNetwork);
        Start();
        List<(LinkState, OfflineReason, int)> told = [];
        for (int i = 0; i < 2; i++)
        {
            told.Add(Of(await _bench.NextStatusAsync()));
            told.Add(Of(await _bench.NextStatusAsync()));
            await PassAsync(connectThen: i == 1);
        }
        told.Add(Of(await _bench.NextStatusAsync()));
        told.Add(Of(await _bench.NextStatusAsync()));
        await _dialer.Peer!.OpenAsync();
        told.Add(Of(await _bench.NextStatusAsync()));

        Assert.Equal(
            [
                (LinkState.Connecting, OfflineReason.None, 1), (LinkState.Offline, OfflineReason.NoNetwork, 1),
                (LinkState.Connecting, OfflineReason.None, 2), (LinkState.Offline, OfflineReason.NoNetwork, 2),
                (LinkState.Connecting, OfflineReason.None, 3), (LinkState.Configuring, OfflineReason.None, 3),
                (LinkState.Online, OfflineReason.None, 0),
            ],
            told);
        static (LinkState, OfflineReason, int) Of(LinkStatus status) => (status.State, status.Reason, status.Attempt);
    }

    [Fact]
    public async Task A_hundred_sessions_that_are_accepted_and_closed_follow_the_curve_too()
    {
        Start();
        List<double> waits = [];
        for (int i = 0; i < 100; i++)
        {
            await _dialer.DialledAsync();
            await _dialer.Peer!.OpenAsync();
            await _bench.UntilAsync(LinkState.Online);
            await EndAsync();
            waits.Add(await NextWaitAsync());
        }

        Assert.Equal([0.5, 1, 2, 4, 8, 16, .. Enumerable.Repeat(30.0, 94)], waits);
    }

    [Fact]
    public async Task Thirty_seconds_online_start_the_curve_anew()
    {
        _dialer.Fail(NoNetwork);
        Start();
        await WaitsAsync(4, connectThen: true);
        await OnlineAsync();
        _bench.Time.Advance(30_000);
        await EndAsync();

        Assert.Equal(0.5, await NextWaitAsync(), 3);
    }

    [Fact]
    public async Task A_short_session_does_not()
    {
        _dialer.Fail(NoNetwork);
        Start();
        await WaitsAsync(4, connectThen: true);
        await OnlineAsync();
        _bench.Time.Advance(29_999);
        await EndAsync();

        Assert.Equal(8, await NextWaitAsync(), 3);
    }

    [Fact]
    public async Task A_hurry_ends_a_wait()
    {
        _dialer.Fail(NoNetwork);
        Start();
        await _bench.UntilAsync(LinkState.Offline);
        await _bench.Time.WhenArmedAsync(1).Within(5);

        _link.Hurry();
        await _bench.UntilAsync(LinkState.Offline);

        Assert.Equal(2, _dialer.Dials);
    }

    [Fact]
    public async Task A_hurry_from_before_the_session_does_not_shorten_the_wait_behind_it()
    {
        Start();
        await _bench.UntilAsync(LinkState.Configuring);
        _link.Hurry();
        await _dialer.Peer!.OpenAsync();
        await _bench.UntilAsync(LinkState.Online);
        await EndAsync();

        Assert.Equal(0.5, await NextWaitAsync(), 3);
    }

    [Theory]
    [InlineData(SessionEndKind.HttpRefused, 401)]
    [InlineData(SessionEndKind.HttpRefused, 403)]
    [InlineData(SessionEndKind.Rejected, 4100)]
    [InlineData(SessionEndKind.Rejected, 4027)]
    [InlineData(SessionEndKind.Rejected, 4028)]
    [InlineData(SessionEndKind.Rejected, 4008)]
    [InlineData(SessionEndKind.Rejected, 4011)]
    public async Task Where_the_owner_must_act_the_service_is_asked_every_five_minutes(SessionEndKind kind, int code)
    {
        _dialer.Fail(new SessionEnd(kind, "no", code));
        Start();

        Assert.Equal([300, 300, 300], await WaitsAsync(3));
    }

    [Fact]
    public async Task Refused_credentials_are_tried_at_most_every_five_seconds_however_often_the_button_is_pressed()
    {
        _dialer.Fail(new SessionEnd(SessionEndKind.HttpRefused, "no", 401));
        Start();
        await _bench.UntilAsync(LinkState.NeedAuth);
        await _bench.Time.WhenDueInAsync(TimeSpan.FromMinutes(5)).Within(5);
        _bench.Time.Advance(1_000);

        _link.Hurry();
        await _bench.Time.WhenDueInAsync(TimeSpan.FromSeconds(4)).Within(5);
        _bench.Time.Advance(1_000);
        _link.Hurry();
        await _bench.Time.WhenDueInAsync(TimeSpan.FromSeconds(3)).Within(5);
        Assert.Equal(1, _dialer.Dials);
        _bench.Time.Advance(3_000);
        await _bench.UntilAsync(LinkState.NeedAuth);

        Assert.Equal(2, _dialer.Dials);
    }

    [Fact]
    public async Task A_press_more_than_five_seconds_after_the_last_dial_dials_at_once()
    {
        _dialer.Fail(new SessionEnd(SessionEndKind.HttpRefused, "no", 401));
        Start();
        await _bench.UntilAsync(LinkState.NeedAuth);
        await _bench.Time.WhenDueInAsync(TimeSpan.FromMinutes(5)).Within(5);
        _bench.Time.Advance(5_000);

        _link.Hurry();
        await _bench.UntilAsync(LinkState.NeedAuth);

        Assert.Equal(2, _dialer.Dials);
    }

    [Fact]
    public async Task A_missing_token_needs_the_owner_and_dials_nobody()
    {
        _dialer.Token = () => throw new TokenException("Auth:TokenFile: /x does not exist");
        Start();

        LinkStatus status = await _bench.NextStatusAsync();
        Assert.Equal((LinkState.NeedAuth, "Auth:TokenFile: /x does not exist"), (status.State, status.Message));
        Assert.Equal(0, _dialer.Dials);
    }

    [Fact]
    public async Task Three_errors_in_a_row_while_configuring_are_a_refusal()
    {
        Start();
        List<OfflineReason> reasons = [];
        for (int i = 0; i < 4; i++)
        {
            await _dialer.DialledAsync();
            await RejectAsync(4000);
            reasons.Add((await _bench.UntilAsync(LinkState.Offline)).Reason);
            await PassAsync();
        }

        Assert.Equal(
            [OfflineReason.Closed, OfflineReason.Closed, OfflineReason.Refused, OfflineReason.Refused], reasons);
    }

    [Fact]
    public async Task The_least_wait_the_service_asks_for_is_kept()
    {
        _dialer.Fail(new SessionEnd(SessionEndKind.HttpRefused, "busy", 503) { RetryAfter = TimeSpan.FromSeconds(77) });
        Start();

        Assert.Equal([77, 77], await WaitsAsync(2));
    }

    [Fact]
    public async Task A_lost_session_is_redialled_at_once_while_speech_waits()
    {
        Start();
        await OnlineAsync();
        _bench.Outbound.Begin(1);
        _bench.Outbound.Write(1, [7]);
        Assert.Equal("input_audio_buffer.append", await _dialer.Peer!.ReadTypeAsync());
        await EndAsync();
        await OnlineAsync();

        Assert.Equal("input_audio_buffer.append", await _dialer.Peer!.ReadTypeAsync());
        Assert.Equal(_dialer.At.ElementAt(0), _dialer.At.ElementAt(1));
    }

    [Fact]
    public async Task A_failed_dial_while_speech_waits_is_repeated_within_half_a_second()
    {
        _bench.Outbound.Begin(1);
        _dialer.Fail(NoNetwork);
        Start();

        Assert.Equal([0.5, 0.5, 0.5, 0.5], await WaitsAsync(4));
    }

    private static string? ConversationOf(System.Text.Json.JsonElement update) =>
        update.GetProperty("data").TryGetProperty("chat_config", out System.Text.Json.JsonElement chat)
            && chat.TryGetProperty("conversation_id", out System.Text.Json.JsonElement id) ? id.GetString() : null;

    private void Start(string? conversation = null)
    {
        var chat = new ChatConfig { Conversation = new ConversationConfig { ConversationId = conversation } };
        _link = new LinkSupervisor(
            new LinkSettings { Endpoint = new Uri("ws://localhost"), Chat = chat },
            _dialer, _dialer, _bench.Parts, () => Unit)
        { ConversationChanged = _conversations.Add };
        _run = _link.RunAsync(_stop.Token);
    }

    private async Task OnlineAsync()
    {
        await _bench.UntilAsync(LinkState.Configuring);
        await _dialer.Peer!.OpenAsync();
        await _bench.UntilAsync(LinkState.Online);
    }

    private async Task<System.Text.Json.JsonElement> RejectAsync(int code)
    {
        System.Text.Json.JsonElement update = await _dialer.Peer!.OpenAsync(
            $$$"""{"event_type":"error","data":{"code":{{{code}}},"msg":"no"}}""");
        await EndAsync();
        return update;
    }

    // The service closes.
    private Task EndAsync() => _dialer.Peer!.CloseAsync();

    /// <summary>Waits until an attempt has ended and the supervisor waits, lets that time pass and says how long it was.</summary>
    private async Task<double> NextWaitAsync(bool connectThen = false)
    {
        LinkStatus status;
        do
        {
            status = await _bench.NextStatusAsync();
        }
        while (status.State is not (LinkState.Offline or LinkState.NeedAuth));
        return await PassAsync(connectThen);
    }

    private async Task<double> PassAsync(bool connectThen = false)
    {
        await _bench.Time.WhenArmedAsync(1).Within(5);
        TimeSpan wait = _bench.Time.NextDueIn!.Value;
        if (connectThen)
            _dialer.Answer = null;
        _bench.Time.Advance(wait);
        return wait.TotalSeconds;
    }

    private async Task<List<double>> WaitsAsync(int count, bool connectThen = false)
    {
        List<double> waits = [];
        while (waits.Count < count)
            waits.Add(await NextWaitAsync(connectThen && waits.Count == count - 1));
        return waits;
    }
}
