using System.Runtime.InteropServices;

namespace CozeDevice.Linux.Alsa;

// alsa/pcm.h
internal static unsafe partial class Libasound
{
    internal const int SND_PCM_STREAM_PLAYBACK = 0;
    internal const int SND_PCM_STREAM_CAPTURE = 1;

    // int snd_pcm_open(snd_pcm_t **pcm, const char *name, snd_pcm_stream_t stream, int mode);
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int snd_pcm_open(out PcmHandle pcm, string name, int stream, int mode);

    // int snd_pcm_close(snd_pcm_t *pcm);
    [LibraryImport(Library)]
    internal static partial int snd_pcm_close(nint pcm);
}
