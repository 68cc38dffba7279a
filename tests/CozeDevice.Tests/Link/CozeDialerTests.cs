using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using CozeDevice.Link;
using CozeDevice.Simulator;
using CozeDevice.Simulator.Recording;
using CozeDevice.Simulator.Scenarios;
using CozeDevice.Tests.Support;
using CozeDevice.Tests.Support.Link;
using Xunit;

namespace CozeDevice.Tests.Link;

/// <summary>The dialer against the simulator and against things that are not Coze.</summary>
public sealed class CozeDialerTests
{
    private const string Token = "pat_s3cret";
    private const string Agent = "cozedevice/1.2.3 (linux; arm64)";

    [Fact]
    public async Task The_token_and_the_user_agent_are_seen_by_the_service()
    {
        await using SimulatorHost host = await SimulatorHost.StartAsync(new SimulatorOptions { Token = Token });
        using WebSocket socket = await DialAsync(Chat(host));

        ConnectionRecord connection = await host.Record.WaitForConnectionAsync(1).Within(10);
        Assert.Equal((Agent, $"Bearer {Token}"), (connection.UserAgent, connection.Headers["Authorization"]));
        Assert.DoesNotContain(Token, connection.Query, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("refuse-401", 401)]
    [InlineData("refuse-403", 403)]
    [InlineData("refuse-503", 503)]
    public async Task A_refused_upgrade_is_told_with_its_status_and_log_id(string scenario, int status)
    {
        await using SimulatorHost host = await SimulatorHost.StartAsync(
            new SimulatorOptions { Scenario = ScenarioCatalog.Load(scenario) });

        SessionEnd end = await FailAsync(Chat(host));

        ConnectionRecord connection = await host.Record.WaitForConnectionAsync(1).Within(10);
        Assert.Equal((SessionEndKind.HttpRefused, status), (end.Kind, end.Code));
        Assert.Equal(status == 503 ? null : connection.LogId, end.LogId);
        Assert.Equal(status == 503 ? TimeSpan.FromSeconds(1) : null, end.RetryAfter);
    }

    [Fact]
    public async Task An_ordinary_page_is_a_captive_portal()
    {
        using var portal = new Page("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nlogin");

        Assert.Equal((SessionEndKind.HttpRefused, 200), KindAndCode(await FailAsync(portal.Address)));
    }

    [Fact]
    public async Task A_redirect_is_not_followed_with_the_token()
    {
        using var elsewhere = new Page("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        using var portal = new Page(
            $"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:{elsewhere.Address.Port}/\r\nContent-Length: 0\r\n\r\n");

        Assert.Equal((SessionEndKind.HttpRefused, 302), KindAndCode(await FailAsync(portal.Address)));
        Assert.Equal(0, elsewhere.Visitors);
    }

    [Fact]
    public async Task A_proxy_is_connected_to_and_told_the_name_of_the_service()
    {
        using var proxy = new Page("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n");
        using var dialer = new CozeDialer(
            Agent, null, TimeProvider.System, new WebProxy($"http://127.0.0.1:{proxy.Address.Port}"));

        var failure = await Assert.ThrowsAsync<DialException>(
            () => dialer.DialAsync(new Uri("wss://coze.test/v1/chat"), Token, CancellationToken.None).Within(20));

        Assert.Equal(SessionEndKind.Network, failure.End.Kind);
        Assert.StartsWith("CONNECT coze.test:443 ", proxy.Asked, StringComparison.Ordinal);
        Assert.Equal(IPAddress.Loopback, dialer.LocalAddress);
    }

    [Fact]
    public async Task A_connection_the_service_left_open_is_not_used_for_the_next_dial()
    {
        using var page = new Page("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n");
        using var dialer = new CozeDialer(Agent, null, TimeProvider.System);
        for (int i = 0; i < 2; i++)
        {
            await Assert.ThrowsAsync<DialException>(
                () => dialer.DialAsync(page.Address, Token, CancellationToken.None).Within(20));
        }

        Assert.Equal(2, page.Visitors);
    }

    [Fact]
    public async Task A_refused_connection_is_no_network()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0)); // taken, but nobody listens

        SessionEnd end = await FailAsync(new Uri($"ws://127.0.0.1:{((IPEndPoint)listener.LocalEndPoint!).Port}/v1/chat"));

        Assert.Equal(SessionEndKind.Network, end.Kind);
    }

    [Fact]
    public async Task A_connection_that_breaks_during_the_upgrade_is_no_network()
    {
        using var page = new Page("");

        Assert.Equal(SessionEndKind.Network, (await FailAsync(page.Address)).Kind);
    }

    [Fact]
    public async Task A_name_that_does_not_exist_is_told_as_such()
    {
        SessionEnd end = await FailAsync(new Uri("wss://no-such-host.invalid/v1/chat"));

        // A machine without any network cannot ask.
        Assert.True(end.Kind is SessionEndKind.Dns or SessionEndKind.Network, end.ToString());
    }

    [Fact]
    public async Task A_certificate_of_a_configured_authority_is_trusted()
    {
        await using SimulatorHost host = await SimulatorHost.StartAsync(new SimulatorOptions { UseTls = true });

        using WebSocket socket = await DialAsync(Chat(host), [host.Authority!]);

        Assert.Equal(WebSocketState.Open, socket.State);
    }

    [Fact]
    public async Task A_certificate_of_nobody_is_not()
    {
        await using SimulatorHost host = await SimulatorHost.StartAsync(new SimulatorOptions { UseTls = true });

        Assert.Equal(SessionEndKind.Tls, (await FailAsync(Chat(host))).Kind);
    }

    [Fact]
    public async Task Before_this_program_was_built_it_is_the_clock_and_not_the_certificate()
    {
        await using SimulatorHost host = await SimulatorHost.StartAsync(new SimulatorOptions { UseTls = true });
        var time = new ManualTimeProvider();
        time.JumpWallClock(TimeSpan.FromDays(-20_000));

        Assert.Equal(SessionEndKind.Clock, (await FailAsync(Chat(host), time)).Kind);
    }

    [Theory]
    [InlineData(-20, -10, SessionEndKind.Clock, "ended on")]
    [InlineData(10, 20, SessionEndKind.Clock, "begins on")]
    [InlineData(-1, 1, SessionEndKind.Tls, "not trusted")]
    public async Task A_certificate_that_is_refused_for_its_dates_alone_makes_the_clock_suspect(
        int fromDays, int toDays, SessionEndKind kind, string said)
    {
        // A trusted one with dates beside now; and one that is good but for another name.
        using var service = new DatedService(
            DateTimeOffset.UtcNow.AddDays(fromDays), DateTimeOffset.UtcNow.AddDays(toDays),
            kind == SessionEndKind.Clock ? "localhost" : "elsewhere.test");
        using var dialer = new CozeDialer(Agent, [service.Authority], TimeProvider.System);

        var failure = await Assert.ThrowsAsync<DialException>(
            () => dialer.DialAsync(service.Address, Token, CancellationToken.None).Within(20));

        Assert.Equal(kind, failure.End.Kind);
        Assert.Contains(said, failure.End.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dial_can_be_ended()
    {
        using var silent = new Page(null);
        using var limit = new CancellationTokenSource();
        using var dialer = new CozeDialer(Agent, null, TimeProvider.System);
        Task<WebSocket> dial = dialer.DialAsync(silent.Address, Token, limit.Token);
        await silent.VisitedAsync();
        await limit.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => dial.Within(5));
    }

    private static (SessionEndKind Kind, int? Code) KindAndCode(SessionEnd end) => (end.Kind, end.Code);

    private static Uri Chat(SimulatorHost host) => new(host.WebSocketUri, "/v1/chat?bot_id=7350000000000000001");

    private static async Task<WebSocket> DialAsync(Uri endpoint, X509Certificate2Collection? authorities = null)
    {
        using var dialer = new CozeDialer(Agent, authorities, TimeProvider.System);
        return await dialer.DialAsync(endpoint, Token, CancellationToken.None).Within(10);
    }

    private static async Task<SessionEnd> FailAsync(Uri endpoint, TimeProvider? time = null)
    {
        using var dialer = new CozeDialer(Agent, null, time ?? TimeProvider.System);
        var failure = await Assert.ThrowsAsync<DialException>(
            () => dialer.DialAsync(endpoint, Token, CancellationToken.None).Within(20));
        Assert.DoesNotContain(Token, failure.ToString(), StringComparison.Ordinal);
        return failure.End;
    }

    /// <summary>Something on TCP that answers every visitor with the same text, and hangs up; or never answers.</summary>
    private sealed class Page : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly TaskCompletionSource _visited = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly string? _answer;
        private int _visitors;

        public Page(string? answer)
        {
            _answer = answer;
            _listener.Start();
            Address = new Uri($"ws://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/v1/chat");
            _ = ServeAsync();
        }

        public Uri Address { get; }

        /// <summary>What the last visitor asked.</summary>
        public string Asked { get; private set; } = "";

        public int Visitors => Volatile.Read(ref _visitors);

        public Task VisitedAsync() => _visited.Task.Within(10);

        public void Dispose() => _listener.Dispose();

        private async Task ServeAsync()
        {
            try
            {
                while (true)
                {
                    TcpClient visitor = await _listener.AcceptTcpClientAsync();
                    Interlocked.Increment(ref _visitors);
                    var request = new byte[4096];
                    int length = await visitor.GetStream().ReadAtLeastAsync(request, 1);
                    Asked = Encoding.ASCII.GetString(request, 0, length);
                    _visited.TrySetResult();
                    if (_answer is null)
                        continue;
                    await visitor.GetStream().WriteAsync(Encoding.ASCII.GetBytes(_answer));
                    visitor.Dispose();
                }
            }
            catch (Exception over) when (over is SocketException or ObjectDisposedException or IOException)
            {
                // The test is over.
            }
        }
    }
}
