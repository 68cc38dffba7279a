using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using CozeDevice.Control;
using CozeDevice.Conversation;
using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.Tests.Control;

public sealed class ControlServerTests : IAsyncLifetime
{
    private readonly TempDirectory _directory = new();
    private readonly TestLog _log = new();
    private readonly FakeDevice _device = new();
    private readonly ManualTimeProvider _time = new();
    private ControlServer _server = null!;

    private string Path => _directory["control.sock"];

    public ValueTask InitializeAsync()
    {
        _server = ControlServer.Start(Path, _device, _log.For<ControlServer>(), _time);
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
        { """{"cmd":"press"}""", new PressCommand() },
        { """{"cmd":"release"}""", new ReleaseCommand() },
        { """{"cmd":"tap"}""", new TapCommand() },
        { """{"cmd":"cancel"}""", new CancelCommand() },
        { """{"cmd":"mute"}""", new MuteCommand(true) },
        { """{"cmd":"unmute"}""", new MuteCommand(false) },
        { """{"cmd":"volume","percent":0}""", new VolumeCommand(0) },
        { """{"percent":100,"cmd":"volume"}""", new VolumeCommand(100) },
        { """{"cmd":"volume","step":-5}""", new VolumeStepCommand(-5) },
        { """{"cmd":"volume","step":100}""", new VolumeStepCommand(100) },
        { """{"cmd":"say","text":"你好"}""", new SayCommand("你好") },
        { """ {"cmd":"press","later":{"a":[1]}} """, new PressCommand() },
    };

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task A_command_reaches_the_device_and_is_answered(string request, DeviceCommand command)
    {
        await using var client = await RawClient.ConnectAsync(Path);

        Assert.Equal("""{"ok":true}""", await client.AskAsync(request));

        Assert.Equal([command], _device.Commands);
    }

    [Theory]
    [InlineData("press", "bad_json")]
    [InlineData("[]", "bad_json")]
    [InlineData("""{"cmd":"press"}{"cmd":"press"}""", "bad_json")]
    [InlineData("""{"cmd":"press",}""", "bad_json")]
    [InlineData("{}", "bad_value")]
    [InlineData("""{"cmd":7}""", "bad_value")]
    [InlineData("""{"cmd":"jump"}""", "unknown_command")]
    [InlineData("""{"cmd":"PRESS"}""", "unknown_command")]
    [InlineData("""{"cmd":"volume"}""", "bad_value")]
    [InlineData("""{"cmd":"volume","percent":101}""", "bad_value")]
    [InlineData("""{"cmd":"volume","percent":-1}""", "bad_value")]
    [InlineData("""{"cmd":"volume","percent":7.5}""", "bad_value")]
    [InlineData("""{"cmd":"volume","step":101}""", "bad_value")]
    [InlineData("""{"cmd":"volume","step":-101}""", "bad_value")]
    [InlineData("""{"cmd":"volume","percent":50,"step":5}""", "bad_value")]
    [InlineData("""{"cmd":"volume","percent":"70"}""", "bad_value")]
    [InlineData("""{"cmd":"volume","percent":{"a":1}}""", "bad_value")]
    [InlineData("""{"cmd":"updating"}""", "bad_value")]
    [InlineData("""{"cmd":"updating","seconds":-1}""", "bad_value")]
    [InlineData("""{"cmd":"updating","seconds":3601}""", "bad_value")]
    [InlineData("""{"cmd":"say"}""", "bad_value")]
    [InlineData("""{"cmd":"say","text":""}""", "bad_value")]
    [InlineData("""{"cmd":"say","text":5}""", "bad_value")]
    [InlineData("""{"cmd":"say","text":"\ud800"}""", "bad_json")]
    public async Task A_bad_request_is_refused_with_a_reason_and_the_connection_stays(string request, string code)
    {
        await using var client = await RawClient.ConnectAsync(Path);

        using var refusal = JsonDocument.Parse(await client.AskAsync(request));

        Assert.False(refusal.RootElement.GetProperty("ok").GetBoolean());
        Assert.Equal(code, refusal.RootElement.GetProperty("error").GetString());
        Assert.NotEmpty(refusal.RootElement.GetProperty("message").GetString()!);
        Assert.Empty(_device.Commands);
        Assert.Equal("""{"ok":true}""", await client.AskAsync("""{"cmd":"tap"}"""));
    }

    [Theory]
    [InlineData(1023, true)]
    [InlineData(1024, false)]
    public async Task A_text_to_say_has_fewer_than_1024_bytes(int bytes, bool ok)
    {
        await using var client = await RawClient.ConnectAsync(Path);
        var answer = await client.AskAsync($$"""{"cmd":"say","text":"{{new string('a', bytes)}}"}""");
        Assert.StartsWith(ok ? """{"ok":true""" : """{"ok":false""", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_over_64_KiB_is_refused_and_the_connection_stays()
    {
        await using var client = await RawClient.ConnectAsync(Path);
        var padding = new string(' ', 64 * 1024);
        Assert.Contains("too_long", await client.AskAsync($$"""{"cmd":"press"{{padding}}}"""), StringComparison.Ordinal);
        Assert.Equal("""{"ok":true}""", await client.AskAsync("""{"cmd":"tap"}"""));
        Assert.Equal([new TapCommand()], _device.Commands);
    }

    [Fact]
    public async Task A_line_of_exactly_64_KiB_is_taken()
    {
        await using var client = await RawClient.ConnectAsync(Path);
        var request = """{"cmd":"press"}""";
        Assert.Equal("""{"ok":true}""", await client.AskAsync(request + new string(' ', (64 * 1024) - request.Length)));
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_refused_and_the_connection_stays()
    {
        await using var client = await RawClient.ConnectAsync(Path);
        await client.SendAsync([0xFF, 0x00, 0xC3, (byte)'\n']);
        Assert.Contains("bad_json", await client.ReadAsync(), StringComparison.Ordinal);
        Assert.Equal("""{"ok":true}""", await client.AskAsync("""{"cmd":"tap"}"""));
    }

    [Fact]
    public async Task Empty_lines_are_no_requests()
    {
        await using var client = await RawClient.ConnectAsync(Path);
        Assert.Equal("""{"ok":true}""", await client.AskAsync("\r\n\n{\"cmd\":\"tap\"}\r"));
    }

    [Fact]
    public async Task Many_requests_in_one_packet_are_answered_in_order()
    {
        await using var client = await RawClient.ConnectAsync(Path);
        await client.SendAsync("{\"cmd\":\"press\"}\n{\"cmd\":\"x\"}\n{\"cmd\":\"release\"}\n"u8.ToArray());

        Assert.Equal("""{"ok":true}""", await client.ReadAsync());
        Assert.Contains("unknown_command", await client.ReadAsync(), StringComparison.Ordinal);
        Assert.Equal("""{"ok":true}""", await client.ReadAsync());
        Assert.Equal([new PressCommand(), new ReleaseCommand()], _device.Commands);
    }

    [Fact]
    public async Task A_refusal_of_the_device_is_passed_on()
    {
        _device.Answer = new("offline", "there is no link");
        await using var client = await RawClient.ConnectAsync(Path);
        Assert.Equal(
            """{"ok":false,"error":"offline","message":"there is no link"}""", await client.AskAsync("""{"cmd":"say","text":"a"}"""));
    }

    [Fact]
    public async Task A_command_that_throws_is_answered_and_logged()
    {
        _log.ExpectError("a command failed");
        _device.Failure = new InvalidOperationException("secret detail");
        await using var client = await RawClient.ConnectAsync(Path);

        var answer = await client.AskAsync("""{"cmd":"press"}""");

        Assert.Contains("\"internal\"", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_is_the_whole_snapshot()
    {
        _device.State = _device.State with { Link = new("offline", "dns", 4), Faults = ["capture"], Muted = true };
        await using var client = await RawClient.ConnectAsync(Path);
        Assert.Equal(
            """{"ok":true,"status":{"link":{"state":"offline","reason":"dns","attempt":4},"turn":{"state":"ready","turn":3},"led":{"pattern":"ready","rgb":"#000000"},"volume":70,"muted":true,"volume_max":100,"volume_control":"software","faults":["capture"],"stats":{"counters":{"frames_sent":12},"latencies":{"press_to_append":4.5}}}}""",
            await client.AskAsync("""{"cmd":"status"}"""));
    }

    [Fact]
    public async Task Watching_begins_with_the_snapshot_and_goes_on_with_the_events()
    {
        await using var client = await RawClient.ConnectAsync(Path);
        Assert.StartsWith("""{"event":"snapshot","at":1,"link":{"state":"online"}""", await client.AskAsync("""{"cmd":"watch"}"""), StringComparison.Ordinal);

        _device.Tell(new TurnEvent(new("listening", 4, null)) { At = 20 });

        Assert.Equal("""{"event":"turn","at":20,"state":"listening","turn":4}""", await client.ReadAsync());
    }

    [Fact]
    public async Task A_watcher_may_still_ask()
    {
        await using var client = await RawClient.ConnectAsync(Path);
        await client.AskAsync("""{"cmd":"watch"}""");
        Assert.Equal("""{"ok":true}""", await client.AskAsync("""{"cmd":"tap"}"""));
        Assert.Contains("already_watching", await client.AskAsync("""{"cmd":"watch"}"""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_watcher_that_closed_its_sending_side_goes_on_watching()
    {
        await using var client = await RawClient.ConnectAsync(Path);
        await client.AskAsync("""{"cmd":"watch"}""");
        client.CloseSending();
        _device.Tell(new CaptionEvent("still here") { At = 2 });
        Assert.Contains("still here", await client.ReadAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_watcher_gets_every_event()
    {
        await using var one = await RawClient.ConnectAsync(Path);
        await using var two = await RawClient.ConnectAsync(Path);
        await one.AskAsync("""{"cmd":"watch"}""");
        await two.AskAsync("""{"cmd":"watch"}""");

        _device.Tell(new CaptionEvent("hello") { At = 2 });

        Assert.Equal(await one.ReadAsync(), await two.ReadAsync());
    }

    [Fact]
    public async Task A_watcher_whose_feed_ended_is_disconnected()
    {
        await using var client = await RawClient.ConnectAsync(Path);
        await client.AskAsync("""{"cmd":"watch"}""");
        _device.EndFeeds();
        Assert.Null(await client.ReadAsync());
    }

    [Fact]
    public async Task A_watcher_that_does_not_read_is_disconnected_and_blocks_nobody()
    {
        await using var slow = await RawClient.ConnectAsync(Path);
        await slow.AskAsync("""{"cmd":"watch"}""");
        // Far more than the kernel buffers, so that a send must wait.
        for (var i = 0; i < 60; i++) _device.Tell(new ReplyEvent(new string('x', 20_000), false, 1));
        await _time.WhenDueInAsync(ControlConnection.SendLimit).Within(10);

        await using var quick = await RawClient.ConnectAsync(Path);
        Assert.Equal("""{"ok":true}""", await quick.AskAsync("""{"cmd":"tap"}"""));
        _time.Advance(ControlConnection.SendLimit);

        await slow.ReadToEndAsync().Within(10);
        await WaitAsync(() => _device.Watchers == 0);
        Assert.Contains("reads too slowly", _log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_that_vanishes_leaves_nothing_behind()
    {
        var client = await RawClient.ConnectAsync(Path);
        await client.AskAsync("""{"cmd":"watch"}""");
        await client.DisposeAsync();
        _device.Tell(new CaptionEvent("anybody?") { At = 2 });
        _device.Tell(new CaptionEvent("anybody?") { At = 3 });
        await WaitAsync(() => _server.ClientCount == 0 && _device.Watchers == 0);
    }

    [Fact]
    public async Task A_stuck_command_does_not_hold_up_other_clients_or_the_stop()
    {
        _device.Hold = new TaskCompletionSource().Task;
        await using var stuck = await RawClient.ConnectAsync(Path);
        await stuck.SendAsync("{\"cmd\":\"press\"}\n"u8.ToArray());
        await using var other = await RawClient.ConnectAsync(Path);
        Assert.Contains("\"ok\":true", await other.AskAsync("""{"cmd":"status"}"""), StringComparison.Ordinal);

        await _server.DisposeAsync().Within(5);

        Assert.Null(await stuck.ReadAsync());
    }

    [Fact]
    public async Task A_defect_ends_one_connection_and_neither_the_server_nor_its_stop()
    {
        _log.ExpectError("because of a defect");
        _device.State = null!;
        await using var unlucky = await RawClient.ConnectAsync(Path);
        await using var other = await RawClient.ConnectAsync(Path);

        await Assert.ThrowsAsync<EndOfStreamException>(() => unlucky.AskAsync("""{"cmd":"status"}"""));

        Assert.Equal("""{"ok":true}""", await other.AskAsync("""{"cmd":"tap"}"""));
        await _server.DisposeAsync().Within(5);
    }

    [Fact]
    public async Task Group_members_may_use_the_socket_and_others_not()
    {
        Assert.Equal("rw-rw----", Mode(Path));
        await _server.DisposeAsync();
        Assert.False(File.Exists(Path));
    }

    [Fact]
    public async Task A_missing_directory_is_created_for_owner_and_group()
    {
        var path = _directory["run/control.sock"];
        await using var server = ControlServer.Start(path, _device, _log.For<ControlServer>(), _time);
        Assert.Equal("rwxr-x---", Mode(_directory["run"]));
    }

    [Fact]
    public async Task A_live_socket_is_left_alone()
    {
        var e = Assert.Throws<ControlSocketInUseException>(
            () => ControlServer.Start(Path, _device, _log.For<ControlServer>(), _time));
        Assert.StartsWith($"another agent owns {Path}", e.Message, StringComparison.Ordinal);
        await using var client = await RawClient.ConnectAsync(Path);
        Assert.Equal("""{"ok":true}""", await client.AskAsync("""{"cmd":"tap"}"""));
    }

    [Fact]
    public async Task A_stale_socket_is_replaced()
    {
        var path = _directory["stale.sock"];
        LeaveStaleSocket(path);

        await using var server = ControlServer.Start(path, _device, _log.For<ControlServer>(), _time);

        await using var client = await RawClient.ConnectAsync(path);
        Assert.Equal("""{"ok":true}""", await client.AskAsync("""{"cmd":"tap"}"""));
    }

    [Fact]
    public void A_file_that_is_no_socket_is_never_deleted()
    {
        var path = _directory.Write("precious.txt", "mine");
        var e = Assert.Throws<ControlSocketException>(
            () => ControlServer.Start(path, _device, _log.For<ControlServer>(), _time));
        Assert.Contains("no socket", e.Message, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(path));
    }

    [Fact]
    public void A_place_that_cannot_hold_a_socket_is_an_error_with_its_path()
    {
        var path = System.IO.Path.Combine(_directory.Write("file", ""), "control.sock");
        var e = Assert.Throws<ControlSocketException>(
            () => ControlServer.Start(path, _device, _log.For<ControlServer>(), _time));
        Assert.Contains(path, e.Message, StringComparison.Ordinal);
    }

    // A socket whose owner died: closing the descriptor in a child would be the real thing; moving the name away before
    // the close keeps .NET from deleting it.
    private void LeaveStaleSocket(string path)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(_directory["bound.sock"]));
        File.Move(_directory["bound.sock"], path);
    }

    private static string Mode(string path)
    {
        var mode = File.GetUnixFileMode(path);
        var text = new StringBuilder();
        for (var bit = 8; bit >= 0; bit--) text.Append(((int)mode & (1 << bit)) != 0 ? "xwr"[bit % 3] : '-');
        return text.ToString();
    }

    // The server notices in its own time; each turn of the loop yields to it.
    private static async Task WaitAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (!condition()) await Task.Delay(5, limit.Token);
    }
}
