using CozeDevice.Audio;
using CozeDevice.Linux.Alsa;
using CozeDevice.Tests.Support;
using Xunit;
using static CozeDevice.Tests.Alsa.BenchDevice;

namespace CozeDevice.Tests.Alsa;

/// <summary>Being too late, a hundred times (a thousand with COZEDEVICE_LONG=1), and what is told about it.</summary>
[Collection(RealTimeAudio.Name)]
public sealed class AlsaXrunTests(ITestOutputHelper output) : IDisposable
{
    private const int Frame = AudioFormat.FrameSamples;
    private const int Speed = 1_000; // percent
    private const int Ramp = 32_749; // a prime: the distance of two samples says how many are missing between them

    private static readonly int Times = Environment.GetEnvironmentVariable("COZEDEVICE_LONG") == "1" ? 1_000 : 100;

    // Half a sample each time, and half a millisecond of the device, a twentieth of that in the world, for all.
    private static readonly double SamplesOff = 8 + (Times / 2.0);

    private readonly TestLog _log = new();
    private readonly BenchDevice _device = new() { [Slot.Speed] = Speed, [Slot.Loop] = 1 };
    private readonly SystemPacer _pacer = new(TimeProvider.System);

    [AlsaFact]
    public void Every_overrun_is_recovered_and_what_was_lost_is_counted()
    {
        _device.Hears(Numbers(Ramp));
        using var capture = Devices().OpenCapture(_device.Name);
        var samples = new List<short>(AlsaIo.Read(capture, 3));
        for (var i = 0; i < Times; i++)
        {
            Sleep(25); // 250 ms of the device, which holds 200
            samples.AddRange(AlsaIo.Read(capture, 2));
        }

        var (gaps, missing) = Gaps(samples);
        var recovered = capture.Recovered;
        output.WriteLine($"{recovered.Xruns} overruns, {_device[Slot.Lost]} frames lost, {recovered.LostSamples} counted");
        Assert.True(recovered.Xruns >= Times, $"only {recovered.Xruns} overruns");
        Assert.Equal(_device[Slot.Xruns], recovered.Xruns);
        Assert.InRange(gaps, Times, recovered.Xruns); // a machine too busy to read between two makes one gap of them
        Assert.Equal(_device[Slot.Lost] % Ramp, missing % Ramp);
        Assert.Equal(_device[Slot.Lost], recovered.LostSamples, SamplesOff);
    }

    [AlsaFact]
    public void Every_underrun_is_recovered_nothing_written_is_lost_and_the_silence_is_counted()
    {
        var sound = Numbers(4 * Frame);
        var expected = new List<short>();
        PcmRecovered recovered;
        using (var playback = Devices().OpenPlayback(_device.Name))
        {
            for (var i = 0; i <= Times; i++)
            {
                if (i > 0) Sleep(15); // 150 ms of the device, which holds 80
                AlsaIo.Play(playback, sound);
                expected.AddRange(sound);
            }

            recovered = playback.Recovered;
            AlsaIo.Drain(playback);
            Assert.Equal(recovered, playback.Recovered);
        }

        var played = AlsaIo.Trim(_device.Played());
        var silence = played.Count(s => s == 0);
        output.WriteLine($"{recovered.Xruns} underruns, {silence} frames of silence, {recovered.LostSamples} counted");
        Assert.True(recovered.Xruns >= Times, $"only {recovered.Xruns} underruns");
        Assert.InRange(recovered.Xruns, _device[Slot.Xruns] - 1, _device[Slot.Xruns]); // its end may be found dry
        Assert.Equal(expected, Array.FindAll(played, s => s != 0));
        Assert.Equal(silence, recovered.LostSamples, SamplesOff);
    }

    [AlsaFact]
    public void At_another_rate_what_was_lost_is_told_in_house_samples()
    {
        _device[Slot.RateLeast] = 48_000;
        using var capture = Devices().OpenCapture(_device.Name);
        AlsaIo.Read(capture, 3);
        Sleep(40);
        AlsaIo.Read(capture, 2);

        Assert.Equal(_device[Slot.Lost] / 3.0, capture.Recovered.LostSamples, SamplesOff);
    }

    [AlsaFact]
    public void A_card_that_stops_by_itself_is_started_again_and_the_rest_of_its_buffer_counts_as_lost()
    {
        using var capture = Devices().OpenCapture(_device.Name);
        AlsaIo.Read(capture, 3);
        for (var i = 0; i < 20; i++)
        {
            _device[Slot.Xrun] = 1;
            AlsaIo.Read(capture, 3);
        }

        Assert.Equal(_device[Slot.Xruns], capture.Recovered.Xruns);
        Assert.Equal(_device[Slot.Lost], capture.Recovered.LostSamples, SamplesOff);
    }

    [AlsaFact]
    public void A_device_that_counts_in_periods_is_measured_within_one_each_time()
    {
        _device[Slot.Coarse] = 1;
        using var capture = Devices().OpenCapture(_device.Name);
        AlsaIo.Read(capture, 10);
        for (var i = 0; i < 10; i++)
        {
            Sleep(25);
            AlsaIo.Read(capture, 5);
        }

        Assert.True(capture.Recovered.Xruns >= 10);
        Assert.Equal(_device[Slot.Lost], capture.Recovered.LostSamples, (double)capture.Recovered.Xruns * Frame);
    }

    [AlsaFact]
    public void Running_dry_on_purpose_is_no_underrun()
    {
        using var playback = Devices().OpenPlayback(_device.Name);
        for (var i = 0; i < 5; i++)
        {
            AlsaIo.Play(playback, Numbers(4 * Frame));
            playback.Finish();
            Sleep(15);
        }

        Assert.True(_device[Slot.Xruns] > 0);
        Assert.Equal(default, playback.Recovered);
    }

    public void Dispose()
    {
        _pacer.Dispose();
        _device.Dispose();
        _log.Dispose();
    }

    /// <summary>1, 2, 3 and so on: never silence.</summary>
    private static short[] Numbers(int count) => [.. Enumerable.Range(1, count).Select(i => (short)i)];

    private static (int Gaps, long Missing) Gaps(List<short> samples)
    {
        var (gaps, missing) = (0, 0L);
        for (var i = 1; i < samples.Count; i++)
        {
            var skipped = (samples[i] - samples[i - 1] - 1 + Ramp) % Ramp;
            if (skipped == 0) continue;
            gaps++;
            missing += skipped;
        }

        return (gaps, missing);
    }

    private void Sleep(int milliseconds) => _pacer.WaitUntil(_pacer.Now + TimeSpan.FromMilliseconds(milliseconds));

    private AlsaDevices Devices() => new(new FastTime(Speed), _log.For<AlsaDevices>());
}
