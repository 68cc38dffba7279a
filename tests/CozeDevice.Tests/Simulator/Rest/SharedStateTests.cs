using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using CozeDevice.Simulator;
using CozeDevice.Simulator.OAuth;
using CozeDevice.Simulator.Scenarios;
using Xunit;

namespace CozeDevice.Tests.Simulator.Rest;

/// <summary>REST, OAuth and the chat socket are one service.</summary>
public sealed class SharedStateTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_token_from_a_device_login_opens_the_socket()
    {
        await using var host = await StartAsync(
            new SimulatorOptions { Token = "pat_other", DeviceApproval = DeviceApproval.AfterPolls(0) });
        var begun = await PostAsync(host, "/api/permission/oauth2/device/code", """{"client_id":"app"}""");
        var code = begun.GetProperty("device_code").GetString();
        var granted = await PostAsync(host, "/api/permission/oauth2/token", $$"""
            {"grant_type":"urn:ietf:params:oauth:grant-type:device_code","client_id":"app","device_code":"{{code}}"}
            """);

        await using var client = await WireClient.ConnectAsync(host, token: granted.GetProperty("access_token").GetString());

        Assert.Equal("chat.created", (await client.UntilAsync("chat.created"))[^1].Type);
    }

    [Fact]
    public async Task A_token_nobody_issued_does_not_open_the_socket()
    {
        await using var host = await StartAsync(new SimulatorOptions { Token = "pat_other" });

        await Assert.ThrowsAsync<WebSocketException>(() => WireClient.ConnectAsync(host, token: "czu_forged"));
    }

    [Fact]
    public async Task A_strict_scenario_continues_a_conversation_made_by_rest()
    {
        await using var host = await StartAsync(Strict());
        var made = await PostAsync(host, "/v1/conversation/create", "{}");
        await using var client = await WireClient.ConnectAsync(host);

        await client.SendAsync("chat.update", Continue(made.GetProperty("data").GetProperty("id").GetString()!));

        Assert.Equal("chat.updated", (await client.UntilAsync("chat.updated"))[^1].Type);
    }

    [Fact]
    public async Task A_strict_scenario_clears_a_conversation_made_by_the_socket()
    {
        await using var host = await StartAsync(Strict());
        await using var client = await WireClient.OpenAsync(host, "{}");
        await client.SendAsync(
            "conversation.message.create", """{"role":"user","content_type":"text","content":"hello"}""");
        var made = (await client.UntilAsync("conversation.chat.created"))[^1].Text("conversation_id");

        var known = await PostAsync(host, $"/v1/conversations/{made}/clear", "");
        var unknown = await PostAsync(host, "/v1/conversations/7500000000000000001/clear", "");

        Assert.Equal(0, known.GetProperty("code").GetInt32());
        Assert.Equal(4002, unknown.GetProperty("code").GetInt32());
    }

    [Fact]
    public async Task The_scenario_answers_text_questions_over_rest_as_well()
    {
        var scenario = Scenario.Parrot with { Replies = [new Reply { Text = "From the scenario." }] };
        await using var host = await StartAsync(new SimulatorOptions { Scenario = scenario });

        var stream = await SendAsync(host, "/v3/chat", """
            {"bot_id":"1","user_id":"u","stream":true,"additional_messages":[{"role":"user","content":"hello"}]}
            """);

        Assert.Contains("\"content\":\"From the scenario.\"", stream, StringComparison.Ordinal);
    }

    private static Task<SimulatorHost> StartAsync(SimulatorOptions options) =>
        SimulatorHost.StartAsync(options).WaitAsync(Deadline);

    private static SimulatorOptions Strict() =>
        new() { Scenario = Scenario.Parrot with { RefusesUnknownConversations = true } };

    private static string Continue(string conversationId) =>
        $$$"""{"chat_config":{"conversation_id":"{{{conversationId}}}"}}""";

    private static async Task<JsonElement> PostAsync(SimulatorHost host, string path, string json) =>
        JsonElement.Parse(await SendAsync(host, path, json));

    private static async Task<string> SendAsync(SimulatorHost host, string path, string json)
    {
        using var http = new HttpClient { BaseAddress = host.BaseUri, Timeout = Deadline };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "pat_test");
        using var response = await http.PostAsync(path, new StringContent(json, Encoding.UTF8, "application/json"));
        return await response.Content.ReadAsStringAsync();
    }
}
