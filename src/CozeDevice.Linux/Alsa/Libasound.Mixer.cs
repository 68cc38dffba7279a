using System.Runtime.InteropServices;
using CozeDevice.Linux.Posix;

namespace CozeDevice.Linux.Alsa;

// alsa/mixer.h: simple elements. snd_mixer_elem_t* is nint, owned by its mixer, and dies when the card removes the control.
// Levels are steps of the driver's own (raw); decibels are hundredths.
internal static unsafe partial class Libasound
{
    /// <summary>Decibels of silence: <c>SND_CTL_TLV_DB_GAIN_MUTE</c> of <c>alsa/control.h</c>.</summary>
    internal const int SND_CTL_TLV_DB_GAIN_MUTE = -9_999_999;

    // enum snd_mixer_selem_channel_id_t
    internal const int SND_MIXER_SCHN_MONO = 0;
    internal const int SND_MIXER_SCHN_LAST = 31;

    // int snd_mixer_open(snd_mixer_t **mixer, int mode);
    [LibraryImport(Library)]
    internal static partial int snd_mixer_open(out MixerHandle mixer, int mode);

    // int snd_mixer_close(snd_mixer_t *mixer);
    [LibraryImport(Library)]
    internal static partial int snd_mixer_close(nint mixer);

    // int snd_mixer_attach(snd_mixer_t *mixer, const char *name);
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int snd_mixer_attach(MixerHandle mixer, string name);

    // int snd_mixer_selem_register(snd_mixer_t *mixer, struct snd_mixer_selem_regopt *options, snd_mixer_class_t **classp);
    [LibraryImport(Library)]
    internal static partial int snd_mixer_selem_register(MixerHandle mixer, nint options, nint classp);

    // int snd_mixer_load(snd_mixer_t *mixer);
    [LibraryImport(Library)]
    internal static partial int snd_mixer_load(MixerHandle mixer);

    // snd_mixer_elem_t *snd_mixer_first_elem(snd_mixer_t *mixer);
    [LibraryImport(Library)]
    internal static partial nint snd_mixer_first_elem(MixerHandle mixer);

    // snd_mixer_elem_t *snd_mixer_elem_next(snd_mixer_elem_t *elem);
    [LibraryImport(Library)]
    internal static partial nint snd_mixer_elem_next(nint element);

    // int snd_mixer_handle_events(snd_mixer_t *mixer); number of events, 0 when there was none
    [LibraryImport(Library)]
    internal static partial int snd_mixer_handle_events(MixerHandle mixer);

    // int snd_mixer_poll_descriptors_count(snd_mixer_t *mixer);
    [LibraryImport(Library)]
    internal static partial int snd_mixer_poll_descriptors_count(MixerHandle mixer);

    // int snd_mixer_poll_descriptors(snd_mixer_t *mixer, struct pollfd *pfds, unsigned int space);
    [LibraryImport(Library)]
    internal static partial int snd_mixer_poll_descriptors(MixerHandle mixer, Libc.PollEntry* descriptors, uint space);

    // int snd_mixer_poll_descriptors_revents(snd_mixer_t *mixer, struct pollfd *pfds, unsigned int nfds,
    //                                        unsigned short *revents);
    [LibraryImport(Library)]
    internal static partial int snd_mixer_poll_descriptors_revents(
        MixerHandle mixer, Libc.PollEntry* descriptors, uint count, out ushort events);

    // const char *snd_mixer_selem_get_name(snd_mixer_elem_t *elem); the library owns the text
    [LibraryImport(Library)]
    internal static partial nint snd_mixer_selem_get_name(nint element);

    // unsigned int snd_mixer_selem_get_index(snd_mixer_elem_t *elem);
    [LibraryImport(Library)]
    internal static partial uint snd_mixer_selem_get_index(nint element);

    // int snd_mixer_selem_has_playback_volume(snd_mixer_elem_t *elem);
    [LibraryImport(Library)]
    internal static partial int snd_mixer_selem_has_playback_volume(nint element);

    // int snd_mixer_selem_has_playback_switch(snd_mixer_elem_t *elem);
    [LibraryImport(Library)]
    internal static partial int snd_mixer_selem_has_playback_switch(nint element);

    // int snd_mixer_selem_has_playback_channel(snd_mixer_elem_t *obj, snd_mixer_selem_channel_id_t channel);
    [LibraryImport(Library)]
    internal static partial int snd_mixer_selem_has_playback_channel(nint element, int channel);

    // int snd_mixer_selem_get_playback_volume_range(snd_mixer_elem_t *elem, long *min, long *max);
    [LibraryImport(Library)]
    internal static partial int snd_mixer_selem_get_playback_volume_range(nint element, out nint min, out nint max);

    // int snd_mixer_selem_get_playback_dB_range(snd_mixer_elem_t *elem, long *min, long *max);
    [LibraryImport(Library)]
    internal static partial int snd_mixer_selem_get_playback_dB_range(nint element, out nint min, out nint max);

    // int snd_mixer_selem_ask_playback_vol_dB(snd_mixer_elem_t *elem, long value, long *dBvalue);
    [LibraryImport(Library)]
    internal static partial int snd_mixer_selem_ask_playback_vol_dB(nint element, nint value, out nint decibels);

    // int snd_mixer_selem_get_playback_volume(snd_mixer_elem_t *elem, snd_mixer_selem_channel_id_t channel, long *value);
    [LibraryImport(Library)]
    internal static partial int snd_mixer_selem_get_playback_volume(nint element, int channel, out nint value);

    // int snd_mixer_selem_set_playback_volume_all(snd_mixer_elem_t *elem, long value);
    [LibraryImport(Library)]
    internal static partial int snd_mixer_selem_set_playback_volume_all(nint element, nint value);

    // int snd_mixer_selem_get_playback_switch(snd_mixer_elem_t *elem, snd_mixer_selem_channel_id_t channel, int *value);
    [LibraryImport(Library)]
    internal static partial int snd_mixer_selem_get_playback_switch(nint element, int channel, out int value);

    // int snd_mixer_selem_set_playback_switch_all(snd_mixer_elem_t *elem, int value);
    [LibraryImport(Library)]
    internal static partial int snd_mixer_selem_set_playback_switch_all(nint element, int value);
}
