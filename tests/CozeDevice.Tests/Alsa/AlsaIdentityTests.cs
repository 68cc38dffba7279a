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
    private const int Speed = 4;

    private readonly TestLog _log = new();
    private readonly BenchDevice _device = new() { [Slot.Speed] = Speed };

    [AlsaTheory]
    [InlineData(0, 0, false)]
    [InlineData(0, 0, true)]
    [InlineData(107, 0, false)] // 6.7 ms
    [InlineData(1_000, 0, false)]
    [InlineData(0, 256, false)] // a buffer shorter than a frame
    [InlineData(0, 0, false, 100)] // the device takes and gives at most so much at a time
    public void Sound_passes_both_ways_sample_for_sample_whatever_the_period(int period, int buffer, bool isPlug, int most = 0)
    {
        (_device[Slot.Period], _device[Slot.BufferMost], _device[Slot.Short]) = (period, buffer, most);
        var sound = Signal.Noise(60 * Frame);
        _device.Hears(sound);

        short[] captured;
        using (var capture = Devices().OpenCapture(NameOf(isPlug)))
        {
            captured = AlsaIo.Read(capture, 50);
            if (_device[Slot.Xruns] == 0) Assert.Equal(default, capture.Recovered);
        }

        var xruns = _device[Slot.Xruns];
        using (var playback = Devices().OpenPlayback(NameOf(isPlug)))
        {
            AlsaIo.Play(playback, sound);
            AlsaIo.Drain(playback);
            Assert.InRange(playback.Recovered.Xruns, _device[Slot.Xruns] - xruns - 1, _device[Slot.Xruns] - xruns); // one at its end
        }

        // A machine too busy for a short buffer loses sound; what is not lost is in its place.
        if (xruns == 0) Assert.Equal(sound[..captured.Length], captured);
        Assert.Equal(Array.FindAll(sound, s => s != 0), Array.FindAll(_device.Played(), s => s != 0));
    }

    [AlsaTheory]
    [InlineData(48_000, 2, 0)]
    [InlineData(44_100, 2, 441)]
    [InlineData(44_100, 1, 0)]
    [InlineData(32_000, 8, 0)]
    [InlineData(8_000, 1, 0)]
    public void At_another_rate_speech_passes_both_ways_as_it_was(int rate, int channels, int period)
    {
        (_device[Slot.RateLeast], _device[Slot.ChannelsLeast], _device[Slot.Period]) = (rate, channels, period);
        var tone = Signal.Sine(16_000, 1_000, 60 * Frame);
        _device.Hears(Signal.Sine(rate, 1_000, 60 * rate / 50));

        short[] captured;
        using (var capture = Devices().OpenCapture(_device.Name)) captured = AlsaIo.Read(capture, 50);
        using (var playback = Devices().OpenPlayback(_device.Name))
        {
            AlsaIo.Play(playback, tone);
            AlsaIo.Drain(playback);
        }

        if (_device[Slot.Xruns] > 0) return; // too busy a machine; what happens then is tested elsewhere
        Assert.Equal(16_000, Signal.Amplitude(captured.AsSpan(5 * Frame, 40 * Frame), 16_000, 1_000), 100.0);
        var played = AlsaIo.Trim(_device.Played());
        Assert.Equal(16_000, Signal.Amplitude(played.AsSpan(rate / 10, rate / 2), rate, 1_000), 100.0);
        Assert.Equal(60.0 * rate / 50, played.Length, rate / 100.0); // with the tail of the converter
    }

    [AlsaFact]
    public void Left_to_the_library_a_rate_of_none_of_ours_is_converted_too()
    {
        _device[Slot.RateLeast] = 96_000;
        using (var playback = Devices().OpenPlayback(_device.PlugName))
        {
            AlsaIo.Play(playback, Signal.Sine(16_000, 1_000, 40 * Frame));
            AlsaIo.Drain(playback);
        }

        if (_device[Slot.Xruns] > 0) return;
        Assert.Equal(16_000, Signal.Amplitude(AlsaIo.Trim(_device.Played()).AsSpan(9_600, 48_000), 96_000, 1_000), 300.0);
    }

    [AlsaFact]
    public void A_stream_shorter_than_the_start_threshold_is_heard_whole()
    {
        var sound = Signal.Noise(Frame);
        using (var playback = Devices().OpenPlayback(_device.Name))
        {
            AlsaIo.Play(playback, sound);
            Assert.Equal(0, _device[Slot.Starts]);
            Assert.Equal(Frame, playback.Delay);

            AlsaIo.Drain(playback);

            Assert.Equal(default, playback.Recovered);
        }

        Assert.Equal(sound, AlsaIo.Trim(_device.Played()));
    }

    [AlsaFact]
    public void Streams_one_after_the_other_are_heard_with_silence_between_and_no_underrun()
    {
        var sound = Signal.Noise(4 * Frame);
        using (var playback = Devices().OpenPlayback(_device.Name))
        {
            for (var i = 0; i < 5; i++)
            {
                AlsaIo.Play(playback, sound);
                AlsaIo.Drain(playback);
            }

            Assert.Equal(default, playback.Recovered);
        }

        Assert.Equal(
            Enumerable.Repeat(Array.FindAll(sound, s => s != 0), 5).SelectMany(s => s), Array.FindAll(_device.Played(), s => s != 0));
    }

    [AlsaFact]
    public void The_delay_is_what_was_written_and_not_heard()
    {
        _device[Slot.Speed] = 1;
        using var playback = Devices(speed: 1).OpenPlayback(_device.Name);
        Assert.Equal(0, playback.Delay);
        AlsaIo.Play(playback, Signal.Noise(4 * Frame));
        var written = 4 * Frame;

        var delay = playback.Delay;
        var heard = (int)_device[Slot.Heard];

        Assert.InRange(delay, written - heard, written);
        AlsaIo.AwaitSilence(playback);
        Assert.Equal(0, playback.Delay);
    }

    public void Dispose()
    {
        _device.Dispose();
        _log.Dispose();
    }

    private string NameOf(bool isPlug) => isPlug ? _device.PlugName : _device.Name;

    private AlsaDevices Devices(int speed = Speed) => new(new FastTime(speed), _log.For<AlsaDevices>());
}
