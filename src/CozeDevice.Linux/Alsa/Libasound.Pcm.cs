using System.Runtime.InteropServices;
using CozeDevice.Linux.Posix;

namespace CozeDevice.Linux.Alsa;

// alsa/pcm.h: a stream that is open
internal static unsafe partial class Libasound
{
    internal const int SND_PCM_STREAM_PLAYBACK = 0;
    internal const int SND_PCM_STREAM_CAPTURE = 1;

    internal const int SND_PCM_NONBLOCK = 1;

    internal const int SND_PCM_STATE_OPEN = 0;
    internal const int SND_PCM_STATE_SETUP = 1;
    internal const int SND_PCM_STATE_PREPARED = 2;
    internal const int SND_PCM_STATE_RUNNING = 3;
    internal const int SND_PCM_STATE_XRUN = 4;
    internal const int SND_PCM_STATE_DRAINING = 5;
    internal const int SND_PCM_STATE_PAUSED = 6;
    internal const int SND_PCM_STATE_SUSPENDED = 7;
    internal const int SND_PCM_STATE_DISCONNECTED = 8;

    // int snd_pcm_open(snd_pcm_t **pcm, const char *name, snd_pcm_stream_t stream, int mode);
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int snd_pcm_open(out PcmHandle pcm, string name, int stream, int mode);

    // int snd_pcm_close(snd_pcm_t *pcm);
    [LibraryImport(Library)]
    internal static partial int snd_pcm_close(nint pcm);

    // int snd_pcm_prepare(snd_pcm_t *pcm);
    [LibraryImport(Library)]
    internal static partial int snd_pcm_prepare(PcmHandle pcm);

    // int snd_pcm_start(snd_pcm_t *pcm);
    [LibraryImport(Library)]
    internal static partial int snd_pcm_start(PcmHandle pcm);

    // int snd_pcm_drop(snd_pcm_t *pcm);
    [LibraryImport(Library)]
    internal static partial int snd_pcm_drop(PcmHandle pcm);

    // int snd_pcm_resume(snd_pcm_t *pcm);
    [LibraryImport(Library)]
    internal static partial int snd_pcm_resume(PcmHandle pcm);

    // int snd_pcm_poll_descriptors(snd_pcm_t *pcm, struct pollfd *pfds, unsigned int space); descriptors filled in
    [LibraryImport(Library)]
    internal static partial int snd_pcm_poll_descriptors(PcmHandle pcm, Libc.PollEntry* descriptors, uint space);

    // int snd_pcm_poll_descriptors_revents(snd_pcm_t *pcm, struct pollfd *pfds, unsigned int nfds, unsigned short *revents);
    [LibraryImport(Library)]
    internal static partial int snd_pcm_poll_descriptors_revents(
        PcmHandle pcm, Libc.PollEntry* descriptors, uint count, out ushort events);

    // snd_pcm_sframes_t snd_pcm_avail_update(snd_pcm_t *pcm); frames to read or to write, as far as is known
    [LibraryImport(Library)]
    internal static partial nint snd_pcm_avail_update(PcmHandle pcm);

    // snd_pcm_sframes_t snd_pcm_readi(snd_pcm_t *pcm, void *buffer, snd_pcm_uframes_t size);
    [LibraryImport(Library)]
    internal static partial nint snd_pcm_readi(PcmHandle pcm, short* buffer, nuint size);

    // snd_pcm_sframes_t snd_pcm_writei(snd_pcm_t *pcm, const void *buffer, snd_pcm_uframes_t size);
    [LibraryImport(Library)]
    internal static partial nint snd_pcm_writei(PcmHandle pcm, short* buffer, nuint size);

    // snd_pcm_sframes_t snd_pcm_avail(snd_pcm_t *pcm); frames to read or to write, after a look at the hardware
    [LibraryImport(Library)]
    internal static partial nint snd_pcm_avail(PcmHandle pcm);

    // int snd_pcm_delay(snd_pcm_t *pcm, snd_pcm_sframes_t *delayp);
    [LibraryImport(Library)]
    internal static partial int snd_pcm_delay(PcmHandle pcm, out nint delay);

    // snd_pcm_state_t snd_pcm_state(snd_pcm_t *pcm);
    [LibraryImport(Library)]
    internal static partial int snd_pcm_state(PcmHandle pcm);

    // snd_pcm_sframes_t snd_pcm_rewindable(snd_pcm_t *pcm);
    [LibraryImport(Library)]
    internal static partial nint snd_pcm_rewindable(PcmHandle pcm);

    // snd_pcm_sframes_t snd_pcm_rewind(snd_pcm_t *pcm, snd_pcm_uframes_t frames);
    [LibraryImport(Library)]
    internal static partial nint snd_pcm_rewind(PcmHandle pcm, nuint frames);

    // int snd_pcm_status(snd_pcm_t *pcm, snd_pcm_status_t *status); unlike snd_pcm_state it asks the kernel
    [LibraryImport(Library)]
    internal static partial int snd_pcm_status(PcmHandle pcm, nint status);

    // int snd_pcm_status_malloc(snd_pcm_status_t **ptr);
    [LibraryImport(Library)]
    internal static partial int snd_pcm_status_malloc(out nint status);

    // void snd_pcm_status_free(snd_pcm_status_t *obj);
    [LibraryImport(Library)]
    internal static partial void snd_pcm_status_free(nint status);

    // snd_pcm_state_t snd_pcm_status_get_state(const snd_pcm_status_t *obj);
    [LibraryImport(Library)]
    internal static partial int snd_pcm_status_get_state(nint status);

    // int snd_pcm_info_malloc(snd_pcm_info_t **ptr);
    [LibraryImport(Library)]
    internal static partial int snd_pcm_info_malloc(out nint info);

    // void snd_pcm_info_free(snd_pcm_info_t *obj);
    [LibraryImport(Library)]
    internal static partial void snd_pcm_info_free(nint info);

    // int snd_pcm_info(snd_pcm_t *pcm, snd_pcm_info_t *info);
    [LibraryImport(Library)]
    internal static partial int snd_pcm_info(PcmHandle pcm, nint info);

    // int snd_pcm_info_get_card(const snd_pcm_info_t *obj); negative for a stream that is no card's
    [LibraryImport(Library)]
    internal static partial int snd_pcm_info_get_card(nint info);
}
