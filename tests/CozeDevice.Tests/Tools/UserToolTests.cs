using System.Net;
using System.Text;
using System.Text.Json;
using CozeDevice.Options;
using CozeDevice.Tests.Support;
using CozeDevice.Tools;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Xunit;

namespace CozeDevice.Tests.Tools;

/// <summary>Programs and servers of this machine as tools, run for real.</summary>
public sealed class UserToolTests
{
    [Fact]
    public async Task A_program_gets_its_arguments_on_standard_input_and_answers_on_standard_output() =>
        Assert.Equal("""{"speed":2}""", (await RunAsync("exec cat", """{"speed": 2}""")).Output);

    [Fact]
    public async Task Words_of_the_command_and_arguments_never_reach_a_shell()
    {
        ToolResult result = await RunAsync(["/bin/echo", "$(id)", "`id`", "; id"], "{}");

        Assert.Equal("""{"result":"$(id) `id` ; id"}""", result.Output);
    }

    [Fact]
    public async Task A_program_sees_no_secret_of_ours()
    {
        Environment.SetEnvironmentVariable("CANARY_TOKEN", "pat_canary");
        ToolResult result = await RunAsync("env", "{}");

        Assert.DoesNotContain("CANARY", result.Output, StringComparison.Ordinal);
        Assert.Contains("PATH=", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_fails_is_an_error_result_with_its_code_and_complaint()
    {
        ToolResult result = await RunAsync("echo 'no fan here' >&2; exit 3", "{}");

        Assert.False(result.Ok);
        Assert.Equal("""{"error":"failed","message":"the tool ended with 3: no fan here"}""", result.Output);
    }

    [Fact]
    public async Task A_program_that_is_not_there_is_an_error_result() =>
        Assert.StartsWith("""{"error":"failed","message":"the tool cannot be started""", (await RunAsync(["/nonexistent/fan"], "{}")).Output, StringComparison.Ordinal);

    [Fact]
    public async Task A_program_that_hangs_is_killed_with_its_children()
    {
        using var directory = new TempDirectory();
        string pid = directory["pid"];
        ToolResult result = await RunAsync(["/bin/sh", "-c", $"sleep 1000 & echo $! > {pid}; wait"], "{}", limitMs: 300);

        Assert.Equal("""{"error":"timeout","message":"the tool took longer than 0.3 s"}""", result.Output);
        string child = "/proc/" + File.ReadAllText(pid).Trim();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (Directory.Exists(child) && !File.ReadAllText(child + "/stat").Contains(") Z ", StringComparison.Ordinal))
            await Task.Delay(5, limit.Token);
    }

    [Fact]
    public async Task A_result_of_a_megabyte_is_refused_and_not_kept()
    {
        ToolResult result = await RunAsync("head -c 1000000 /dev/zero | tr '\\0' 'a'", "{}");

        Assert.Equal("""{"error":"output_too_large","message":"the tool wrote more than 65536 bytes"}""", result.Output);
    }

    [Fact]
    public async Task A_program_that_complains_at_length_is_not_held_up_by_it()
    {
        ToolResult result = await RunAsync("head -c 300000 /dev/zero | tr '\\0' 'e' >&2; echo '{\"on\":1}'", "{}");

        Assert.Equal("""{"on":1}""", result.Output);
    }

    [Fact]
    public async Task What_a_program_leaves_behind_does_not_hold_its_answer_back()
    {
        ToolResult result = await RunAsync("sleep 60 & echo started", "{}");

        Assert.Equal("""{"result":"started"}""", result.Output);
    }

    [Fact]
    public async Task A_program_gets_what_it_declares_in_the_type_it_declares()
    {
        ToolResult result = await UseAsync(
            """{ "t": { "description": "x", "command": ["/bin/cat"], "parameters": { "speed": { "type": "integer" }, "on": { "type": "boolean" } } } }""",
            """{"speed":"2", "on":"true", "made_up": [1], }""");

        Assert.Equal("""{"speed":2,"on":true}""", result.Output);
    }

    [Fact]
    public async Task A_program_that_reads_nothing_and_says_nothing_is_done() =>
        Assert.Equal("""{"ok":true}""", (await RunAsync(["/bin/true"], "{\"text\":\"" + new string('a', 60_000) + "\"}")).Output);

    [Fact]
    public async Task A_server_of_this_machine_is_posted_the_arguments_and_its_answer_is_the_result()
    {
        await using WebApplication server = await ServerAsync();
        string url = server.Urls.First();

        Assert.Equal("""{"got":{"on":true}}""", (await CallAsync(url + "/lamp", """{"on":true}""")).Output);
        Assert.Equal("""{"error":"failed","message":"the tool's server answered 503"}""", (await CallAsync(url + "/down", "{}")).Output);
        Assert.Equal("""{"error":"failed","message":"the tool's server answered 302"}""", (await CallAsync(url + "/away", "{}")).Output);
        Assert.Equal("""{"error":"output_too_large","message":"the tool's server answered more than 65536 bytes"}""", (await CallAsync(url + "/huge", "{}")).Output);
        Assert.Equal("""{"error":"timeout","message":"the tool took longer than 0.3 s"}""", (await CallAsync(url + "/slow", "{}", 300)).Output);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_an_error_result() =>
        Assert.Equal("""{"error":"failed","message":"the tool's server does not answer"}""", (await CallAsync("http://127.0.0.1:1/", "{}")).Output);

    private static Task<ToolResult> RunAsync(string script, string arguments) => RunAsync(["/bin/sh", "-c", script], arguments);

    private static Task<ToolResult> RunAsync(string[] command, string arguments, int limitMs = 5000) =>
        UseAsync($$"""{ "t": { "description": "x", "command": {{Words(command)}}, "timeout_ms": {{limitMs}} } }""", arguments);

    private static Task<ToolResult> CallAsync(string url, string arguments, int limitMs = 5000) =>
        UseAsync($$"""{ "t": { "description": "x", "url": "{{url}}", "timeout_ms": {{limitMs}} } }""", arguments);

    private static async Task<ToolResult> UseAsync(string tools, string arguments)
    {
        using var box = new ToolBox();
        box.Fill(new ToolOptions { User = UserToolReader.Read(tools) }, control: null, TimeProvider.System);
        return await new DeviceTools(box.Tools, new ManualTimeProvider()).CallAsync("t", arguments, CancellationToken.None).Within(30);
    }

    private static string Words(string[] words)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartArray();
            foreach (string word in words) json.WriteStringValue(word);
            json.WriteEndArray();
        }
        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static async Task<WebApplication> ServerAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        WebApplication server = builder.Build();
        server.MapPost("/lamp", async (HttpRequest request) =>
            $$"""{"got":{{await new StreamReader(request.Body).ReadToEndAsync()}}}""");
        server.MapPost("/down", () => Results.StatusCode(503));
        server.MapPost("/away", () => Results.Redirect("http://example.com/"));
        server.MapPost("/huge", () => new string('a', 1_000_000));
        server.MapPost("/slow", async (HttpContext call) => await Task.Delay(Timeout.Infinite, call.RequestAborted).ContinueWith(static _ => "", TaskScheduler.Default));
        await server.StartAsync().WaitAsync(TimeSpan.FromSeconds(10));
        return server;
    }
}
