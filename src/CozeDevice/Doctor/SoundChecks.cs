using System.Globalization;
using CozeDevice.Audio;
using CozeDevice.Commands;
using CozeDevice.Linux.Alsa;
using CozeDevice.Options;
using CozeDevice.SoundCheck;

namespace CozeDevice.Doctor;

/// <summary>Card, microphone and speaker. A running agent has them: then it is asked instead.</summary>
/// <param name="context">Cards, devices, and the person.</param>
/// <param name="loaded">The configuration.</param>
/// <param name="probes">The agent, and who has a device.</param>
/// <param name="person">Who says what was heard, or null.</param>
internal sealed class SoundChecks(ProgramContext context, LoadedConfiguration loaded, DoctorProbes probes, IPerson? person)
{
    private const double RecordSeconds = 1;
    private const double LargeOffset = 1.0 / 32; // as SignalHealth has it
    private static readonly int[] Rates = [8_000, 16_000, 24_000, 44_100, 48_000];

    private static readonly string[] CaptureFaults = ["capture", "microphone_silent", "microphone_clips", "microphone_dc"];

    /// <summary>The configured devices are there.</summary>
    public async Task<CheckFinding> CardAsync()
    {
        if (Sections.Problem(loaded, "Audio:") is { } problem) return CheckFinding.Skipped(problem);
        var agent = await probes.Agent.LookAsync();
        List<string> told = [];
        CheckFinding? warning = null;
        foreach (var (key, direction) in Devices())
        {
            var device = ConfiguredDevices.Look(loaded.Find(key)!, direction, context.SoundCards);
            var finding = Judge(device, agent);
            if (finding.Status == CheckStatus.Failed) return finding;
            if (finding.Status == CheckStatus.Warning) warning ??= finding;
            told.Add($"{Word(direction)} {device.Name}: {finding.Text}");
        }

        var text = string.Join('\n', told);
        return warning is null ? CheckFinding.Ok(text) : warning with { Text = text };
    }

    /// <summary>The microphone delivers more than zeros.</summary>
    public async Task<CheckFinding> MicrophoneAsync(CancellationToken cancellationToken)
    {
        if (Sections.Problem(loaded, "Audio:") is { } problem) return CheckFinding.Skipped(problem);
        var name = loaded.Find("Audio:Capture")!.Value!;
        if (FileAndNullDevices.Has(name)) return CheckFinding.Ok($"{name} is no microphone");
        if (await probes.Agent.LookAsync() is { Runs: true } agent) return OfAgent(agent, name);
        try
        {
            using var capture = context.AudioDevices.OpenCapture(name);
            var request = new ListeningRequest(name, ListeningRequest.FramesOf(RecordSeconds), 100);
            var heard = await Listening.RunAsync(capture, request, LevelDisplay.IgnoreAsync, cancellationToken);
            return Judge(heard.Report, CardOption(name));
        }
        catch (AudioDeviceException e)
        {
            return e.Holder is { } holder
                ? CheckFinding.Failed(Fault.CardBusy, $"{name} is in use by {holder}", name)
                : CheckFinding.Failed(Fault.MicrophoneLost, e.Message, name);
        }
    }

    /// <summary>A person hears the speaker.</summary>
    public async Task<CheckFinding> SpeakerAsync(CancellationToken cancellationToken)
    {
        if (Sections.Problem(loaded, "Audio:") is { } problem) return CheckFinding.Skipped(problem);
        var name = loaded.Find("Audio:Playback")!.Value!;
        if (FileAndNullDevices.Has(name)) return CheckFinding.Ok($"{name} is no speaker");
        if (await probes.Agent.LookAsync() is { Runs: true } agent)
        {
            if (agent.Complains("playback"))
                return CheckFinding.Failed(Fault.SpeakerLost, $"the running agent cannot use the speaker {name}", name);
            return agent.Status is null
                ? CheckFinding.Skipped("the running agent holds the card")
                : CheckFinding.Ok("the running agent holds the card and has no complaint about the speaker; cozedevice ctl say hello lets it speak");
        }

        if (person is null) return CheckFinding.Skipped("nobody is asked without a terminal, nor with --json or --no-ask");
        try
        {
            using var playback = context.AudioDevices.OpenPlayback(name);
            var player = new SoundPlayer(playback, name);
            await person.TellAsync("three rising notes are played now", cancellationToken);
            await SoundThread.RunAsync("coze-speaker", () => player.Play(Tone.Create(), new Volume(), cancellationToken));
            cancellationToken.ThrowIfCancellationRequested();
        }
        catch (AudioDeviceException e)
        {
            return e.Holder is { } holder
                ? CheckFinding.Failed(Fault.CardBusy, $"{name} is in use by {holder}", name)
                : CheckFinding.Failed(Fault.SpeakerLost, e.Message, name);
        }

        return await person.AskAsync("Did you hear three notes?", cancellationToken)
            ? CheckFinding.Ok($"{name} was heard")
            : CheckFinding.Failed(Fault.SpeakerUnheard, $"{name} took the sound, and you did not hear it", CardOption(name));
    }

    private CheckFinding Judge(ConfiguredDevice device, AgentFacts agent)
    {
        var probe = device.Probe;
        if (FileAndNullDevices.Has(device.Name) && probe.Exists) return CheckFinding.Ok("no sound card");
        if (probe.IsBusy)
        {
            if (agent.Runs) return CheckFinding.Ok("the running agent holds it");
            var holder = probes.HolderOf(device.Name, device.Direction) ?? "another program";
            return CheckFinding.Failed(Fault.CardBusy, $"{device.Key} is {device.Name}, which is in use by {holder}", device.Name);
        }

        if (probe.Ability is not { } ability) return Absent(device);
        if (!ability.Rates.Any(rate => Rates.Contains(rate)))
            return CheckFinding.Failed(Fault.CardRateUnknown, $"{device.Key} is {device.Name}, which takes none of 8, 16, 24, 44.1 and 48 kHz", device.Key);
        var format = Format(ability);
        return CardReference.Parse(device.Name)?.CardNumber is null
            ? CheckFinding.Ok(format)
            : CheckFinding.Warned(Fault.CardByNumber, $"{format}; named by its number, which changes when another card is plugged in", device.Name);
    }

    private CheckFinding Absent(ConfiguredDevice device) => context.SoundCards.Read().Absence switch
    {
        _ when FileAndNullDevices.Has(device.Name) => Unknown(device),
        CardAbsence.NoKernelSound => CheckFinding.Failed(Fault.SoundMissing, "this kernel has no sound: no ALSA, or a container"),
        CardAbsence.NoDeviceFiles => CheckFinding.Failed(Fault.SoundFilesMissing, "the kernel has a sound card, but /dev/snd is not here: a container must be given it"),
        CardAbsence.NoPermission => CheckFinding.Failed(Fault.GroupMissing, "there is a sound card, but this user may not open it", "audio"),
        CardAbsence.NoCard => CheckFinding.Failed(Fault.CardMissing, "the kernel sees no sound card: none is plugged in, or its driver or overlay is missing"),
        _ => Unknown(device),
    };

    private static CheckFinding Unknown(ConfiguredDevice device) => CheckFinding.Failed(
        Fault.CardUnknown, $"{device.Key} is {device.Name}, which does not work: {device.Probe.Problem}", device.Name);

    private static CheckFinding OfAgent(AgentFacts agent, string name)
    {
        foreach (var fault in CaptureFaults)
        {
            if (!agent.Complains(fault)) continue;
            return fault switch
            {
                "microphone_silent" => CheckFinding.Failed(Fault.MicrophoneSilent, $"the running agent hears only zeros from {name}", CardOption(name)),
                "microphone_clips" => CheckFinding.Warned(Fault.MicrophoneClips, $"the running agent hears {name} overdriven", CardOption(name)),
                "microphone_dc" => CheckFinding.Warned(Fault.MicrophoneOffset, $"the running agent hears {name} off centre", CardOption(name)),
                _ => CheckFinding.Failed(Fault.MicrophoneLost, $"the running agent cannot use the microphone {name}", name),
            };
        }

        return CheckFinding.Ok(agent.Status is null
            ? "the running agent holds the card"
            : "the running agent holds the card and has no complaint about the microphone");
    }

    private static CheckFinding Judge(SignalReport report, string card)
    {
        var figures = SignalVerdict.Figures(report);
        if (report.Seconds == 0 || report.Faults.HasFlag(MicrophoneFaults.Silent))
            return CheckFinding.Failed(Fault.MicrophoneSilent, $"only zeros for {RecordSeconds} s: the microphone is off, or dead", card);
        if (report.Faults.HasFlag(MicrophoneFaults.Clips)) return CheckFinding.Warned(Fault.MicrophoneClips, $"overdriven: {figures}", card);
        // One second is too short for the agent's own judgement of it, which remembers five.
        return Math.Abs(report.Offset) > LargeOffset
            ? CheckFinding.Warned(Fault.MicrophoneOffset, $"off centre: {figures}", card)
            : CheckFinding.Ok(figures);
    }

    private static string Format(PcmAbility ability) => string.Create(
        CultureInfo.InvariantCulture,
        $"{string.Join(' ', ability.Rates.Select(rate => (rate / 1000.0).ToString("0.#", CultureInfo.InvariantCulture)))} kHz, {(ability.MinChannels == ability.MaxChannels ? "" : "from ")}{ability.MinChannels} {(ability.MinChannels == 1 ? "channel" : "channels")}, {string.Join(' ', ability.Formats)}");

    private static (string Key, AudioDirection Direction)[] Devices() =>
        [("Audio:Capture", AudioDirection.Capture), ("Audio:Playback", AudioDirection.Playback)];

    private static string Word(AudioDirection direction) => direction == AudioDirection.Capture ? "microphone" : "speaker";

    private static string CardOption(string name) => CardReference.Parse(name) is { } card ? $" -c {card.Card}" : "";
}
