using CozeDevice.Audio;
using CozeDevice.Linux.Alsa;
using CozeDevice.Tests.Support;
using CozeDevice.Tests.Support.Audio;
using Xunit;
using static CozeDevice.Tests.Alsa.BenchDevice;

namespace CozeDevice.Tests.Alsa;

/// <summary>What is played is what is heard, through the library of this machine.</summary>
[Collection(RealTimeAudio.Name)]
public sealed class AlsaIdentityTests : IDisposable
{
    private const int Frame = AudioFormat.FrameSamples;
    private const int Speed = 400; // percent

    private readonly TestLog _log = new();

    [AlsaTheory]
    [InlineData(0, 0, false)]
    [InlineData(0, 0, true)]
    [InlineData(107, 0, false)] // 6.7 ms
    [InlineData(1_000, 0, false)]
    [InlineData(0, 480, false)] // a buffer shorter than two frames
    [InlineData(0, 256, false)] // and one shorter than one
    [InlineData(0, 0, false, 100)] // the device takes and gives at most so much at a time
    public void Sound_passes_both_ways_sample_for_sample_whatever_the_period(int period, int buffer, bool isPlug, int most = 0) =>
        Calm.Run(Speed, device =>
        {
            (device[Slot.Period], device[Slot.BufferMost], device[Slot.Short]) = (period, buffer, most);
            var frames = buffer > 0 ? 12 : 40; // a busy machine needs many attempts with a short buffer
            var sound = Signal.Noise(frames * Frame);
            device.Hears(sound);
            var name = isPlug ? device.PlugName : device.Name;

            using (var capture = Devices(device).OpenCapture(name))
            {
                var captured = AlsaIo.Read(capture, frames);
                Calm.Require(device);
                Assert.Equal(sound[..captured.Length], captured);
                Assert.Equal(default, capture.Recovered);
            }

            using (var playback = Devices(device).OpenPlayback(name))
            {
                AlsaIo.Play(playback, sound);
                Calm.Require(device);
                AlsaIo.Drain(playback);
                Assert.Equal(default, playback.Recovered);
            }

            Assert.Equal(sound, AlsaIo.Trim(device.Played()));
        });

    [AlsaTheory]
    [InlineData(48_000, 2, 0)]
    [InlineData(44_100, 2, 441)]
    [InlineData(44_100, 1, 0)]
    [InlineData(32_000, 8, 0)]
    [InlineData(8_000, 1, 0)]
    public void At_another_rate_speech_passes_both_ways_as_it_was(int rate, int channels, int period) =>
        Calm.Run(Speed, device =>
        {
            (device[Slot.RateLeast], device[Slot.ChannelsLeast], device[Slot.Period]) = (rate, channels, period);
            var tone = Signal.Sine(16_000, 1_000, 40 * Frame);
            device.Hears(Signal.Sine(rate, 1_000, 40 * rate / 50));

            short[] captured;
            using (var capture = Devices(device).OpenCapture(device.Name)) captured = AlsaIo.Read(capture, 30);
            using (var playback = Devices(device).OpenPlayback(device.Name))
            {
                AlsaIo.Play(playback, tone);
                AlsaIo.Drain(playback);
            }

            Calm.Require(device);
            Assert.Equal(16_000, Signal.Amplitude(captured.AsSpan(5 * Frame, 25 * Frame), 16_000, 1_000), 100.0);
            var played = AlsaIo.Trim(device.Played());
            Assert.Equal(16_000, Signal.Amplitude(played.AsSpan(rate / 10, rate / 2), rate, 1_000), 100.0);
            Assert.Equal(40.0 * rate / 50, played.Length, rate / 100.0); // with the tail of the converter
        });

    [AlsaFact]
    public void Left_to_the_library_a_rate_of_none_of_ours_is_converted_too() =>
        Calm.Run(Speed, device =>
        {
            device[Slot.RateLeast] = 96_000;
            using (var playback = Devices(device).OpenPlayback(device.PlugName))
            {
                AlsaIo.Play(playback, Signal.Sine(16_000, 1_000, 40 * Frame));
                AlsaIo.Drain(playback);
            }

            Calm.Require(device);
            Assert.Equal(16_000, Signal.Amplitude(AlsaIo.Trim(device.Played()).AsSpan(9_600, 48_000), 96_000, 1_000), 300.0);
        });

    [AlsaTheory]
    [InlineData(16_000)]
    [InlineData(48_000)]
    public void A_stream_shorter_than_the_start_threshold_is_heard_whole(int rate) =>
        Calm.Run(Speed, device =>
        {
            device[Slot.RateLeast] = rate;
            using (var playback = Devices(device).OpenPlayback(device.Name))
            {
                AlsaIo.Play(playback, Signal.Sine(16_000, 1_000, Frame));
                Assert.Equal(0, device[Slot.Starts]);
                Assert.InRange(playback.Delay, Frame, Frame + AudioFormat.Samples(10));

                AlsaIo.Drain(playback);

                Assert.Equal(default, playback.Recovered);
            }

            Assert.InRange(AlsaIo.Trim(device.Played()).Length, (rate / 50) - 16, (rate / 50) + (rate / 100));
        });

    [AlsaFact]
    public void Streams_one_after_the_other_are_heard_with_silence_between_and_no_underrun() =>
        Calm.Run(Speed, device =>
        {
            var sound = Signal.Noise(4 * Frame);
            using (var playback = Devices(device).OpenPlayback(device.Name))
            {
                for (var i = 0; i < 5; i++)
                {
                    AlsaIo.Play(playback, sound);
                    Calm.Require(device);
                    AlsaIo.Drain(playback);
                    device[Slot.Xruns] = 0; // whoever is too late to stop it in its padding finds it dry
                }

                Assert.Equal(default, playback.Recovered);
            }

            var expected = Enumerable.Repeat(Array.FindAll(sound, s => s != 0), 5).SelectMany(s => s);
            Assert.Equal(expected, Array.FindAll(device.Played(), s => s != 0));
        });

    [AlsaFact]
    public void The_delay_is_what_was_written_and_not_heard() =>
        Calm.Run(speed: 100, device =>
        {
            using var playback = Devices(device).OpenPlayback(device.Name);
            Assert.Equal(0, playback.Delay);
            AlsaIo.Play(playback, Signal.Noise(4 * Frame));

            var before = (int)device[Slot.Heard];
            var delay = playback.Delay;
            var after = (int)device[Slot.Heard];

            Calm.Require(device);
            Assert.InRange(delay, (4 * Frame) - after, (4 * Frame) - before);
            AlsaIo.AwaitSilence(playback);
            Assert.Equal(0, playback.Delay);
        });

    public void Dispose() => _log.Dispose();

    private AlsaDevices Devices(BenchDevice device) => new(new FastTime((int)device[Slot.Speed]), _log.For<AlsaDevices>());
}
