using System.Runtime.InteropServices;
using static CozeDevice.Linux.Alsa.Libasound;

namespace CozeDevice.Linux.Alsa;

/// <summary>What a device can do, in words.</summary>
internal static class PcmOffer
{
    /// <summary>Formats, channels and rates, as <c>S24_3LE, 2 channels, 44100 to 96000 Hz</c>.</summary>
    /// <param name="pcm">An open stream.</param>
    /// <param name="hw">Parameters to work with; changed.</param>
    internal static string Describe(PcmHandle pcm, nint hw)
    {
        if (snd_pcm_hw_params_any(pcm, hw) < 0) return "nothing";
        _ = snd_pcm_hw_params_set_rate_resample(pcm, hw, 0);
        List<string> formats = [];
        for (var format = 0; format <= SND_PCM_FORMAT_LAST; format++)
        {
            if (snd_pcm_format_name(format) is var name && name != 0 && snd_pcm_hw_params_test_format(pcm, hw, format) == 0)
                formats.Add(Marshal.PtrToStringUTF8(name)!);
        }

        _ = snd_pcm_hw_params_get_channels_min(hw, out var least);
        _ = snd_pcm_hw_params_get_channels_max(hw, out var most);
        _ = snd_pcm_hw_params_get_rate_min(hw, out var slowest, out _);
        _ = snd_pcm_hw_params_get_rate_max(hw, out var fastest, out _);
        return $"{string.Join('/', formats)}, {Range(least, most)} {(most == 1 ? "channel" : "channels")}, {Range(slowest, fastest)} Hz";
    }

    private static string Range(uint least, uint most) => least == most ? $"{least}" : $"{least} to {most}";
}
