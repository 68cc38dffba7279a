using System.Runtime.InteropServices;

namespace CozeDevice.Linux.Alsa;

// alsa/control.h; the containers (snd_ctl_card_info_t, snd_pcm_info_t) are opaque and come from the library.
internal static unsafe partial class Libasound
{
    // int snd_card_next(int *card); begins with -1, ends with -1
    [LibraryImport(Library)]
    internal static partial int snd_card_next(ref int card);

    // int snd_ctl_open(snd_ctl_t **ctl, const char *name, int mode);
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int snd_ctl_open(out CtlHandle ctl, string name, int mode);

    // int snd_ctl_close(snd_ctl_t *ctl);
    [LibraryImport(Library)]
    internal static partial int snd_ctl_close(nint ctl);

    // int snd_ctl_card_info_malloc(snd_ctl_card_info_t **ptr);
    [LibraryImport(Library)]
    internal static partial int snd_ctl_card_info_malloc(out nint info);

    // void snd_ctl_card_info_free(snd_ctl_card_info_t *obj);
    [LibraryImport(Library)]
    internal static partial void snd_ctl_card_info_free(nint info);

    // int snd_ctl_card_info(snd_ctl_t *ctl, snd_ctl_card_info_t *info);
    [LibraryImport(Library)]
    internal static partial int snd_ctl_card_info(CtlHandle ctl, nint info);

    // const char *snd_ctl_card_info_get_id(const snd_ctl_card_info_t *obj); the container owns the text
    [LibraryImport(Library)]
    internal static partial nint snd_ctl_card_info_get_id(nint info);

    // const char *snd_ctl_card_info_get_name(const snd_ctl_card_info_t *obj);
    [LibraryImport(Library)]
    internal static partial nint snd_ctl_card_info_get_name(nint info);

    // const char *snd_ctl_card_info_get_driver(const snd_ctl_card_info_t *obj);
    [LibraryImport(Library)]
    internal static partial nint snd_ctl_card_info_get_driver(nint info);

    // int snd_ctl_pcm_next_device(snd_ctl_t *ctl, int *device); begins with -1, ends with -1
    [LibraryImport(Library)]
    internal static partial int snd_ctl_pcm_next_device(CtlHandle ctl, ref int device);

    // int snd_ctl_pcm_info(snd_ctl_t *ctl, snd_pcm_info_t *info); ENOENT: not in this direction
    [LibraryImport(Library)]
    internal static partial int snd_ctl_pcm_info(CtlHandle ctl, nint info);

    // int snd_device_name_hint(int card, const char *iface, void ***hints); card -1: all
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int snd_device_name_hint(int card, string @interface, out nint* hints);

    // char *snd_device_name_get_hint(const void *hint, const char *id); the caller frees it, see free(3)
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint snd_device_name_get_hint(nint hint, string id);

    // int snd_device_name_free_hint(void **hints);
    [LibraryImport(Library)]
    internal static partial int snd_device_name_free_hint(nint* hints);

    // alsa/pcm.h: what a device of a card is
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
}
