using System.Globalization;
using System.Text;
using CozeDevice.Audio;
using CozeDevice.Commands;
using CozeDevice.Control;
using CozeDevice.Doctor;
using CozeDevice.Hosting;
using CozeDevice.Options;
using CozeDevice.SoundCheck;

namespace CozeDevice.Bundle;

/// <summary>Collects what support needs. What people said is nowhere in it: the agent writes none of it down.</summary>
/// <param name="context">The surroundings.</param>
/// <param name="loaded">The configuration, right or wrong.</param>
/// <param name="programs">Programs of the system.</param>
internal sealed class BundleContent(ProgramContext context, LoadedConfiguration loaded, IProgramRunner programs)
{
    private const string Unit = "cozedevice";
    private const string JournalLines = "5000";
    private const int KernelLines = 300;
    private static readonly TimeSpan AgentLimit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan CardLimit = TimeSpan.FromSeconds(20);
    private static readonly string[] KernelWords = ["snd", "usb", "audio", "asoc", "i2s", "gpio", "spi", "voltage", "thrott", "wlan", "brcmf", "mmc", "oom", "cozedevice"];

    // No property that holds an environment or a command line.
    private const string Properties = "Id,LoadState,ActiveState,SubState,Result,ExecMainStatus,ExecMainCode,NRestarts,ActiveEnterTimestamp,"
        + "InactiveEnterTimestamp,UnitFileState,FragmentPath,DropInPaths,StatusText,MemoryCurrent,MemoryPeak,CPUUsageNSec,TasksCurrent,User,SupplementaryGroups";

    /// <summary>Everything, in the order of the archive.</summary>
    public async Task<IReadOnlyList<BundleEntry>> CollectAsync(CancellationToken cancellationToken) =>
    [
        new("versions.txt", "versions of program, runtime, system and board", Versions()),
        new("configuration.json", "every setting in effect and its origin; secrets are masked", await Json(json => ConfigCommand.WriteSettings(json, loaded))),
        new("doctor.json", "cozedevice doctor --json", await DoctorAsync(cancellationToken)),
        new("status.json", "state and counters of the running agent", await StatusAsync(cancellationToken)),
        new("cards.txt", "sound cards", await CardsAsync(cancellationToken)),
        new("unit.txt", "state of the service", await programs.RunAsync("systemctl", ["show", Unit, "-p", Properties, "--no-pager"], cancellationToken)),
        new("journal.txt", $"the last {JournalLines} lines of the service's log", await programs.RunAsync(
            "journalctl", ["-u", Unit, "-n", JournalLines, "-o", "short-iso", "--no-pager"], cancellationToken)),
        new("throttling.txt", "low voltage and heat, as a Raspberry Pi's firmware knows them", await ThrottlingAsync(cancellationToken)),
        new("kernel.txt", "what the kernel says of sound, USB, GPIO, voltage and memory", Filter(await programs.RunAsync("dmesg", ["--notime"], cancellationToken))),
    ];

    private static string Versions()
    {
        var machine = new MachineProbe(TimeProvider.System).Read();
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"cozedevice {UserAgent.Version}, built {BuildTime.Read():yyyy-MM-dd HH:mm} UTC\n");
        text.Append(CultureInfo.InvariantCulture, $".NET {machine.Runtime}\n{machine.Os}\nLinux {machine.Kernel}, {machine.Architecture}\n");
        text.Append(CultureInfo.InvariantCulture, $"{machine.Model ?? "no name of a board"}\nlibopus {(machine.HasOpus ? "yes" : "no")}, libspeexdsp {(machine.HasSpeexDsp ? "yes" : "no")}\n");
        return text.ToString();
    }

    private async Task<string> DoctorAsync(CancellationToken cancellationToken)
    {
        var results = await DoctorCommand.RunAsync(context, loaded, new(), null, cancellationToken);
        return await Json(json => DoctorReport.Write(json, results));
    }

    private async Task<string?> StatusAsync(CancellationToken cancellationToken)
    {
        if (loaded.Find("Control:Socket")?.Value is not { } socket) return null;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(AgentLimit);
        try
        {
            await using var client = await ControlClient.ConnectAsync(socket, limit.Token);
            var answer = await client.StatusAsync(limit.Token).WaitAsync(limit.Token);
            // Read and written anew: only what we know can be in it.
            return await Json(json => FeedWriter.WriteStatus(json, FeedReader.ReadStatus(answer)));
        }
        catch (Exception e) when (e is AgentUnreachableException or System.Text.Json.JsonException
            || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return null;
        }
    }

    private async Task<string?> CardsAsync(CancellationToken cancellationToken)
    {
        if (!context.SoundCards.IsInstalled) return null;
        try
        {
            return await Task.Run(Cards, CancellationToken.None).WaitAsync(CardLimit, cancellationToken);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    private string Cards()
    {
        var system = context.SoundCards.Read();
        var configured = new List<ConfiguredDevice>();
        foreach (var (key, direction) in ((string, AudioDirection)[])[("Audio:Capture", AudioDirection.Capture), ("Audio:Playback", AudioDirection.Playback)])
            if (loaded.Find(key) is { } setting) configured.Add(ConfiguredDevices.Look(setting, direction, context.SoundCards));
        return string.Join('\n', [.. CardTable.Lines(system, configured), .. CardFindings.Of(system, configured).Select(finding => finding.Text), ""]);
    }

    private async Task<string?> ThrottlingAsync(CancellationToken cancellationToken)
    {
        if (await programs.RunAsync("vcgencmd", ["get_throttled"], cancellationToken) is { } told) return told;
        try
        {
            return await File.ReadAllTextAsync("/sys/devices/platform/soc/soc:firmware/get_throttled", cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null; // no Raspberry Pi
        }
    }

    private static string? Filter(string? log) => log is null
        ? null
        : string.Join('\n', [.. log.Split('\n').Where(line => Array.Exists(
            KernelWords, word => line.Contains(word, StringComparison.OrdinalIgnoreCase))).TakeLast(KernelLines), ""]);

    private static async Task<string> Json(Action<System.Text.Json.Utf8JsonWriter> write)
    {
        using var text = new StringWriter();
        await JsonOutput.WriteAsync(text, write);
        return text.ToString();
    }
}
