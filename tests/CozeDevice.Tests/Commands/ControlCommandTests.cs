using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using CozeDevice.Control;
using CozeDevice.Conversation;
using CozeDevice.Tests.Control;
using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.Tests.Commands;

public sealed class ControlCommandTests : IAsyncLifetime
{
    private readonly TempDirectory _directory = new();
    private readonly TestLog _log = new();
    private readonly FakeDevice _device = new();
    private ControlServer _server = null!;

    private string SocketPath => _directory["control.sock"];

    public ValueTask InitializeAsync()
    {
        _server = ControlServer.Start(SocketPath, _device, _log.For<ControlServer>(), TimeProvider.System);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _directory.Dispose();
        _log.Dispose();
    }

    public static TheoryData<string, DeviceCommand> Commands => new()
    {
        { "press", new PressCommand() },
        { "release", new ReleaseCommand() },
        { "tap", new TapCommand() },
        { "cancel", new CancelCommand() },
        { "mute", new MuteCommand(true) },
        { "unmute", new MuteCommand(false) },
        { "volume 0", new VolumeCommand(0) },
        { "volume 100", new VolumeCommand(100) },
        { "volume +5", new VolumeStepCommand(5) },
        { "volume -5", new VolumeStepCommand(-5) },
        { "say @home at last", new SayCommand("@home at last") },
    };

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task A_command_is_carried_out_in_silence(string line, DeviceCommand command)
    {
        Assert.Equal(new(0, "", ""), await CtlAsync(line));
        Assert.Equal([command], _device.Commands);
    }

    [Fact]
    public async Task Everything_else_in_the_configuration_may_be_wrong()
    {
        var file = _directory.Write("c.json", $$"""{ "Audio": { "Volume": "loud" }, "Control": { "Socket": "{{SocketPath}}" } }""");
        var run = await ProgramRun.OfAsync(["ctl", "press", "--config", file]);
        Assert.Equal(new(0, "", ""), run);
    }

    [Fact]
    public async Task A_wrong_socket_path_ends_with_78()
    {
        var run = await ProgramRun.OfAsync(["ctl", "press", "--set", $"Control:Socket={new string('x', 200)}"]);
        Assert.Equal(78, run.ExitCode);
        Assert.Contains("Control:Socket", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_socket_may_come_from_the_environment()
    {
        var run = await ProgramRun.OfAsync(["ctl", "tap"], new() { ["COZEDEVICE_Control__Socket"] = SocketPath });
        Assert.Equal(0, run.ExitCode);
    }

    [Theory]
    [InlineData("press")]
    [InlineData("status")]
    [InlineData("watch")]
    public async Task Without_an_agent_it_ends_with_4_and_names_the_socket(string command)
    {
        var path = _directory["none.sock"];
        var run = await ProgramRun.OfAsync(["ctl", command, "--set", $"Control:Socket={path}"]);
        Assert.Equal(4, run.ExitCode);
        Assert.Equal($"cozedevice: no running agent at {path}: it does not exist\n", run.Error);
    }

    [Theory]
    [InlineData("""{"er\ud800ror":1}""", 0)]
    [InlineData("""{"error":"\ud800"}""", 1)]
    public async Task What_a_tool_answers_is_shown_as_it_is_whatever_it_holds(string output, int exitCode)
    {
        _device.Answer = new() { Output = output };
        Assert.Equal(
            new(exitCode, output + "\n", ""), await ProgramRun.OfAsync(["tools", "call", "get_volume", "--set", $"Control:Socket={SocketPath}"]));
    }

    [Theory]
    [InlineData("""{"ok":true}""")]
    [InlineData("[]")]
    [InlineData("hello")]
    [InlineData("""{"ok":true,"status":{"link":{"state":"\ud800"}}}""")]
    public async Task What_is_no_status_ends_with_1_and_the_name_of_the_socket(string answer)
    {
        string path = _directory["stranger.sock"];
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen();
        Task answering = AnswerAsync(listener, answer, times: 2);

        string[] status = ["ctl", "status", "--set", $"Control:Socket={path}"];
        var expected = new ProgramRun(1, "", $"cozedevice: what answers at {path} is no agent\n");
        Assert.Equal(expected, await ProgramRun.OfAsync(status));
        Assert.Equal(expected, await ProgramRun.OfAsync([.. status, "--json"]));
        await answering.Within(10);
    }

    [Fact]
    public async Task A_refusal_ends_with_1_and_its_reason()
    {
        _device.Answer = new("offline", "there is no link");
        Assert.Equal(new(1, "", "cozedevice: there is no link (offline)\n"), await CtlAsync("say hello"));
    }

    [Fact]
    public async Task A_refusal_as_json_is_a_result_too()
    {
        _device.Answer = new("offline", "there is no link");
        var run = await CtlAsync("say hello --json");
        Assert.Equal((1, "{\"ok\":false,\"error\":\"offline\",\"message\":\"there is no link\"}\n"), (run.ExitCode, run.Out));
    }

    [Fact]
    public async Task An_agent_that_does_not_answer_ends_with_3()
    {
        _device.Hold = new TaskCompletionSource().Task;
        var run = await CtlAsync("press --timeout 0.2");
        Assert.Equal(3, run.ExitCode);
        Assert.Contains("within 0.2 s", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_is_a_table_for_people()
    {
        _device.State = _device.State with { Link = new("offline", "dns", 4), Faults = ["capture"] };
        var run = await CtlAsync("status");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("offline (dns)", run.Out, StringComparison.Ordinal);
        Assert.Contains("capture", run.Out, StringComparison.Ordinal);
        Assert.Contains("4.5 ms", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_as_json_is_the_snapshot()
    {
        using var json = JsonDocument.Parse((await CtlAsync("status --json")).Out);
        Assert.Equal("online", json.RootElement.GetProperty("link").GetProperty("state").GetString());
        Assert.Equal(12, json.RootElement.GetProperty("stats").GetProperty("counters").GetProperty("frames_sent").GetInt32());
    }

    [Fact]
    public async Task Watch_prints_one_object_per_line_until_the_agent_goes()
    {
        var watching = CtlAsync("watch");
        await _device.Watched.Task.Within(10);
        _device.Tell(new TurnEvent(new("listening", 4, null)) { At = 20 });
        _device.EndFeeds();

        var run = await watching;

        var lines = run.Out.TrimEnd().Split('\n');
        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("{\"event\":\"snapshot\"", lines[0], StringComparison.Ordinal);
        Assert.Equal("""{"event":"turn","at":20,"state":"listening","turn":4}""", lines[1]);
        Assert.Contains("closed the connection", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ctrl_C_ends_watching_with_0()
    {
        using var interrupt = new CancellationTokenSource();
        var watching = CtlAsync("watch", interrupt.Token);
        await _device.Watched.Task.Within(10);
        await interrupt.CancelAsync();
        var run = await watching;
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task Watch_as_timeline_prints_milliseconds_since_the_press()
    {
        var watching = CtlAsync("watch --timeline");
        await _device.Watched.Task.Within(10);
        _device.Tell(new TurnEvent(new("listening", 4, null)) { At = 2000 });
        _device.Tell(new TurnEvent(new("thinking", 4, null)) { At = 3500 });
        _device.EndFeeds();

        var lines = (await watching).Out.TrimEnd().Split('\n');

        Assert.Equal("      0 ms  turn 4      listening", lines[1]);
        Assert.Equal("   1500 ms  turn 4      thinking", lines[2]);
    }

    [Fact]
    public async Task The_live_view_needs_a_terminal()
    {
        var run = await CtlAsync("view");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("needs a terminal", run.Error, StringComparison.Ordinal);
    }

    private static async Task AnswerAsync(Socket listener, string answer, int times)
    {
        for (int i = 0; i < times; i++)
        {
            using Socket client = await listener.AcceptAsync().Within(10);
            await client.ReceiveAsync(new byte[1024]).Within(10);
            await client.SendAsync(Encoding.UTF8.GetBytes(answer + "\n")).Within(10);
        }
    }

    private Task<ProgramRun> CtlAsync(string line, CancellationToken cancellationToken = default) =>
        ProgramRun.OfAsync(["ctl", .. line.Split(' '), "--set", $"Control:Socket={SocketPath}"], null, cancellationToken);
}
