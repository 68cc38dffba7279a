using System.Text;
using System.Text.Json;
using CozeDevice.Doctor;
using CozeDevice.Programs;
using CozeDevice.Tests.Doctor;
using CozeDevice.Update;
using Xunit;

namespace CozeDevice.Tests.Update;

/// <summary>The gate behind an update and the real doctor, while the agent holds button, LED and sound card.</summary>
public sealed class DoctorGateTests
{
    public static TheoryData<string, string> Changes => new()
    {
        { "libraries", "the new version brings a codec that is not there" },
        { "configuration", "the new version knows a key no more" },
        { "card", "the new profile names a card that is not there" },
        { "microphone", "the new version cannot open the microphone" },
        { "speaker", "the new version cannot open the speaker" },
        { "button", "the new version cannot use the button" },
        { "led", "the new version cannot use the LED" },
        { "dns", "names are not found any more" },
        { "tls", "certificates are not believed any more" },
        { "round_trip", "the service refuses what the new version asks for" },
        { "agent", "the new agent does not answer" },
    };

    [Fact]
    public async Task An_agent_that_holds_button_LED_and_card_is_clean_to_the_gate()
    {
        var checks = await ChecksAsync(AtWork());

        Assert.Equal([], checks.Where(check => check.Failed).Select(check => check.Name));
        // Each was looked at: what is skipped before an update cannot be missed behind it.
        string[] looked =
        [
            "agent", "button", "card", "clock", "configuration", "dns", "doctor", "led", "libraries", "microphone", "permissions", "plugins",
            "round_trip", "runtime", "speaker", "system", "tcp", "tls", "token",
        ];
        Assert.Equal(looked, checks.Select(check => check.Name).Order(StringComparer.Ordinal));
        var before = new Baseline(true, true, "1", [.. checks.Select(check => check.Name)]);
        Assert.Empty(HealthGate.Worse(before, await ChecksAsync(AtWork())));
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task What_the_doctor_finds_behind_an_update_and_not_before_it_is_named(string check, string change)
    {
        var before = await ChecksAsync(AtWork());
        var machine = AtWork();
        Break(machine, check);
        var baseline = new Baseline(true, true, "1", [.. before.Where(found => !found.Failed).Select(found => found.Name)]);

        Assert.True(HealthGate.Worse(baseline, await ChecksAsync(machine)).Contains(check), change);
    }

    [Theory]
    [InlineData(1, """{"ok":false,"checks":[{"number":1,"name":"dns","status":"ok"},{"name":"tls","status":"failed"},{"name":"led","status":"skipped"}]}""", "doctor=False dns=False tls=True")]
    [InlineData(0, """{"checks":[]}""", "doctor=False")]
    [InlineData(2, "", null)] // a version that has none
    [InlineData(0, """{"checks":[{"name":1}]}""", "doctor=True")]
    [InlineData(1, "[]", "doctor=True")]
    [InlineData(134, "", "doctor=True")] // it crashed
    [InlineData(-1, """{"checks":[""", "doctor=True")] // it hung
    public void What_the_doctor_says_is_read_and_a_doctor_that_cannot_say_is_not_clean(int exitCode, string json, string? checks) => Assert.Equal(
        checks,
        RunningAgent.ReadDoctor(Run(exitCode, json)) is { } read ? string.Join(' ', read.Select(check => $"{check.Name}={check.Failed}")) : null);

    private static async Task<IReadOnlyList<DoctorCheck>> ChecksAsync(SickMachine machine)
    {
        CheckResult[] results = [.. (await machine.ExamineAsync()).Values];
        using var written = new MemoryStream();
        await using (var json = new Utf8JsonWriter(written)) DoctorReport.Write(json, results);
        return RunningAgent.ReadDoctor(Run(DoctorReport.IsGood(results) ? 0 : 1, Encoding.UTF8.GetString(written.ToArray())))!;
    }

    private static ProgramEnd Run(int exitCode, string output) =>
        new(exitCode < 0 ? ProgramEnding.TimedOut : ProgramEnding.Exited, exitCode, Encoding.UTF8.GetBytes(output), "");

    // As a service runs: the kernel calls line and card busy.
    private static SickMachine AtWork()
    {
        var machine = new SickMachine { Agent = SickMachine.Running() };
        machine.Lines["GPIO17"] = new("GPIO17 (line 17 of pinctrl, /dev/gpiochip0)", true, "cozedevice");
        machine.Cards.Probes[SickMachine.Card] = new(null, "Device or resource busy", IsBusy: true);
        machine.LedError = new("GPIO25", "is used by \"cozedevice\"");
        return machine;
    }

    private static void Break(SickMachine machine, string check)
    {
        switch (check)
        {
            case "libraries": machine.Facts = machine.Facts with { HasOpus = false }; break;
            case "configuration": machine.Settings.Add("Audio:Volum=3"); break;
            case "card": machine.Cards.Probes[SickMachine.Card] = new(null, "No such device"); break;
            case "microphone": machine.Agent = SickMachine.Running("capture"); break;
            case "speaker": machine.Agent = SickMachine.Running("playback"); break;
            case "button" or "led": machine.Agent = SickMachine.Running(check); break;
            case "dns": machine.NameError = System.Net.Sockets.SocketError.HostNotFound; break;
            case "tls": machine.Http = machine.Http with { Verdict = TlsVerdict.Untrusted }; break;
            case "round_trip": machine.End = new(CozeDevice.Link.SessionEndKind.Rejected, "wrong", 4000); break;
            case "agent": machine.Agent = new(AgentState.Silent); break;
            default: throw new ArgumentOutOfRangeException(nameof(check));
        }
    }
}
