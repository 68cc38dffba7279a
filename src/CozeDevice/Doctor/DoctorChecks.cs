using CozeDevice.Commands;
using CozeDevice.Linux.Alsa;
using CozeDevice.Options;

namespace CozeDevice.Doctor;

/// <summary>The list of checks. Numbers and names are a contract: support and scripts use them.</summary>
internal static class DoctorChecks
{
    // Names, connection, certificate and session in a row stay below 15 s, whatever hangs; so do libraries, card and microphone.
    private static readonly TimeSpan Names = TimeSpan.FromSeconds(3.4);

    /// <summary>How long a connection may take to come about.</summary>
    internal static readonly TimeSpan Connection = TimeSpan.FromSeconds(2.6);

    private static readonly TimeSpan Certificate = TimeSpan.FromSeconds(4.2);
    private static readonly TimeSpan Session = TimeSpan.FromSeconds(4.5);
    private static readonly TimeSpan Sound = TimeSpan.FromSeconds(5.5);
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(60);

    /// <summary>All of them.</summary>
    /// <param name="context">The surroundings.</param>
    /// <param name="loaded">The configuration, right or wrong.</param>
    /// <param name="probes">What they look through.</param>
    /// <param name="options">How far they go.</param>
    public static IReadOnlyList<Check> All(
        ProgramContext context, LoadedConfiguration loaded, DoctorProbes probes, DoctorOptions options)
    {
        var machine = new Lazy<MachineFacts>(probes.Machine.Read);
        var sound = new SoundChecks(context, loaded, probes, options.Person);
        var panel = new PanelChecks(loaded, probes, options.Person, context.Time);
        var network = new NetworkChecks(loaded, probes);
        var service = new ServiceChecks(loaded, probes);
        var asks = options.Person is not null;
        return
        [
            new(1, "system", [], _ => Done(MachineChecks.System(machine.Value))),
            new(2, "runtime", [], _ => Done(MachineChecks.Runtime(machine.Value))),
            new(3, "permissions", [], _ => Done(MachineChecks.Permissions(
                probes.Machine.Devices(MachineChecks.GroupsFor(loaded)), Environment.UserName))),
            new(4, "libraries", [], _ => Done(MachineChecks.Libraries(machine.Value, context.SoundCards.IsInstalled, loaded))),
            new(5, "plugins", [], _ => Done(MachineChecks.Plugins(
                RateConverters.HasFilter(context.Environment.GetValueOrDefault("ALSA_PLUGIN_DIR"))))),
            new(6, "configuration", [], _ => Done(MachineChecks.Configuration(loaded))),
            new(7, "card", ["libraries"], _ => sound.CardAsync()) { Limit = Sound, WhenHung = SoundHung },
            new(8, "microphone", ["card"], sound.MicrophoneAsync) { Limit = Sound, WhenHung = SoundHung },
            new(9, "speaker", ["card"], sound.SpeakerAsync) { AsksPerson = asks },
            new(10, "button", [], _ => panel.ButtonAsync()),
            new(11, "led", [], panel.LedAsync) { AsksPerson = asks },
            new(12, "clock", [], _ => network.ClockAsync()) { Limit = Sound },
            new(13, "dns", [], network.NamesAsync) { Limit = Names, WhenHung = network.NamesHung },
            new(14, "tcp", ["dns"], network.ConnectionsAsync) { Limit = Connection, WhenHung = network.ConnectionsHung },
            new(15, "tls", ["tcp"], _ => network.CertificatesAsync()) { Limit = Certificate },
            new(16, "token", [], _ => service.TokenAsync()),
            new(17, "agent", [], _ => service.AgentAsync()),
            new(18, "round_trip", ["configuration", "tls", "token"], token => service.RoundTripAsync(options.WithTurn, token))
            {
                Limit = options.WithTurn ? Turn : Session,
                WhenHung = static () => CheckFinding.Failed(Fault.ServiceSilent, "the service takes the connection and says nothing"),
            },
        ];
    }

    private static CheckFinding SoundHung() =>
        CheckFinding.Failed(Fault.CardBusy, "the sound system does not answer: is a sound server or a driver stuck?");

    private static Task<CheckFinding> Done(CheckFinding finding) => Task.FromResult(finding);
}
