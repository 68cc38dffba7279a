using System.Threading.Channels;
using CozeDevice.Audio;

namespace CozeDevice.SoundCheck;

/// <summary>A microphone being read on a thread of its own while its level is shown.</summary>
internal static class Listening
{
    private const string Thread = "coze-mic";

    /// <summary>Listens until it is enough, or cancelled.</summary>
    /// <param name="device">The microphone.</param>
    /// <param name="request">How long, and who gets the sound.</param>
    /// <param name="showAsync">Shows the levels until they end. If it fails, listening ends.</param>
    /// <param name="cancellationToken">Ends it; that is no error.</param>
    /// <exception cref="AudioDeviceException">The device was lost.</exception>
    public static async Task<ListeningResult> RunAsync(
        IPcmCapture device,
        ListeningRequest request,
        Func<ChannelReader<LevelReading>, Task> showAsync,
        CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var feed = new LevelFeed(request.IntervalMs);
        var check = new SignalCheck();
        var recorder = new SoundRecorder(device, request.Name);
        var listening = SoundThread.RunAsync(Thread, () =>
        {
            try
            {
                recorder.Record(request.Frames, Take, ending.Token);
                return true;
            }
            finally
            {
                feed.Complete();
            }
        });
        try
        {
            await showAsync(feed.Readings);
        }
        catch
        {
            await ending.CancelAsync();
            await ((Task)listening).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // the display failed first
            throw;
        }

        await listening;
        return new(check.Report(), recorder.Xruns, device.Recovered.LostSamples * 1000 / AudioFormat.SampleRate);

        void Take(ReadOnlySpan<short> frame)
        {
            request.Take?.Invoke(frame);
            check.Add(frame);
            feed.Add(frame);
        }
    }
}
