using System.Net.Sockets;
using CozeDevice.Control;
using CozeDevice.Doctor;
using CozeDevice.Tests.Control;
using CozeDevice.Tests.Support;
using CozeDevice.Tests.Support.Link;
using Xunit;

namespace CozeDevice.Tests.Doctor;

/// <summary>The real probes, against real sockets and trees of files.</summary>
public sealed class ProbeTests : IDisposable
{
    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void The_machine_names_system_board_and_devices()
    {
        _directory.Write("etc/os-release", "ID=debian\nPRETTY_NAME=\"Debian GNU/Linux 13 (trixie)\"\n");
        _directory.Write("proc/device-tree/model", "Raspberry Pi Zero 2 W Rev 1.0\0");
        _directory.Write("etc/group", "root:x:0:\naudio:x:29:pi\n");
        _directory.Write("dev/gpiochip0", "");
        var probe = new MachineProbe(TimeProvider.System, _directory.Path);
        var facts = probe.Read();
        Assert.Equal(("Debian GNU/Linux 13 (trixie)", "Raspberry Pi Zero 2 W Rev 1.0"), (facts.Os, facts.Model));
        Assert.True(facts.Kernel > new Version(4, 0));
        Assert.False(facts.HasRoots && Environment.GetEnvironmentVariable("SSL_CERT_FILE") is null && Environment.GetEnvironmentVariable("SSL_CERT_DIR") is null);
        var device = Assert.Single(probe.Devices(["gpio", "audio", "spi"]));
        Assert.Equal(("gpio", _directory["dev/gpiochip0"], true), (device.Group, device.Path, device.MayOpen));
    }

    [Fact]
    public void The_mark_of_the_time_service_is_a_synchronized_clock()
    {
        _directory.Write("run/systemd/timesync/synchronized", "");
        var clock = new MachineProbe(TimeProvider.System, _directory.Path).Clock();
        Assert.True(clock.IsSynchronized);
        Assert.True(clock.Now > clock.Built);
    }

    [Fact]
    public void Groups_are_read_by_name_number_and_member()
    {
        var groups = new UserGroups("root:x:0:\naudio:x:29:pi,anna\nbroken\ngpio:x:997:\n");
        Assert.Equal(("audio", null), (groups.NameOf(29), groups.NameOf(1)));
        Assert.True(groups.HasMember("audio", "anna"));
        Assert.False(groups.HasMember("audio", "ann") || groups.HasMember("gpio", "") || groups.HasMember("x", "pi"));
    }

    [Fact]
    public async Task An_agent_answers_is_dead_or_absent()
    {
        using var log = new TestLog();
        Assert.Equal(AgentState.Absent, (await Agent("none.sock").Within(5)).State);
        await using (ControlServer.Start(_directory["c.sock"], new FakeDevice(), log.For<ControlServer>(), TimeProvider.System))
        {
            var facts = await Agent("c.sock").Within(5);
            Assert.Equal((AgentState.Answers, "online"), (facts.State, facts.Status!.Link.State));
        }

        _directory.Write("file.sock", ""); // what is left refuses, as a socket without a listener does
        Assert.Equal(AgentState.Dead, (await Agent("file.sock").Within(5)).State);
    }

    [Fact]
    public async Task An_agent_that_takes_the_call_and_says_nothing_is_silent()
    {
        using var deaf = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        deaf.Bind(new UnixDomainSocketEndPoint(_directory["deaf.sock"]));
        deaf.Listen();
        var facts = await new AgentProbe(_directory["deaf.sock"], new HastyTime(AgentProbe.Limit)).LookAsync().Within(5);
        Assert.Equal(AgentState.Silent, facts.State);
    }

    [Theory]
    [InlineData(-30, -1, "localhost", true, nameof(TlsVerdict.Dates))]
    [InlineData(1, 30, "localhost", true, nameof(TlsVerdict.Dates))]
    [InlineData(-1, 30, "example.com", true, nameof(TlsVerdict.Name))]
    [InlineData(-1, 30, "localhost", false, nameof(TlsVerdict.Untrusted))]
    public async Task A_certificate_is_refused_for_what_is_wrong_with_it(int from, int to, string name, bool isTrusted, string verdict)
    {
        using var service = new DatedService(DateTimeOffset.UtcNow.AddDays(from), DateTimeOffset.UtcNow.AddDays(to), name);
        var roots = isTrusted ? _directory.Write("ca.pem", service.Authority.ExportCertificatePem()) : null;
        var facts = await new NetworkProbe(roots, TimeProvider.System).AskAsync(new($"https://localhost:{service.Address.Port}/")).Within(10);
        Assert.Equal((verdict, null), (facts.Verdict.ToString(), facts.Date));
        Assert.NotNull(facts.Problem);
    }

    [Fact]
    public void The_credential_of_the_service_is_found_from_outside_the_service()
    {
        var context = new CozeDevice.Commands.ProgramContext
        {
            Out = TextWriter.Null,
            Error = TextWriter.Null,
            Environment = new Dictionary<string, string>(),
            CredentialStores = [_directory["credstore"], _directory["run/credstore"], _directory["credstore.encrypted"]],
        };
        _directory.Write("credstore.encrypted/coze-token", "k6iUCUh0RJCQ");
        Assert.Null(Credentials.FileOf(Credentials.Find(context, _directory.Path)));
        var loaded = _directory.Write("run/credstore/coze-token", "pat_x");
        Assert.Equal(loaded, Credentials.FileOf(Credentials.Find(context, _directory.Path)));
        var given = _directory.Write("run/credentials/cozedevice.service/coze-token", "pat_x");
        Assert.Equal(given, Credentials.FileOf(Credentials.Find(context, _directory.Path)));
    }

    // Seen in the guest of the card image: 0440 and an access list, and a remedy that would have taken the token from the service.
    [Fact]
    public void The_copy_systemd_gives_the_service_is_nobodys_to_close()
    {
        var context = new CozeDevice.Commands.ProgramContext
        {
            Out = TextWriter.Null,
            Error = TextWriter.Null,
            Environment = new Dictionary<string, string>(),
            CredentialStores = [_directory["credstore"]],
        };
        var written = _directory.Write("credstore/coze-token", "pat_x");
        Assert.Equal(written, Credentials.MindedFileOf(Credentials.Find(context, _directory.Path), _directory.Path));
        _directory.Write("run/credentials/cozedevice.service/coze-token", "pat_x");
        Assert.Null(Credentials.MindedFileOf(Credentials.Find(context, _directory.Path), _directory.Path));
    }

    private Task<AgentFacts> Agent(string socket) => new AgentProbe(_directory[socket], TimeProvider.System).LookAsync();
}
