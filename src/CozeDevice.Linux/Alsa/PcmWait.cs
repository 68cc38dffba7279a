using System.Runtime.InteropServices;
using CozeDevice.Linux.Posix;
using static CozeDevice.Linux.Alsa.Libasound;

namespace CozeDevice.Linux.Alsa;

/// <summary>Waits for a stream, with a limit that holds.</summary>
/// <remarks><c>snd_pcm_wait</c> begins its time anew at every wake-up that brings nothing: a plug-in that keeps waking while its
/// device stands still would hold the thread for ever. Owned by the thread that waits; allocates nothing.</remarks>
/// <param name="time">The clock of the limit.</param>
internal sealed unsafe class PcmWait(TimeProvider time)
{
    private const int MostDescriptors = 16;

    /// <summary>Waits until enough can be moved.</summary>
    /// <param name="pcm">The stream.</param>
    /// <param name="enough">Frames that end the wait before it begins.</param>
    /// <param name="limitMs">The longest wait, in milliseconds.</param>
    /// <returns>1 when the stream says that it is ready, 0 when the time is over, or a negative errno.</returns>
    public int For(PcmHandle pcm, int enough, int limitMs)
    {
        var avail = snd_pcm_avail_update(pcm);
        if (avail < 0) return (int)avail;
        if (avail >= enough) return 1;

        var entries = stackalloc Libc.PollEntry[MostDescriptors];
        var count = snd_pcm_poll_descriptors(pcm, entries, MostDescriptors);
        if (count <= 0) return count < 0 ? count : -Errno.EIO;
        var start = time.GetTimestamp();
        while (true)
        {
            var left = limitMs - (int)time.GetElapsedTime(start).TotalMilliseconds;
            if (left <= 0) return 0;
            var ready = Libc.poll(entries, (nuint)count, left);
            if (ready < 0) return -Marshal.GetLastPInvokeError();
            if (ready == 0) return 0;
            var error = snd_pcm_poll_descriptors_revents(pcm, entries, (uint)count, out var events);
            if (error < 0) return error;
            if ((events & (Libc.POLLERR | Libc.POLLNVAL)) != 0) return ErrorOf(snd_pcm_state(pcm));
            if ((events & (Libc.POLLIN | Libc.POLLOUT)) != 0) return 1;
        }
    }

    // As libasound reads an error of the descriptor.
    private static int ErrorOf(int state) => state switch
    {
        SND_PCM_STATE_XRUN => -Errno.EPIPE,
        SND_PCM_STATE_SUSPENDED => -Errno.ESTRPIPE,
        SND_PCM_STATE_DISCONNECTED => -Errno.ENODEV,
        _ => -Errno.EIO,
    };
}
