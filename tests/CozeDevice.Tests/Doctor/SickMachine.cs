using System.Net;
using System.Net.Sockets;
using CozeDevice.Audio;
using CozeDevice.Commands;
using CozeDevice.Doctor;
using CozeDevice.Link;
using CozeDevice.Linux.Gpio;
using CozeDevice.Linux.Input;
using CozeDevice.Options;
using CozeDevice.Panel;
using CozeDevice.Tests.Panel;
using CozeDevice.Tests.Support;
using CozeDevice.Tests.Support.Audio;

namespace CozeDevice.Tests.Doctor;

/// <summary>A healthy board whose parts a test breaks, one at a time.</summary>
internal sealed class SickMachine : IMachineProbe, IAgentProbe, INetworkProbe, IServiceProbe, IPanelProbe
{
    public const string Card = "plughw:CARD=Device,DEV=0";

    public MachineFacts Facts { get; set; } = new()
    {
        Os = "Debian GNU/Linux 13 (trixie)",
        Kernel = new(6, 12),
        Architecture = "arm64",
        Runtime = new(10, 0, 1),
        Model = "Raspberry Pi 5",
    };

    public List<DeviceAccess> Files { get; } = [new("audio", "/dev/snd/controlC0", "audio", true, true), new("gpio", "/dev/gpiochip0", "gpio", true, true)];

    public ClockFacts ClockNow { get; set; } = new(new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero), new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), true);

    public AgentFacts Agent { get; set; } = new(AgentState.Absent);

    public bool IsNetworkUp { get; set; } = true;

    public SocketError? NameError { get; set; }

    public SocketError? PortError { get; set; }

    public HttpFacts Http { get; set; } = new(TlsVerdict.Trusted, new(2026, 6, 1, 12, 0, 1, TimeSpan.Zero));

    public TokenFacts Secret { get; set; } = new([new("Auth:TokenFile", ("pat", "personal access token"), null)]);

    public SessionEnd? End { get; set; }

    public string? TurnFailure { get; set; }

    public Dictionary<string, LineFacts> Lines { get; } = new() { ["GPIO17"] = new("GPIO17 (line 17 of pinctrl, /dev/gpiochip0)", false, null) };

    public GpioException? LineError { get; set; }

    public LedException? LedError { get; set; }

    public FakeCapture Microphone { get; set; } = new() { Sound = i => (short)(1000 * Math.Sin(i / 10.0)) };

    public AudioDeviceException? SpeakerError { get; set; }

    public FakeSoundCards Cards { get; set; } = Healthy();

    public string? Holder { get; set; }

    public List<string> Settings { get; } =
        ["Coze:BotId=7350000000000000001", $"Audio:Capture={Card}", $"Audio:Playback={Card}"];

    /// <summary>What the person says to each question, or null for nobody.</summary>
    public bool? Answer { get; set; }

    public List<string> Questions { get; } = [];

    public Func<CancellationToken, Task>? Hang { get; set; }

    public async Task<Dictionary<string, CheckResult>> ExamineAsync(bool withTurn = false, TimeProvider? time = null)
    {
        var loaded = ConfigurationLoader.Load(new(null, Settings, new Dictionary<string, string>()) { Directory = "/nonexistent" });
        using var output = new StringWriter();
        using var person = new YesOrNo(this);
        var context = new ProgramContext
        {
            Out = output,
            Error = output,
            Environment = new Dictionary<string, string>(),
            SoundCards = Cards,
            AudioDevices = new Devices(this),
            Time = time ?? new HastyTime(TimeSpan.FromSeconds(0.5)), // the light of the LED
            Probes = new() { Machine = this, Agent = this, Network = this, Service = this, Panel = this, HolderOf = (_, _) => Holder },
        };
        var results = await DoctorCommand.RunAsync(
            context, loaded, new(Answer is null ? null : person, withTurn), null, CancellationToken.None).Within(15);
        return results.ToDictionary(result => result.Check.Name);
    }

    MachineFacts IMachineProbe.Read() => Facts;

    IReadOnlyList<DeviceAccess> IMachineProbe.Devices(IEnumerable<string> groups) => [.. Files.Where(file => groups.Contains(file.Group))];

    ClockFacts IMachineProbe.Clock() => ClockNow;

    Task<AgentFacts> IAgentProbe.LookAsync() => Task.FromResult(Agent);

    bool INetworkProbe.HasInterface() => IsNetworkUp;

    Uri? INetworkProbe.ProxyFor(Uri address) => null;

    Task<IPAddress[]> INetworkProbe.ResolveAsync(string host, CancellationToken cancellationToken) =>
        NameError is { } error ? throw new SocketException((int)error) : Task.FromResult<IPAddress[]>([IPAddress.Loopback]);

    async Task INetworkProbe.ConnectAsync(string host, int port, CancellationToken cancellationToken)
    {
        if (Hang is { } hang) await hang(cancellationToken);
        if (PortError is { } error) throw new SocketException((int)error);
    }

    Task<HttpFacts> INetworkProbe.AskAsync(Uri address) => Task.FromResult(Http);

    TokenFacts IServiceProbe.Token() => Secret;

    Task<SessionEnd?> IServiceProbe.RoundTripAsync(CancellationToken cancellationToken) => Task.FromResult(End);

    Task<string?> IServiceProbe.TurnAsync(CancellationToken cancellationToken) => Task.FromResult(TurnFailure);

    LineFacts IPanelProbe.Line(string? chip, string line) => LineError is { } error ? throw error : Lines[line];

    string IPanelProbe.Key(ButtonOptions button) => throw new ContactException(ContactProblem.Missing, "no input device has KEY_SPACE");

    ILed IPanelProbe.OpenLed(LedOptions options) => LedError is { } error ? throw error : new FakeLed(LedTraits.OnOff);

    /// <summary>An agent that says something of itself.</summary>
    public static AgentFacts Running(params string[] faults) => new(AgentState.Answers, new(
        new("online", null, 0), new("ready", 3, null), new("ready", "#000000"), 70, false, faults,
        new(new Dictionary<string, long>(), new Dictionary<string, double>())));

    private static FakeSoundCards Healthy()
    {
        var cards = new FakeSoundCards();
        cards.Probes[Card] = new(new(["S16_LE"], 1, 1, [16_000, 48_000]));
        return cards;
    }

    private sealed class Devices(SickMachine machine) : IAudioDevices
    {
        public IPcmCapture OpenCapture(string name) => machine.Microphone;

        public IPcmPlayback OpenPlayback(string name) => machine.SpeakerError is { } error ? throw error : new FakePlayback();
    }

    private sealed class YesOrNo(SickMachine machine) : IPerson, IDisposable
    {
        public Task TellAsync(string text, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task<bool> AskAsync(string question, CancellationToken cancellationToken)
        {
            machine.Questions.Add(question);
            return Task.FromResult(machine.Answer!.Value);
        }

        public void Dispose()
        {
        }
    }
}
