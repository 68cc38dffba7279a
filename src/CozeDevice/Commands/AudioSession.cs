using System.CommandLine;
using System.Threading.Channels;
using CozeDevice.Audio;
using CozeDevice.Options;
using CozeDevice.SoundCheck;

namespace CozeDevice.Commands;

/// <summary>What the <c>audio</c> commands share: which devices, opening them, and exit codes.</summary>
internal sealed class AudioSession(ProgramContext context, SharedOptions shared)
{
    private const string Section = "Audio";
    private const string CaptureKey = "Audio:Capture";
    private const string PlaybackKey = "Audio:Playback";
    private const string Agent = "\"cozedevice\" ";

    /// <summary>The configured settings of both devices, capture first.</summary>
    public IReadOnlyList<EffectiveSetting> Configured(ParseResult parsed)
    {
        var loaded = shared.LoadSectionOrFail(parsed, context, Section);
        return [loaded.Find(CaptureKey)!, loaded.Find(PlaybackKey)!];
    }

    /// <summary>The devices to use: those of <c>--device</c>, or the configured ones.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="device"><c>--device</c> of the command; it stands for both directions.</param>
    public DeviceNames Names(ParseResult parsed, Option<string?> device)
    {
        var configured = Configured(parsed);
        var named = parsed.GetValue(device);
        return new(named ?? configured[0].Value!, named ?? configured[1].Value!);
    }

    /// <summary>How the echo canceller is set, whether or not it is on.</summary>
    public EchoOptions Echo(ParseResult parsed) => EchoRules.Of(shared.LoadSectionOrFail(parsed, context, Section));

    /// <summary>Opens a microphone.</summary>
    /// <exception cref="CommandException">It cannot be opened: exit code 5.</exception>
    public IPcmCapture OpenCapture(string name) => Guard(() => context.AudioDevices.OpenCapture(name));

    /// <summary>Opens a speaker.</summary>
    /// <exception cref="CommandException">It cannot be opened: exit code 5.</exception>
    public IPcmPlayback OpenPlayback(string name) => Guard(() => context.AudioDevices.OpenPlayback(name));

    /// <summary>Reads a WAV file.</summary>
    /// <exception cref="CommandException">It is missing or unusable: exit code 5.</exception>
    public static short[] ReadWav(string path)
    {
        short[] samples;
        try
        {
            samples = WavFile.Read(path).ToHouseRate();
        }
        catch (InvalidDataException e)
        {
            throw new CommandException(ExitCode.Device, e.Message); // names the file
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new CommandException(ExitCode.Device, $"cannot read {path}: {e.Message}");
        }

        return samples.Length > 0 ? samples : throw new CommandException(ExitCode.Device, $"{path} holds no sound");
    }

    /// <summary>Runs work on a device, on a thread of its own.</summary>
    /// <param name="thread">The thread's name.</param>
    /// <param name="work">The work.</param>
    /// <exception cref="CommandException">The device was lost: exit code 5.</exception>
    public static async Task<T> OnThreadAsync<T>(string thread, Func<T> work)
    {
        try
        {
            return await SoundThread.RunAsync(thread, work);
        }
        catch (AudioDeviceException e)
        {
            throw Failure(e);
        }
    }

    /// <summary>Listens to a microphone; see <see cref="Listening"/>.</summary>
    /// <exception cref="CommandException">The device was lost: exit code 5.</exception>
    public static async Task<ListeningResult> ListenAsync(
        IPcmCapture device,
        ListeningRequest request,
        Func<ChannelReader<LevelReading>, Task> showAsync,
        CancellationToken cancellationToken)
    {
        try
        {
            return await Listening.RunAsync(device, request, showAsync, cancellationToken);
        }
        catch (AudioDeviceException e)
        {
            throw Failure(e);
        }
    }

    private static T Guard<T>(Func<T> open)
    {
        try
        {
            return open();
        }
        catch (AudioDeviceException e)
        {
            throw Failure(e);
        }
    }

    private static CommandException Failure(AudioDeviceException e) =>
        new(ExitCode.Device, Printable.Line(e.Holder is { } holder ? InUse(e.Device, holder) : e.Message));

    private static string InUse(string device, string holder)
    {
        var stop = holder.StartsWith(Agent, StringComparison.Ordinal)
            ? "stop it with `sudo systemctl stop cozedevice` and start it again afterwards"
            : "end that program, or choose another device with --device";
        return $"the audio device \"{device}\" is in use by {holder}; {stop}";
    }
}
