using System.Net.Sockets;
using CozeDevice.Doctor;
using CozeDevice.Link;
using CozeDevice.Linux.Alsa;
using CozeDevice.Linux.Gpio;
using CozeDevice.Tests.Support;
using CozeDevice.Tests.Support.Audio;
using Xunit;

namespace CozeDevice.Tests.Doctor;

/// <summary>A board with exactly one fault: the doctor names that one, with the command that helps, and finds nothing else.</summary>
public sealed class FaultTableTests
{
    private static readonly DateTimeOffset June = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly Dictionary<string, Case> Cases = new()
    {
        ["an old kernel"] = new("system", Fault.KernelOld, "full-upgrade", m => m.Facts = m.Facts with { Kernel = new(5, 4) }),
        ["no Linux"] = new("system", Fault.NotLinux, "Raspberry Pi OS", m => m.Facts = m.Facts with { IsLinux = false }),
        ["a processor nobody tried"] = new("system", Fault.ProcessorUnknown, "arm64", m => m.Facts = m.Facts with { Architecture = "s390x" }),
        ["an old runtime"] = new("runtime", Fault.RuntimeOld, "--channel 10.0", m => m.Facts = m.Facts with { Runtime = new(8, 0) }),
        ["not in the group audio"] = new("permissions", Fault.GroupMissing, "usermod -aG audio", m => m.Files[0] = m.Files[0] with { MayOpen = false, IsMember = false }),
        ["a session older than the group"] = new("permissions", Fault.SessionOld, "log out", m => m.Files[1] = m.Files[1] with { MayOpen = false }),
        ["no udev rules"] = new("permissions", Fault.DeviceClosed, "udevadm", m => m.Files[1] = m.Files[1] with { MayOpen = false, Owner = "root" }),
        ["no libasound"] = new("libraries", Fault.AlsaMissing, "libasound2t64", m => m.Cards = new() { IsInstalled = false }),
        ["no libopus"] = new("libraries", Fault.OpusMissing, "libopus0", m => m.Facts = m.Facts with { HasOpus = false }),
        ["a typing error in the configuration"] = new("configuration", Fault.ConfigurationWrong, "config check", m => m.Settings.Add("Turn:Mode=push")),
        ["no bot id"] = new("configuration", Fault.ConfigurationWrong, "config check", m => m.Settings.RemoveAt(0)),
        ["a kernel without sound"] = new("card", Fault.SoundMissing, "modprobe", m => m.Cards = Without(CardAbsence.NoKernelSound)),
        ["a container without /dev/snd"] = new("card", Fault.SoundFilesMissing, "--device /dev/snd", m => m.Cards = Without(CardAbsence.NoDeviceFiles)),
        ["no card"] = new("card", Fault.CardMissing, "lsusb", m => m.Cards = Without(CardAbsence.NoCard)),
        ["a card of another name"] = new("card", Fault.CardUnknown, "audio list", m => m.Settings.Add("Audio:Playback=plughw:CARD=Devise")),
        ["a card in use"] = new("card", Fault.CardBusy, "fuser", m => (m.Cards.Probes[SickMachine.Card], m.Holder) = (new(null, "busy", true), "\"pulseaudio\" (pid 812)"), "\"pulseaudio\" (pid 812)"),
        ["a card with a rate of its own"] = new("card", Fault.CardRateUnknown, "plughw", m => m.Cards.Probes[SickMachine.Card] = new(new(["S16_LE"], 1, 1, [32_000]))),
        ["a card by its number"] = new("card", Fault.CardByNumber, "audio list", m =>
        {
            m.Cards.Probes["hw:1,0"] = m.Cards.Probes[SickMachine.Card];
            m.Settings.Add("Audio:Capture=hw:1,0");
        }),
        ["a dead microphone"] = new("microphone", Fault.MicrophoneSilent, "alsamixer -c Device", m => m.Microphone = new() { Sound = _ => 0 }),
        ["an overdriven microphone"] = new("microphone", Fault.MicrophoneClips, "lower the capture gain", m => m.Microphone = new() { Sound = i => i % 20 < 10 ? short.MaxValue : short.MinValue }),
        ["a microphone off centre"] = new("microphone", Fault.MicrophoneOffset, "high-pass", m => m.Microphone = new() { Sound = i => (short)(8_000 + (100 * (i % 2))) }),
        ["a speaker nobody hears"] = new("speaker", Fault.SpeakerUnheard, "alsamixer -c Device", m => (m.Answer, m.LedError) = (false, null), Also: "led"),
        ["a speaker that does not open"] = new("speaker", Fault.SpeakerLost, "audio list", m => (m.Answer, m.SpeakerError) = (true, new("x", "no such device"))),
        ["a speaker that is taken"] = new("speaker", Fault.CardBusy, "fuser", m => (m.Answer, m.SpeakerError) = (true, new("x", "busy") { Holder = "\"mpv\" (pid 9)" }), "\"mpv\" (pid 9)"),
        ["a line that is taken"] = new("button", Fault.GpioLineBusy, "\"gpio-fan\"", m => m.Lines["GPIO17"] = new("GPIO17", true, "gpio-fan"), "gpio-fan"),
        ["a line the dead agent's name is on"] = new("button", Fault.GpioLineBusy, "gpio list", m => m.Lines["GPIO17"] = new("GPIO17", true, "cozedevice")),
        ["no such line"] = new("button", Fault.GpioLineUnknown, "gpio list", m =>
        {
            m.Settings.Add("Button:Line=GPIO170");
            m.LineError = new(GpioProblem.NoLine, "there is no line GPIO170");
        }),
        ["a machine without GPIO"] = new("button", Fault.GpioMissing, "Button:Line=none", m => m.LineError = new(GpioProblem.NoChip, "this machine has no GPIO chip")),
        ["a chip that may not be opened"] = new("button", Fault.GroupMissing, "usermod -aG gpio", m => m.LineError = new(GpioProblem.NoPermission, "/dev/gpiochip0 may not be opened")),
        ["a foot switch that is not there"] = new("button", Fault.InputMissing, "gpio list", m => m.Settings.Add("Button:Input=auto")),
        ["no LED where the default is"] = new("led", Fault.LedMissing, "config boards", m => m.LedError = new("GPIO25", "no such line") { IsMissing = true }),
        ["a broken LED"] = new("led", Fault.LedBroken, "led test", m => m.LedError = new("/dev/spidev0.0", "input/output error")),
        ["a clock of 1970"] = new("clock", Fault.ClockWrong, "set-ntp", m => m.ClockNow = m.ClockNow with { Now = DateTimeOffset.UnixEpoch }),
        ["a clock nobody keeps"] = new("clock", Fault.ClockUnsynchronized, "set-ntp", m => m.ClockNow = m.ClockNow with { IsSynchronized = false }),
        ["a clock that is an hour ahead"] = new("clock", Fault.ClockOff, "set-ntp", m => m.ClockNow = m.ClockNow with { Now = June.AddHours(1) }, "ahead of the service"),
        ["no network"] = new("dns", Fault.NetworkDown, "nmcli", m => (m.NameError, m.IsNetworkUp) = (SocketError.TryAgain, false)),
        ["no name server"] = new("dns", Fault.NameServerSilent, "resolv.conf", m => m.NameError = SocketError.TryAgain),
        ["an unknown name"] = new("dns", Fault.NameUnknown, "getent hosts api.coze.cn", m => m.NameError = SocketError.HostNotFound),
        ["nobody listens"] = new("tcp", Fault.PortRefused, "config show", m => m.PortError = SocketError.ConnectionRefused),
        ["a firewall"] = new("tcp", Fault.PortSilent, "api.coze.cn:443", m => m.PortError = SocketError.HostUnreachable),
        ["a certificate of another time"] = new("tls", Fault.CertificateDates, "set-ntp", m => m.Http = new(TlsVerdict.Dates, null, "it is valid from 2027")),
        ["no trusted roots"] = new("tls", Fault.RootsMissing, "ca-certificates", m => (m.Http, m.Facts) = (new(TlsVerdict.Untrusted), m.Facts with { HasRoots = false })),
        ["a proxy that looks inside"] = new("tls", Fault.CertificateUntrusted, "Coze:CaFile", m => m.Http = new(TlsVerdict.Untrusted, null, "it is signed by ACME Proxy"), "ACME Proxy"),
        ["a certificate of somebody else"] = new("tls", Fault.CertificateName, "sign-in page", m => m.Http = new(TlsVerdict.Name)),
        ["a broken handshake"] = new("tls", Fault.TlsBroken, "openssl", m => m.Http = new(TlsVerdict.Broken, null, "connection reset")),
        ["no token"] = new("token", Fault.TokenMissing, "cozedevice login", m => m.Secret = new([])),
        ["a token file with a line too many"] = new("token", Fault.TokenUnreadable, "cozedevice token", m => m.Secret = new([new("Auth:TokenFile", null, "Auth:TokenFile is empty")])),
        ["a token for root alone"] = new("token", Fault.TokenForbidden, "sudo cozedevice doctor", m => m.Secret = new([new("Auth:TokenFile", null, "not readable")]) { Forbidden = "/etc/cozedevice/token" }),
        ["a token for everybody"] = new("token", Fault.TokenExposed, "chmod 600 /etc/cozedevice/token", m => m.Secret = m.Secret with { Exposed = "/etc/cozedevice/token" }),
        ["a login that is over"] = new("token", Fault.LoginOver, "cozedevice login", m => m.Secret = new([]) { LoginOver = "30 days" }),
        ["an agent that died"] = new("agent", Fault.AgentDead, "systemctl restart", m => m.Agent = new(AgentState.Dead)),
        ["an agent that hangs"] = new("agent", Fault.AgentSilent, "systemctl restart", m => m.Agent = new(AgentState.Silent)),
        ["an agent of another group"] = new("agent", Fault.AgentForbidden, "usermod -aG cozedevice", m => m.Agent = new(AgentState.Forbidden)),
        ["an agent with a complaint"] = new("agent", Fault.AgentComplains, "journalctl", m => m.Agent = SickMachine.Running("configuration"), "configuration"),
        ["a refused token"] = new("round_trip", Fault.TokenRefused, "cozedevice login", m => m.End = new(SessionEndKind.HttpRefused, "refused", 401, "LOG17"), "LOG17"),
        ["a token of another space"] = new("round_trip", Fault.TokenRights, "BotId", m => m.End = new(SessionEndKind.Rejected, "no permission", 4101)),
        ["an account without credit"] = new("round_trip", Fault.AccountEmpty, "credits", m => m.End = new(SessionEndKind.Rejected, "used up", 4028)),
        ["a bot that is not published"] = new("round_trip", Fault.BotUnknown, "publish", m => m.End = new(SessionEndKind.Rejected, "not published", 4015)),
        ["a sign-in page"] = new("round_trip", Fault.CaptivePortal, "neverssl.com", m => m.End = new(SessionEndKind.HttpRefused, "redirected", 302)),
        ["a busy service"] = new("round_trip", Fault.ServiceBusy, "wait", m => m.End = new(SessionEndKind.HttpRefused, "busy", 503)),
        ["a service that says nothing"] = new("round_trip", Fault.ServiceSilent, "bench", m => m.End = new(SessionEndKind.Timeout, "no answer")),
        ["a proxy that cuts"] = new("round_trip", Fault.ServiceLost, "proxy", m => m.End = new(SessionEndKind.Closed, "the link broke")),
    };

    internal sealed record Case(string Check, Fault Fault, string Remedy, Action<SickMachine> Break, string Says = "", string? Also = null);

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task One_fault_is_named_with_its_remedy_and_nothing_else_is(string name)
    {
        var (check, fault, remedy, broken, says, also) = Cases[name];
        var machine = new SickMachine();
        broken(machine);
        var results = await machine.ExamineAsync();

        Assert.Equal(fault, results[check].Finding.Fault);
        Assert.Contains(remedy, results[check].Remedy, StringComparison.Ordinal);
        Assert.Contains(says, results[check].Finding.Text, StringComparison.Ordinal);
        // Without an agent there is one warning on a healthy board too.
        string[] allowed = [check, "agent", also ?? check];
        Assert.All(results.Values, result => Assert.True(
            allowed.Contains(result.Check.Name) || result.Finding.Fault is null, $"{result.Check.Name}: {result.Finding.Text}"));
        // What needs a failed check does not run.
        Assert.All(
            results.Values.Where(result => result.Check.Needs.Any(need => !results[need].Holds)),
            result => Assert.Equal(CheckStatus.Skipped, result.Finding.Status));
    }

    [Fact]
    public async Task A_healthy_board_has_no_fault_and_nobody_is_asked_without_a_person()
    {
        var machine = new SickMachine { Agent = new(AgentState.Absent) };
        var results = await machine.ExamineAsync();
        Assert.Equal([Fault.AgentAbsent], results.Values.Select(result => result.Finding.Fault).OfType<Fault>());
        Assert.Equal(["speaker"], results.Values.Where(result => result.Finding.Status == CheckStatus.Skipped).Select(result => result.Check.Name));
        Assert.Empty(machine.Questions);
    }

    [Fact]
    public async Task A_person_is_asked_for_sound_and_light_in_that_order()
    {
        var machine = new SickMachine { Answer = true };
        var results = await machine.ExamineAsync();
        Assert.Equal(["Did you hear three notes?", "Is the LED lit now?"], machine.Questions);
        Assert.All([results["speaker"], results["led"]], result => Assert.Equal(CheckStatus.Ok, result.Finding.Status));
    }

    [Fact]
    public async Task A_running_agent_has_card_lines_and_LED_and_nothing_is_opened()
    {
        var machine = new SickMachine
        {
            Agent = SickMachine.Running(),
            Answer = true,
            LedError = new("GPIO25", "in use"),
            SpeakerError = new("x", "busy"),
            Microphone = new() { Sound = _ => 0 },
        };
        machine.Cards.Probes[SickMachine.Card] = new(null, "busy", IsBusy: true);
        machine.Lines["GPIO17"] = new("GPIO17", true, "cozedevice");
        var results = await machine.ExamineAsync();
        Assert.DoesNotContain(results.Values, result => result.Finding.Fault is not null);
        Assert.All(
            [results["card"], results["microphone"], results["speaker"]],
            result => Assert.Contains("the running agent holds", result.Finding.Text, StringComparison.Ordinal));
        Assert.Equal(0, machine.Microphone.Delivered);
        Assert.Empty(machine.Questions);
    }

    [Theory]
    [InlineData("microphone_silent", "microphone", nameof(Fault.MicrophoneSilent))]
    [InlineData("capture", "microphone", nameof(Fault.MicrophoneLost))]
    [InlineData("playback", "speaker", nameof(Fault.SpeakerLost))]
    [InlineData("led", "led", nameof(Fault.LedBroken))]
    [InlineData("button", "button", nameof(Fault.AgentComplains))]
    public async Task What_the_agent_complains_of_is_told_where_it_belongs(string complaint, string check, string fault)
    {
        var results = await new SickMachine { Agent = SickMachine.Running(complaint) }.ExamineAsync();
        Assert.Equal(fault, results[check].Finding.Fault.ToString());
        Assert.Equal(CheckStatus.Failed, results[check].Finding.Status);
    }

    [Fact]
    public async Task A_user_without_the_services_token_takes_the_agents_word()
    {
        var results = await new SickMachine { Agent = SickMachine.Running(), Secret = new([]) }.ExamineAsync();
        Assert.Equal(CheckStatus.Warning, results["token"].Finding.Status);
        Assert.Equal("the running agent is online", results["round_trip"].Finding.Text);
    }

    [Fact]
    public async Task A_question_is_asked_only_when_a_turn_is_wanted()
    {
        var machine = new SickMachine { TurnFailure = "no_answer" };
        Assert.Null((await machine.ExamineAsync())["round_trip"].Finding.Fault);
        Assert.Equal(Fault.TurnUnanswered, (await machine.ExamineAsync(withTurn: true))["round_trip"].Finding.Fault);
    }

    [Fact]
    public async Task A_firewall_that_drops_is_named_as_one_though_nothing_comes_back()
    {
        var machine = new SickMachine { Hang = static _ => new TaskCompletionSource().Task };
        var results = await machine.ExamineAsync(time: new HastyTime(DoctorChecks.Connection));
        Assert.Equal((Fault.PortSilent, CheckStatus.Skipped), (results["tcp"].Finding.Fault, results["round_trip"].Finding.Status));
        Assert.Contains("api.coze.cn:443", results["tcp"].Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("connecting", false, nameof(Fault.TokenForbidden))]
    [InlineData("need_auth", false, nameof(Fault.TokenMissing))]
    [InlineData("connecting", true, nameof(Fault.TokenMissing))]
    public async Task A_user_who_sees_no_token_is_told_to_look_as_root_when_the_agent_may_have_one(string link, bool isRoot, string fault)
    {
        var agent = SickMachine.Running();
        var machine = new SickMachine
        {
            Agent = agent with { Status = agent.Status! with { Link = new(link, null, 1) } },
            Secret = new([]) { IsRoot = isRoot },
        };
        Assert.Equal(fault, (await machine.ExamineAsync())["token"].Finding.Fault.ToString());
    }

    [Fact]
    public async Task An_encrypted_token_is_not_called_missing_when_only_the_service_can_read_it()
    {
        var results = await new SickMachine { Secret = new([]) { IsRoot = true, Sealed = "/etc/credstore.encrypted/coze-token" } }.ExamineAsync();
        Assert.Equal((CheckStatus.Skipped, CheckStatus.Skipped), (results["token"].Finding.Status, results["round_trip"].Finding.Status));
        Assert.Contains("/etc/credstore.encrypted/coze-token is encrypted", results["token"].Finding.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_that_repeats_the_token_does_not_put_it_on_the_screen()
    {
        var machine = new SickMachine { End = new(SessionEndKind.Rejected, "the token pat_0123456789abcdef is not valid", 4100) };
        var finding = (await machine.ExamineAsync())["round_trip"].Finding;
        Assert.Equal(Fault.TokenRefused, finding.Fault);
        Assert.DoesNotContain("pat_0123456789abcdef", finding.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_fault_has_a_remedy_and_every_remedy_of_one_line_is_one()
    {
        Assert.All(Enum.GetValues<Fault>(), fault =>
        {
            var remedy = Remedies.For(fault, "SUBJECT");
            Assert.False(string.IsNullOrWhiteSpace(remedy));
            Assert.DoesNotContain('\n', remedy);
            Assert.DoesNotContain("{0}", remedy, StringComparison.Ordinal);
        });
        Assert.Null(Remedies.For(null, ""));
    }

    private static FakeSoundCards Without(CardAbsence absence) => new() { System = new([], [], absence, ConvertsWell: true) };
}
