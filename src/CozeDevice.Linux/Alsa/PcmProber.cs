using System.Runtime.InteropServices;
using CozeDevice.Audio;
using CozeDevice.Linux.Posix;

namespace CozeDevice.Linux.Alsa;

/// <summary>Opens a device for a moment, without waiting for it and without setting it up, and asks what it can do.</summary>
internal static class PcmProber
{
    private const int WithoutConversion = 0;

    /// <summary>The rates that are asked for, in hertz: those of telephony, of Coze and of sound cards.</summary>
    public static IReadOnlyList<int> AskedRates { get; } = [8_000, 16_000, 24_000, 32_000, 44_100, 48_000];

    // snd_pcm_format_t: S16_LE, S24_3LE, S24_LE, S32_LE, FLOAT_LE, U8: what cards have, and what ALSA's plug converts from.
    private static readonly int[] AskedFormats = [2, 32, 6, 10, 14, 1];

    /// <summary>Asks one device.</summary>
    /// <param name="name">Anything ALSA opens.</param>
    /// <param name="direction">Capture or playback.</param>
    public static PcmProbe Probe(string name, AudioDirection direction)
    {
        AlsaMessages.Clear();
        var stream = direction == AudioDirection.Capture ? Libasound.SND_PCM_STREAM_CAPTURE : Libasound.SND_PCM_STREAM_PLAYBACK;
        var error = Libasound.snd_pcm_open(out var pcm, name, stream, Libasound.SND_PCM_NONBLOCK);
        using (pcm)
        {
            if (error == -Errno.EBUSY)
                return new(null, $"in use by {DeviceHolder.Find(name, direction) ?? "another program"}", IsBusy: true);
            return error < 0 ? Failure(error) : Ask(pcm);
        }
    }

    private static PcmProbe Ask(PcmHandle pcm)
    {
        var error = Libasound.snd_pcm_hw_params_malloc(out var parameters);
        if (error < 0) return Failure(error);
        try
        {
            error = Libasound.snd_pcm_hw_params_any(pcm, parameters);
            if (error < 0) return Failure(error);
            // A converting device would say yes to every rate; this is about what the card does.
            _ = Libasound.snd_pcm_hw_params_set_rate_resample(pcm, parameters, WithoutConversion);
            _ = Libasound.snd_pcm_hw_params_get_channels_min(parameters, out var fewest);
            _ = Libasound.snd_pcm_hw_params_get_channels_max(parameters, out var most);
            return new(new(Formats(pcm, parameters), Clamp(fewest), Clamp(most), Rates(pcm, parameters)));
        }
        finally
        {
            Libasound.snd_pcm_hw_params_free(parameters);
        }
    }

    private static List<string> Formats(PcmHandle pcm, nint parameters)
    {
        var formats = new List<string>();
        foreach (var format in AskedFormats)
        {
            if (Libasound.snd_pcm_hw_params_test_format(pcm, parameters, format) == 0)
                formats.Add(Marshal.PtrToStringUTF8(Libasound.snd_pcm_format_name(format)) ?? $"format {format}");
        }

        return formats;
    }

    private static List<int> Rates(PcmHandle pcm, nint parameters)
    {
        var rates = new List<int>();
        foreach (var rate in AskedRates)
            if (Libasound.snd_pcm_hw_params_test_rate(pcm, parameters, (uint)rate, direction: 0) == 0) rates.Add(rate);
        return rates;
    }

    private static int Clamp(uint channels) => (int)Math.Min(channels, int.MaxValue);

    private static PcmProbe Failure(int error) => new(null, AlsaMessages.Explain(error));
}
