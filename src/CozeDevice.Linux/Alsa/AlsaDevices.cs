using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using CozeDevice.Audio;
using CozeDevice.Linux.Posix;
using Microsoft.Extensions.Logging;
using static CozeDevice.Linux.Alsa.Libasound;

namespace CozeDevice.Linux.Alsa;

/// <summary>The sound cards of the board, and everything else ALSA has a name for.</summary>
/// <remarks>Safe from any thread. Names are looked up anew at each opening, so a card that comes back is found whatever number it
/// gets. Streams are opened without blocking: the kernel would let a blocking open wait for whoever holds the card.</remarks>
public sealed class AlsaDevices : IAudioDevices
{
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Lazy<bool> _isInstalled;
    private readonly ConcurrentDictionary<(string Name, AudioDirection Direction), PcmConfig> _told = new();

    /// <summary>Prepares nothing; the library is looked for when a device is first opened.</summary>
    /// <param name="time">The clock lost sound is measured with.</param>
    /// <param name="logger">For what a device granted, and for what libasound says.</param>
    public AlsaDevices(TimeProvider time, ILogger<AlsaDevices> logger)
        : this(time, logger, Library) { }

    internal AlsaDevices(TimeProvider time, ILogger logger, string library)
    {
        (_time, _logger) = (time, logger);
        _isInstalled = new Lazy<bool>(() => NativeLibrary.TryLoad(library, out _));
    }

    /// <inheritdoc/>
    public IPcmCapture OpenCapture(string name)
    {
        var (pcm, config) = Open(name, AudioDirection.Capture);
        return AlsaCapture.Start(pcm, config, name, _time);
    }

    /// <inheritdoc/>
    public IPcmPlayback OpenPlayback(string name)
    {
        var (pcm, config) = Open(name, AudioDirection.Playback);
        return new AlsaPlayback(pcm, config, IsCard(pcm), _time);
    }

    /// <summary>Opens and negotiates; the caller owns the stream.</summary>
    internal (PcmHandle Pcm, PcmConfig Config) Open(string name, AudioDirection direction)
    {
        if (!_isInstalled.Value) throw NotInstalled(name);
        AlsaMessages.Install(_logger);
        AlsaMessages.Clear();
        var stream = direction == AudioDirection.Capture ? SND_PCM_STREAM_CAPTURE : SND_PCM_STREAM_PLAYBACK;
        var error = snd_pcm_open(out var pcm, name, stream, SND_PCM_NONBLOCK);
        if (error < 0)
        {
            pcm.Dispose();
            throw NotOpened(name, direction, error);
        }

        try
        {
            var config = PcmNegotiation.Run(pcm, name, direction);
            Tell(name, config);
            return (pcm, config);
        }
        catch
        {
            pcm.Dispose();
            throw;
        }
    }

    /// <summary>Says what was granted, once for each device unless it changes.</summary>
    private void Tell(string name, PcmConfig config)
    {
        var key = (name, config.Direction);
        if (_told.TryGetValue(key, out var told) && told == config) return;
        _told[key] = config;
        var conversion = config.Grant.IsConvertedByAlsa ? ", converted by libasound" : config.IsResampled ? ", converted here" : "";
        AlsaLog.Opened(_logger, config.Direction, name, config, conversion);
        if (config.Grant.IsConvertedByAlsa && !RateConverters.HasFilter(Environment.GetEnvironmentVariable("ALSA_PLUGIN_DIR")))
            AlsaLog.Aliasing(_logger, name, RateConverters.Package);
    }

    /// <summary>Whether what is written can be taken back. Plug-ins that hand sound on to a server say so as well, and are wrong: only
    /// the stream of a card is believed.</summary>
    private static bool IsCard(PcmHandle pcm)
    {
        if (snd_pcm_info_malloc(out var info) < 0) return false;
        var isCard = snd_pcm_info(pcm, info) >= 0 && snd_pcm_info_get_card(info) >= 0;
        snd_pcm_info_free(info);
        return isCard;
    }

    private static AudioDeviceException NotOpened(string name, AudioDirection direction, int error)
    {
        var part = direction == AudioDirection.Capture ? "microphone" : "speaker";
        if (error != -Errno.EBUSY)
            return new AudioDeviceException(name, $"cannot open the audio device \"{name}\" as {part}: {AlsaMessages.Explain(error)}");
        var holder = DeviceHolder.Find(name, direction) ?? "another program";
        return new AudioDeviceException(
            name, $"cannot open the audio device \"{name}\" as {part}: {holder} holds it; it is opened when it becomes free")
        {
            Holder = holder,
        };
    }

    private static AudioDeviceException NotInstalled(string name) => new(
        name,
        $"cannot open the audio device \"{name}\": {Library} is not installed; run `apt-get install libasound2` (libasound2t64 from Debian 13 on) or use file:PATH.wav or null");
}
