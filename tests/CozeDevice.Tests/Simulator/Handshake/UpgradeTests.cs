using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using CozeDevice.Simulator;
using CozeDevice.Simulator.Scenarios;
using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.Tests.Simulator.Handshake;

/// <summary>Upgrades as they look on the wire: header names are compared letter by letter by one official SDK.</summary>
public sealed class UpgradeTests
{
    [Fact]
    public async Task A_refusal_carries_the_log_id_spelled_as_the_js_sdk_reads_it()
    {
        await using SimulatorHost host = await Bench.StartAsync(ScenarioCatalog.Load("refuse-401"));

        string answer = await UpgradeAsync(host, "/v1/chat?bot_id=1");

        Assert.StartsWith("HTTP/1.1 401 ", answer, StringComparison.Ordinal);
        Assert.Contains("\r\nX-Tt-Logid: ", answer, StringComparison.Ordinal);
        Assert.Contains("\"code\":4100", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_scenario_can_leave_the_log_id_out()
    {
        await using SimulatorHost host = await Bench.StartAsync(ScenarioCatalog.Load("refuse-503"));

        string answer = await UpgradeAsync(host, "/v1/chat?bot_id=1");

        Assert.StartsWith("HTTP/1.1 503 ", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("logid", answer, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("\r\nRetry-After: 1\r\n", answer, StringComparison.Ordinal);
        Assert.Contains("<html>", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_accepted_upgrade_carries_the_log_id_of_its_events()
    {
        await using SimulatorHost host = await Bench.StartAsync(Scenario.Parrot);
        using ClientWebSocket socket = WireClient.NewSocket();

        await socket.ConnectAsync(new Uri(host.WebSocketUri, "/v1/chat?bot_id=1"), default).Within(20);

        Assert.Equal([host.Record.Connections[0].LogId], socket.HttpResponseHeaders!["X-Tt-Logid"]);
    }

    [Theory]
    [InlineData("", "bot_id: ")]
    [InlineData("?workflow_id=7", "bot_id: ")]
    [InlineData("?bot_id=", "bot_id: ")]
    [InlineData("?bot_id=1&device_id=board17", "device_id: ")]
    [InlineData("?bot_id=1&device_id=", "device_id: ")]
    [InlineData("?bot_id=1&device_id=-5", "device_id: ")]
    [InlineData("?bot_id=1&device_id=+5", "device_id: ")]
    [InlineData("?bot_id=1&device_id=9223372036854775808", "device_id: ")]
    public async Task A_wrong_query_is_400_with_the_usual_envelope(string query, string message)
    {
        await using SimulatorHost host = await Bench.StartAsync(Scenario.Parrot);

        string answer = await UpgradeAsync(host, $"/v1/chat{query}");

        Assert.StartsWith("HTTP/1.1 400 ", answer, StringComparison.Ordinal);
        using JsonDocument body = JsonDocument.Parse(answer[answer.IndexOf('{', StringComparison.Ordinal)..(answer.LastIndexOf('}') + 1)]);
        Assert.Equal(4000, body.RootElement.GetProperty("code").GetInt32());
        Assert.StartsWith(message, body.RootElement.GetProperty("msg").GetString(), StringComparison.Ordinal);
        Assert.NotEmpty(body.RootElement.GetProperty("detail").GetProperty("logid").GetString()!);
    }

    [Theory]
    [InlineData("?bot_id=1&device_id=9223372036854775807")]
    [InlineData("?bot_id=1&device_id=0&workflow_id=any%20text")]
    [InlineData("?other=%zz&bot_id=1")]
    public async Task A_right_query_is_accepted(string query)
    {
        await using SimulatorHost host = await Bench.StartAsync(Scenario.Parrot);

        Assert.StartsWith("HTTP/1.1 101 ", await UpgradeAsync(host, $"/v1/chat{query}"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pat_x y+z", "Bearer%20pat_x%20y+z", 101)]
    [InlineData("pat_x+z", "Bearer%20pat_x+z", 101)]
    [InlineData("pat_x+z", "Bearer%20pat_x%2Bz", 101)]
    [InlineData("pat_x z", "Bearer%20pat_x+z", 401)]
    [InlineData("pat_x", "Bearer+pat_x", 401)]
    [InlineData("pat_x", "pat_x", 401)]
    [InlineData("pat_x", "Bearer%20pat_y", 401)]
    [InlineData("pat_x", "", 401)]
    public async Task The_token_may_come_in_the_query_where_plus_is_plus(string token, string sent, int status)
    {
        await using SimulatorHost host = await SimulatorHost.StartAsync(new SimulatorOptions { Token = token });

        string answer = await UpgradeAsync(host, $"/v1/chat?bot_id=1&authorization={sent}", token: null);

        Assert.StartsWith($"HTTP/1.1 {status} ", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pat_right", 101)]
    [InlineData("pat_wrong", 401)]
    [InlineData(null, 401)]
    public async Task The_token_in_the_header_decides(string? token, int status)
    {
        await using SimulatorHost host = await SimulatorHost.StartAsync(new SimulatorOptions { Token = "pat_right" });

        string answer = await UpgradeAsync(host, "/v1/chat?bot_id=1", token);

        Assert.StartsWith($"HTTP/1.1 {status} ", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_token_of_its_own_any_bearer_is_let_in_but_not_none()
    {
        await using SimulatorHost host = await Bench.StartAsync(Scenario.Parrot);

        Assert.StartsWith("HTTP/1.1 401 ", await UpgradeAsync(host, "/v1/chat?bot_id=1", token: null), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compression_that_is_offered_is_declined()
    {
        await using SimulatorHost host = await Bench.StartAsync(Scenario.Parrot);

        string answer = await UpgradeAsync(host, "/v1/chat?bot_id=1");

        Assert.DoesNotContain("Sec-WebSocket-Extensions", answer, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_plain_request_is_400()
    {
        await using SimulatorHost host = await Bench.StartAsync(Scenario.Parrot);

        string answer = await SendAsync(
            host, "GET /v1/chat?bot_id=1 HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer a\r\nConnection: close\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 400 ", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tls_is_served_with_a_certificate_of_the_authority_written_out()
    {
        using TempDirectory directory = new();
        await using SimulatorHost host = await SimulatorHost.StartAsync(
            new SimulatorOptions { UseTls = true, CaFile = directory["ca.pem"] });
        using var authority = System.Security.Cryptography.X509Certificates.X509Certificate2.CreateFromPem(
            await File.ReadAllTextAsync(directory["ca.pem"]));
        using ClientWebSocket socket = WireClient.NewSocket();
        socket.Options.RemoteCertificateValidationCallback = (_, certificate, chain, _) =>
        {
            chain!.ChainPolicy.TrustMode = System.Security.Cryptography.X509Certificates.X509ChainTrustMode.CustomRootTrust;
            chain.ChainPolicy.CustomTrustStore.Add(authority);
            chain.ChainPolicy.RevocationMode = System.Security.Cryptography.X509Certificates.X509RevocationMode.NoCheck;
            return chain.Build((System.Security.Cryptography.X509Certificates.X509Certificate2)certificate!);
        };

        await socket.ConnectAsync(new Uri(host.WebSocketUri, "/v1/chat?bot_id=1"), default).Within(20);

        Assert.Equal("wss", host.WebSocketUri.Scheme);
        Assert.Equal(WebSocketState.Open, socket.State);
    }

    private static Task<string> UpgradeAsync(SimulatorHost host, string target, string? token = "pat_test") => SendAsync(
        host,
        $"GET {target} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
        + "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n"
        + (token is null ? "\r\n" : $"Authorization: Bearer {token}\r\n\r\n"));

    // The head of the answer, and its body when it has one.
    private static async Task<string> SendAsync(SimulatorHost host, string request)
    {
        using TcpClient tcp = new();
        await tcp.ConnectAsync("127.0.0.1", host.BaseUri.Port).Within(20);
        NetworkStream stream = tcp.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request)).Within(20);
        StringBuilder answer = new();
        byte[] buffer = new byte[4096];
        while (!IsWhole(answer.ToString()))
        {
            int count = await stream.ReadAsync(buffer).Within(20);
            if (count == 0)
            {
                break;
            }

            answer.Append(Encoding.UTF8.GetString(buffer, 0, count));
        }

        return answer.ToString();
    }

    private static bool IsWhole(string answer) =>
        answer.StartsWith("HTTP/1.1 101", StringComparison.Ordinal)
            ? answer.Contains("\r\n\r\n", StringComparison.Ordinal)
            : answer.EndsWith("0\r\n\r\n", StringComparison.Ordinal);
}
