using CozeDevice.Audio;
using static CozeDevice.Linux.Alsa.Libasound;

namespace CozeDevice.Linux.Alsa;

/// <summary>Asks a device for what <see cref="PcmWish"/> ranks, reads back what it granted, and sets the thresholds.</summary>
/// <remarks>First without libasound's own rate converter: a rate of the device and our filter sound better than its default. Only a
/// device with none of our rates is left to it.</remarks>
internal static class PcmNegotiation
{
    /// <summary>Negotiates. The stream is prepared afterwards, not started.</summary>
    /// <param name="pcm">Just opened.</param>
    /// <param name="name">The configured name, for the message.</param>
    /// <param name="direction">Which half.</param>
    /// <exception cref="AudioDeviceException">It offers nothing we can use; the message says what it offers.</exception>
    internal static PcmConfig Run(PcmHandle pcm, string name, AudioDirection direction)
    {
        Check(snd_pcm_hw_params_malloc(out var hw), name, "snd_pcm_hw_params_malloc");
        try
        {
            var isNative = TryShape(pcm, hw, letsAlsaConvert: false);
            if (!isNative && !TryShape(pcm, hw, letsAlsaConvert: true)) throw Refused(name, direction, PcmOffer.Describe(pcm, hw));
            var error = Apply(pcm, hw, direction, out var grant);
            if (error < 0) throw Refused(name, direction, $"{PcmOffer.Describe(pcm, hw)}, but answers \"{Describe(error)}\"");
            var config = new PcmConfig(direction, grant with { IsConvertedByAlsa = !isNative });
            SetThresholds(pcm, config, name);
            return config;
        }
        finally
        {
            snd_pcm_hw_params_free(hw);
        }
    }

    /// <summary>Narrows the parameters to interleaved S16, our channels and one rate.</summary>
    private static bool TryShape(PcmHandle pcm, nint hw, bool letsAlsaConvert)
    {
        if (snd_pcm_hw_params_any(pcm, hw) < 0
            || snd_pcm_hw_params_set_rate_resample(pcm, hw, letsAlsaConvert ? 1u : 0u) < 0
            || snd_pcm_hw_params_set_access(pcm, hw, SND_PCM_ACCESS_RW_INTERLEAVED) < 0
            || snd_pcm_hw_params_set_format(pcm, hw, SND_PCM_FORMAT_S16_LE) < 0
            || snd_pcm_hw_params_get_channels_min(hw, out var least) < 0)
        {
            return false;
        }

        var channels = PcmWish.Channels(snd_pcm_hw_params_test_channels(pcm, hw, 1) == 0, (int)least);
        if (channels == 0 || snd_pcm_hw_params_set_channels(pcm, hw, (uint)channels) < 0) return false;
        foreach (var rate in PcmWish.Rates)
        {
            if (snd_pcm_hw_params_test_rate(pcm, hw, (uint)rate, 0) == 0)
                return snd_pcm_hw_params_set_rate(pcm, hw, (uint)rate, 0) == 0;
        }

        return false;
    }

    private static int Apply(PcmHandle pcm, nint hw, AudioDirection direction, out PcmGrant grant)
    {
        grant = default;
        var error = snd_pcm_hw_params_get_rate(hw, out var rate, out _);
        if (error < 0) return error;

        // Near, not exact: any period will do, and some devices know only one.
        var (period, buffer) = ((nuint)PcmWish.Period((int)rate), (nuint)PcmWish.Buffer(direction, (int)rate));
        var rounding = 0;
        _ = snd_pcm_hw_params_set_period_size_near(pcm, hw, ref period, ref rounding);
        _ = snd_pcm_hw_params_set_buffer_size_near(pcm, hw, ref buffer);
        error = snd_pcm_hw_params(pcm, hw);
        if (error < 0) return error;

        // What a device says it granted, not what it was asked for.
        _ = snd_pcm_hw_params_get_rate(hw, out rate, out _);
        _ = snd_pcm_hw_params_get_channels_min(hw, out var channels);
        _ = snd_pcm_hw_params_get_period_size(hw, out period, out _);
        error = snd_pcm_hw_params_get_buffer_size(hw, out buffer);
        if (error < 0) return error;
        grant = new PcmGrant((int)rate, (int)channels, Math.Max(1, (int)period), Math.Max(1, (int)buffer));
        return 0;
    }

    private static void SetThresholds(PcmHandle pcm, PcmConfig config, string name)
    {
        Check(snd_pcm_sw_params_malloc(out var sw), name, "snd_pcm_sw_params_malloc");
        try
        {
            Check(snd_pcm_sw_params_current(pcm, sw), name, "snd_pcm_sw_params_current");
            // Capture is started by a call; 1 would start it with the first read as well.
            var start = config.Direction == AudioDirection.Capture ? 1 : config.StartThreshold;
            Check(snd_pcm_sw_params_set_start_threshold(pcm, sw, (nuint)start), name, "start threshold");
            // The default, said aloud: an underrun is told, not hidden.
            Check(snd_pcm_sw_params_set_stop_threshold(pcm, sw, (nuint)config.Grant.Buffer), name, "stop threshold");
            Check(snd_pcm_sw_params_set_avail_min(pcm, sw, (nuint)config.AvailMin), name, "avail_min");
            Check(snd_pcm_sw_params(pcm, sw), name, "snd_pcm_sw_params");
        }
        finally
        {
            snd_pcm_sw_params_free(sw);
        }
    }

    private static void Check(int error, string name, string what)
    {
        if (error < 0) throw new AudioDeviceException(name, $"cannot use the audio device \"{name}\": {what}: {Describe(error)}");
    }

    private static AudioDeviceException Refused(string name, AudioDirection direction, string offer)
    {
        var part = direction == AudioDirection.Capture ? "microphone" : "speaker";
        var hint = name.StartsWith("hw:", StringComparison.Ordinal) ? $"; \"plug{name}\" converts them" : "";
        return new AudioDeviceException(
            name,
            $"cannot use the audio device \"{name}\" as {part}: it offers {offer}; needed are S16_LE, at most {PcmWish.MostChannels} channels and a rate of 8 to 48 kHz{hint}");
    }
}
