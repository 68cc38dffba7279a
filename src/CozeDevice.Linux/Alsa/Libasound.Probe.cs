using System.Runtime.InteropServices;

namespace CozeDevice.Linux.Alsa;

// alsa/pcm.h: what a device is and could do, without setting it up.
internal static unsafe partial class Libasound
{
    internal const int SND_PCM_NONBLOCK = 0x0000_0001;

    // int snd_pcm_info_malloc(snd_pcm_info_t **ptr);
    [LibraryImport(Library)]
    internal static partial int snd_pcm_info_malloc(out nint info);

    // void snd_pcm_info_free(snd_pcm_info_t *obj);
    [LibraryImport(Library)]
    internal static partial void snd_pcm_info_free(nint info);

    // void snd_pcm_info_set_device(snd_pcm_info_t *obj, unsigned int val);
    [LibraryImport(Library)]
    internal static partial void snd_pcm_info_set_device(nint info, uint device);

    // void snd_pcm_info_set_subdevice(snd_pcm_info_t *obj, unsigned int val);
    [LibraryImport(Library)]
    internal static partial void snd_pcm_info_set_subdevice(nint info, uint subdevice);

    // void snd_pcm_info_set_stream(snd_pcm_info_t *obj, snd_pcm_stream_t val);
    [LibraryImport(Library)]
    internal static partial void snd_pcm_info_set_stream(nint info, int stream);

    // const char *snd_pcm_info_get_name(const snd_pcm_info_t *obj); the container owns the text
    [LibraryImport(Library)]
    internal static partial nint snd_pcm_info_get_name(nint info);

    // const char *snd_pcm_info_get_id(const snd_pcm_info_t *obj);
    [LibraryImport(Library)]
    internal static partial nint snd_pcm_info_get_id(nint info);

    // int snd_pcm_hw_params_malloc(snd_pcm_hw_params_t **ptr);
    [LibraryImport(Library)]
    internal static partial int snd_pcm_hw_params_malloc(out nint parameters);

    // void snd_pcm_hw_params_free(snd_pcm_hw_params_t *obj);
    [LibraryImport(Library)]
    internal static partial void snd_pcm_hw_params_free(nint parameters);

    // int snd_pcm_hw_params_any(snd_pcm_t *pcm, snd_pcm_hw_params_t *params);
    [LibraryImport(Library)]
    internal static partial int snd_pcm_hw_params_any(PcmHandle pcm, nint parameters);

    // int snd_pcm_hw_params_set_rate_resample(snd_pcm_t *pcm, snd_pcm_hw_params_t *params, unsigned int val);
    [LibraryImport(Library)]
    internal static partial int snd_pcm_hw_params_set_rate_resample(PcmHandle pcm, nint parameters, uint isAllowed);

    // int snd_pcm_hw_params_test_format(snd_pcm_t *pcm, snd_pcm_hw_params_t *params, snd_pcm_format_t val);
    [LibraryImport(Library)]
    internal static partial int snd_pcm_hw_params_test_format(PcmHandle pcm, nint parameters, int format);

    // int snd_pcm_hw_params_test_rate(snd_pcm_t *pcm, snd_pcm_hw_params_t *params, unsigned int val, int dir);
    [LibraryImport(Library)]
    internal static partial int snd_pcm_hw_params_test_rate(PcmHandle pcm, nint parameters, uint rate, int direction);

    // int snd_pcm_hw_params_get_channels_min(const snd_pcm_hw_params_t *params, unsigned int *val);
    [LibraryImport(Library)]
    internal static partial int snd_pcm_hw_params_get_channels_min(nint parameters, out uint channels);

    // int snd_pcm_hw_params_get_channels_max(const snd_pcm_hw_params_t *params, unsigned int *val);
    [LibraryImport(Library)]
    internal static partial int snd_pcm_hw_params_get_channels_max(nint parameters, out uint channels);

    // const char *snd_pcm_format_name(const snd_pcm_format_t format); the library owns the text
    [LibraryImport(Library)]
    internal static partial nint snd_pcm_format_name(int format);
}
