using System.Runtime.InteropServices;

namespace CozeDevice.Linux.Alsa;

// alsa/pcm.h: what a stream can do and what it is asked for
internal static unsafe partial class Libasound
{
    internal const int SND_PCM_ACCESS_RW_INTERLEAVED = 3;
    internal const int SND_PCM_FORMAT_S16_LE = 2;
    internal const int SND_PCM_FORMAT_LAST = 52; // SND_PCM_FORMAT_DSD_U32_BE

    // int snd_pcm_hw_params_malloc(snd_pcm_hw_params_t **ptr);
    [LibraryImport(Library)]
    internal static partial int snd_pcm_hw_params_malloc(out nint hw);

    // void snd_pcm_hw_params_free(snd_pcm_hw_params_t *obj);
    [LibraryImport(Library)]
    internal static partial void snd_pcm_hw_params_free(nint hw);

    // int snd_pcm_hw_params_any(snd_pcm_t *pcm, snd_pcm_hw_params_t *params);
    [LibraryImport(Library)]
    internal static partial int snd_pcm_hw_params_any(PcmHandle pcm, nint hw);

    // int snd_pcm_hw_params_set_rate_resample(snd_pcm_t *pcm, snd_pcm_hw_params_t *params, unsigned int val);
    [LibraryImport(Library)]
    internal static partial int snd_pcm_hw_params_set_rate_resample(PcmHandle pcm, nint hw, uint enable);

    // int snd_pcm_hw_params_set_access(snd_pcm_t *pcm, snd_pcm_hw_params_t *params, snd_pcm_access_t access);
    [LibraryImport(Library)]
    internal static partial int snd_pcm_hw_params_set_access(PcmHandle pcm, nint hw, int access);

    // int snd_pcm_hw_params_test_format(snd_pcm_t *pcm, snd_pcm_hw_params_t *params, snd_pcm_format_t val);
    [LibraryImport(Library)]
    internal static partial int snd_pcm_hw_params_test_format(PcmHandle pcm, nint hw, int format);

    // int snd_pcm_hw_params_set_format(snd_pcm_t *pcm, snd_pcm_hw_params_t *params, snd_pcm_format_t val);
    [LibraryImport(Library)]
    internal static partial int snd_pcm_hw_params_set_format(PcmHandle pcm, nint hw, int format);

    // const char *snd_pcm_format_name(const snd_pcm_format_t format); the library owns the text
    [LibraryImport(Library)]
    internal static partial nint snd_pcm_format_name(int format);

    // int snd_pcm_hw_params_test_channels(snd_pcm_t *pcm, snd_pcm_hw_params_t *params, unsigned int val);
    [LibraryImport(Library)]
    internal static partial int snd_pcm_hw_params_test_channels(PcmHandle pcm, nint hw, uint channels);

    // int snd_pcm_hw_params_set_channels(snd_pcm_t *pcm, snd_pcm_hw_params_t *params, unsigned int val);
    [LibraryImport(Library)]
    internal static partial int snd_pcm_hw_params_set_channels(PcmHandle pcm, nint hw, uint channels);

    // int snd_pcm_hw_params_get_channels_min(const snd_pcm_hw_params_t *params, unsigned int *val);
    [LibraryImport(Library)]
    internal static partial int snd_pcm_hw_params_get_channels_min(nint hw, out uint channels);

    // int snd_pcm_hw_params_get_channels_max(const snd_pcm_hw_params_t *params, unsigned int *val);
    [LibraryImport(Library)]
    internal static partial int snd_pcm_hw_params_get_channels_max(nint hw, out uint channels);

    // int snd_pcm_hw_params_test_rate(snd_pcm_t *pcm, snd_pcm_hw_params_t *params, unsigned int val, int dir);
    [LibraryImport(Library)]
    internal static partial int snd_pcm_hw_params_test_rate(PcmHandle pcm, nint hw, uint rate, int direction);

    // int snd_pcm_hw_params_set_rate(snd_pcm_t *pcm, snd_pcm_hw_params_t *params, unsigned int val, int dir);
    [LibraryImport(Library)]
    internal static partial int snd_pcm_hw_params_set_rate(PcmHandle pcm, nint hw, uint rate, int direction);

    // int snd_pcm_hw_params_get_rate(const snd_pcm_hw_params_t *params, unsigned int *val, int *dir);
    [LibraryImport(Library)]
    internal static partial int snd_pcm_hw_params_get_rate(nint hw, out uint rate, out int direction);

    // int snd_pcm_hw_params_get_rate_min(const snd_pcm_hw_params_t *params, unsigned int *val, int *dir);
    [LibraryImport(Library)]
    internal static partial int snd_pcm_hw_params_get_rate_min(nint hw, out uint rate, out int direction);

    // int snd_pcm_hw_params_get_rate_max(const snd_pcm_hw_params_t *params, unsigned int *val, int *dir);
    [LibraryImport(Library)]
    internal static partial int snd_pcm_hw_params_get_rate_max(nint hw, out uint rate, out int direction);

    // int snd_pcm_hw_params_set_period_size_near(snd_pcm_t *pcm, snd_pcm_hw_params_t *params, snd_pcm_uframes_t *val, int *dir);
    [LibraryImport(Library)]
    internal static partial int snd_pcm_hw_params_set_period_size_near(PcmHandle pcm, nint hw, ref nuint frames, ref int direction);

    // int snd_pcm_hw_params_get_period_size(const snd_pcm_hw_params_t *params, snd_pcm_uframes_t *val, int *dir);
    [LibraryImport(Library)]
    internal static partial int snd_pcm_hw_params_get_period_size(nint hw, out nuint frames, out int direction);

    // int snd_pcm_hw_params_set_buffer_size_near(snd_pcm_t *pcm, snd_pcm_hw_params_t *params, snd_pcm_uframes_t *val);
    [LibraryImport(Library)]
    internal static partial int snd_pcm_hw_params_set_buffer_size_near(PcmHandle pcm, nint hw, ref nuint frames);

    // int snd_pcm_hw_params_get_buffer_size(const snd_pcm_hw_params_t *params, snd_pcm_uframes_t *val);
    [LibraryImport(Library)]
    internal static partial int snd_pcm_hw_params_get_buffer_size(nint hw, out nuint frames);

    // int snd_pcm_hw_params(snd_pcm_t *pcm, snd_pcm_hw_params_t *params); applies them and prepares the stream
    [LibraryImport(Library)]
    internal static partial int snd_pcm_hw_params(PcmHandle pcm, nint hw);

    // int snd_pcm_sw_params_malloc(snd_pcm_sw_params_t **ptr);
    [LibraryImport(Library)]
    internal static partial int snd_pcm_sw_params_malloc(out nint sw);

    // void snd_pcm_sw_params_free(snd_pcm_sw_params_t *obj);
    [LibraryImport(Library)]
    internal static partial void snd_pcm_sw_params_free(nint sw);

    // int snd_pcm_sw_params_current(snd_pcm_t *pcm, snd_pcm_sw_params_t *params);
    [LibraryImport(Library)]
    internal static partial int snd_pcm_sw_params_current(PcmHandle pcm, nint sw);

    // int snd_pcm_sw_params_set_start_threshold(snd_pcm_t *pcm, snd_pcm_sw_params_t *params, snd_pcm_uframes_t val);
    [LibraryImport(Library)]
    internal static partial int snd_pcm_sw_params_set_start_threshold(PcmHandle pcm, nint sw, nuint frames);

    // int snd_pcm_sw_params_set_stop_threshold(snd_pcm_t *pcm, snd_pcm_sw_params_t *params, snd_pcm_uframes_t val);
    [LibraryImport(Library)]
    internal static partial int snd_pcm_sw_params_set_stop_threshold(PcmHandle pcm, nint sw, nuint frames);

    // int snd_pcm_sw_params_set_avail_min(snd_pcm_t *pcm, snd_pcm_sw_params_t *params, snd_pcm_uframes_t val);
    [LibraryImport(Library)]
    internal static partial int snd_pcm_sw_params_set_avail_min(PcmHandle pcm, nint sw, nuint frames);

    // int snd_pcm_sw_params(snd_pcm_t *pcm, snd_pcm_sw_params_t *params);
    [LibraryImport(Library)]
    internal static partial int snd_pcm_sw_params(PcmHandle pcm, nint sw);
}
