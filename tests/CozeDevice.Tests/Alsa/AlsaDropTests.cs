using CozeDevice.Audio;
using CozeDevice.Linux.Alsa;
using CozeDevice.Tests.Support;
using Xunit;
using static CozeDevice.Tests.Alsa.BenchDevice;

namespace CozeDevice.Tests.Alsa;

/// <summary>A barge-in: what was written and not heard is not heard any more.</summary>
[Collection(RealTimeAudio.Name)]
public sealed class AlsaDropTests(ITestOutputHelper output) : IDisposable
{
    private const int Frame = AudioFormat.FrameSamples;

    private readonly TestLog _log = new();
    private readonly BenchDevice _device = new();

    [AlsaFact]
    public void After_a_drop_not_a_sample_of_the_old_stream_is_heard()
    {
        int heard;
        using (var playback = Devices().OpenPlayback(_device.Name))
        {
            AlsaIo.Play(playback, Constant(12, 1_000));
            playback.Drop();
            heard = Count(1_000);
            Assert.InRange(_device[Slot.DropLeft], 0, 4 * Frame);
            Assert.Equal(0, playback.Delay);

            AlsaIo.Play(playback, Constant(4, 2_000));
            AlsaIo.Drain(playback);
        }

        Assert.Equal(heard, Count(1_000));
        Assert.Equal(4 * Frame, Count(2_000));
    }

    [AlsaFact]
    public void A_card_that_takes_back_what_it_has_falls_silent_softly_within_a_period() =>
        Calm.Run(speed: 100, device =>
        {
            var (pcm, config) = Devices(device).Open(device.Name, AudioDirection.Playback);
            long heard;
            using (var playback = new AlsaPlayback(pcm, config, canRewind: true, new FastTime((int)device[Slot.Speed])))
            {
                AlsaIo.Play(playback, Constant(12, 10_000));
                Calm.Require(device);
                playback.Drop();
                heard = device[Slot.Heard];
                AlsaIo.AwaitSilence(playback);
                Assert.Equal(0, device[Slot.Drops]);

                AlsaIo.Play(playback, Constant(4, 2_000));
                AlsaIo.Drain(playback);
                Assert.Equal(default, playback.Recovered);
            }

            var played = AlsaIo.Trim(device.Played());
            var end = Array.FindIndex(played, s => s is 0 or 2_000);
            output.WriteLine($"{(end - heard) / 16.0:F1} ms were heard after the drop");
            Assert.InRange(end - heard, 0, Frame);
            for (var i = 1; i < end; i++) Assert.InRange(played[i - 1] - played[i], 0, 200); // 10 ms of a cosine, and no edge
            Assert.Equal(4 * Frame, played.Count(s => s == 2_000));
        });

    [Fact]
    public void A_fade_begins_at_the_sound_and_ends_at_silence()
    {
        var samples = new short[160];
        samples.AsSpan().Fill(short.MinValue);

        AlsaPlayback.Fall(samples);

        Assert.InRange(samples[0], short.MinValue, short.MinValue + 10);
        Assert.Equal(-16_384, samples[79]);
        Assert.Equal(0, samples[^1]);
    }

    [AlsaFact]
    public async Task A_drop_from_another_thread_ends_a_wait_and_is_told_as_room()
    {
        using var playback = Devices().OpenPlayback(_device.Name);
        AlsaIo.Play(playback, Constant(8, 1_000)); // full
        for (var i = 0; i < 20; i++)
        {
            var waiting = Task.Run(playback.Wait);
            playback.Drop();
            Assert.Equal(PcmStatus.Ok, await waiting.Within(5));
            AlsaIo.Play(playback, Constant(5, 1_000));
        }
    }

    [AlsaFact]
    public async Task Drops_at_any_moment_harm_no_writer()
    {
        _device[Slot.Speed] = 1_000;
        using var playback = new AlsaDevices(new FastTime(1_000), _log.For<AlsaDevices>()).OpenPlayback(_device.Name);
        using var ended = new CancellationTokenSource();
        using var pacer = new SystemPacer(TimeProvider.System);
        var writer = Task.Factory.StartNew(
            () =>
            {
                var frames = 0;
                while (!ended.IsCancellationRequested)
                {
                    AlsaIo.Play(playback, Constant(1, 1_000));
                    frames++;
                }

                return frames;
            },
            TaskCreationOptions.LongRunning);
        for (var i = 0; i < 300; i++)
        {
            pacer.WaitUntil(pacer.Now + TimeSpan.FromMilliseconds(i % 4));
            playback.Drop();
            _ = playback.Delay;
        }

        await ended.CancelAsync();
        Assert.True(await writer.Within(10) > 50);
    }

    [AlsaFact]
    public void Idle_leaves_sound_that_still_plays_to_the_drop_that_follows() =>
        Calm.Run(speed: 100, device =>
        {
            using var playback = Devices(device).OpenPlayback(device.Name);
            AlsaIo.Play(playback, Constant(6, 1_000));
            playback.Idle();
            Calm.Require(device);
            Assert.Equal(0, device[Slot.Drops]);
            Assert.True(playback.Delay > 0);

            AlsaIo.AwaitSilence(playback);
            AlsaIo.Play(playback, Constant(3, 1_000));

            Assert.Equal(default, playback.Recovered);
        });

    public void Dispose()
    {
        _device.Dispose();
        _log.Dispose();
    }

    private int Count(short value) => _device.Played().Count(s => s == value);

    private static short[] Constant(int frames, short value)
    {
        var samples = new short[frames * Frame];
        samples.AsSpan().Fill(value);
        return samples;
    }

    private AlsaDevices Devices(BenchDevice? device = null) =>
        new(device is null ? TimeProvider.System : new FastTime((int)device[Slot.Speed]), _log.For<AlsaDevices>());
}
