using CozeDevice.Audio;
using CozeDevice.Linux.Alsa;
using CozeDevice.Linux.Posix;
using CozeDevice.Tests.Support;
using CozeDevice.Tests.Support.Audio;
using Xunit;
using static CozeDevice.Tests.Alsa.BenchDevice;

namespace CozeDevice.Tests.Alsa;

/// <summary>What drivers and plug-ins do wrong, and what becomes of it.</summary>
[Collection(RealTimeAudio.Name)]
public sealed class AlsaFaultTests : IDisposable
{
    private const int Frame = AudioFormat.FrameSamples;
    private const int Speed = 400; // percent

    private readonly TestLog _log = new();
    private readonly BenchDevice _device = new() { [Slot.Speed] = Speed };
    private readonly short[] _frame = new short[Frame];

    [AlsaTheory]
    [InlineData(Errno.EINTR)]
    [InlineData(Errno.EAGAIN)]
    public void An_interrupted_transfer_is_tried_again_and_nothing_is_lost(int errno) =>
        Calm.Run(Speed, device =>
        {
            var sound = Signal.Noise(30 * Frame);
            device.Hears(sound);
            (device[Slot.FailErrno], device[Slot.FailCount]) = (errno, 10);
            using (var capture = Devices(device).OpenCapture(device.Name))
            {
                var heard = AlsaIo.Read(capture, 20);
                Calm.Require(device);
                Assert.Equal(sound[..heard.Length], heard);
            }

            Assert.Equal(0, device[Slot.FailCount]);
            device[Slot.FailCount] = 10;
            using (var playback = Devices(device).OpenPlayback(device.Name))
            {
                AlsaIo.Play(playback, sound);
                Calm.Require(device);
                AlsaIo.Drain(playback);
            }

            Assert.Equal(0, device[Slot.FailCount]);
            Assert.Equal(sound, AlsaIo.Trim(device.Played()));
        });

    [AlsaTheory]
    [InlineData(0)]
    [InlineData(Errno.ENOSYS)] // the card cannot resume and is prepared
    public void A_card_that_slept_goes_on(int error)
    {
        _device[Slot.ResumeError] = error;
        using (var capture = Devices().OpenCapture(_device.Name))
        {
            AlsaIo.Read(capture, 3);
            _device[Slot.Suspend] = 1;
            AlsaIo.Read(capture, 5);
            Assert.Equal((_device[Slot.Xruns], 1), (capture.Recovered.Xruns, capture.Recovered.Suspends));
            Assert.Equal(_device[Slot.Lost], capture.Recovered.LostSamples, 16.0);
        }

        _device[Slot.Xruns] = 0;
        using var playback = Devices().OpenPlayback(_device.Name);
        AlsaIo.Play(playback, Signal.Noise(8 * Frame));
        _device[Slot.Suspend] = 1;
        AlsaIo.Play(playback, Signal.Noise(8 * Frame));
        Assert.Equal((_device[Slot.Xruns], 1), (playback.Recovered.Xruns, playback.Recovered.Suspends));
        AlsaIo.Drain(playback);
    }

    [AlsaTheory]
    [InlineData(Errno.EIO)]
    [InlineData(Errno.EBADFD)]
    [InlineData(Errno.ENODATA)]
    [InlineData(Errno.ENOTTY)]
    [InlineData(Errno.EHOSTDOWN)]
    public void An_error_nobody_can_recover_from_means_the_device_is_gone(int errno)
    {
        using (var capture = Devices().OpenCapture(_device.Name))
        {
            (_device[Slot.FailErrno], _device[Slot.FailCount]) = (errno, 1);
            Assert.Equal(PcmStatus.Gone, ReadUntilNot(capture, PcmStatus.Ok, PcmStatus.Xrun, PcmStatus.Timeout));
            Assert.Equal(PcmStatus.Gone, capture.Read(_frame));
        }

        using var playback = Devices().OpenPlayback(_device.Name);
        _device[Slot.FailCount] = 1;
        Assert.Equal((PcmStatus.Ok, PcmStatus.Gone), (playback.Wait(), playback.Write(_frame)));
        Assert.Equal(PcmStatus.Gone, playback.Wait());
        Assert.Equal(0, playback.Delay);
        Assert.False(playback.IsPresent);
    }

    [AlsaFact]
    public void A_card_that_is_pulled_out_is_gone_and_its_name_is_missing_until_it_is_back()
    {
        var devices = Devices();
        using var capture = devices.OpenCapture(_device.Name);
        using var playback = devices.OpenPlayback(_device.Name);
        AlsaIo.Read(capture, 2);
        AlsaIo.Play(playback, Signal.Noise(4 * Frame));
        Assert.True(playback.IsPresent);

        _device[Slot.Unplugged] = 1;

        Assert.Equal(PcmStatus.Gone, ReadUntilNot(capture, PcmStatus.Ok, PcmStatus.Xrun, PcmStatus.Timeout));
        Assert.False(playback.IsPresent);
        Assert.Equal(0, playback.Delay);
        Assert.Equal(PcmStatus.Gone, WriteUntilNot(playback, PcmStatus.Ok, PcmStatus.Xrun, PcmStatus.Timeout));
        playback.Drop();
        playback.Finish();
        playback.Idle();
        var error = Assert.Throws<AudioDeviceException>(() => devices.OpenCapture(_device.Name));
        Assert.Contains("No such device", error.Message, StringComparison.Ordinal);
        _device[Slot.Unplugged] = 0;
        using var again = devices.OpenCapture(_device.Name);
        AlsaIo.Read(again, 2);
    }

    [AlsaFact]
    public void A_card_that_is_pulled_out_at_rest_is_noticed_without_moving_sound()
    {
        using var playback = Devices().OpenPlayback(_device.Name);
        Assert.True(playback.IsPresent);
        AlsaIo.Play(playback, Signal.Noise(3 * Frame));
        AlsaIo.Drain(playback);
        Assert.True(playback.IsPresent);

        _device[Slot.Unplugged] = 1;

        Assert.False(playback.IsPresent);
    }

    [AlsaFact]
    public void A_sound_server_that_died_is_given_up_after_five_attempts_instead_of_spinning()
    {
        _device[Slot.Dead] = 1;
        using (var capture = Devices().OpenCapture(_device.Name))
            Assert.Equal(PcmStatus.Gone, ReadUntilNot(capture, PcmStatus.Timeout, PcmStatus.Xrun));
        Assert.InRange(_device[Slot.Starts], 1, 1 + PcmRecovery.MostInARow);

        (_device[Slot.Starts], _device[Slot.Dead]) = (0, 0);
        using (var playback = Devices().OpenPlayback(_device.Name))
        {
            AlsaIo.Play(playback, _frame);
            _device[Slot.Dead] = 1;
            Assert.Equal(PcmStatus.Gone, WriteUntilNot(playback, PcmStatus.Ok, PcmStatus.Xrun, PcmStatus.Timeout));
        }

        Assert.InRange(_device[Slot.Starts], 0, 1 + PcmRecovery.MostInARow);
        Assert.InRange(_device[Slot.Polls], 0, 50);
    }

    [AlsaFact]
    public void A_device_that_wakes_its_reader_for_nothing_costs_no_core()
    {
        using var capture = Devices().OpenCapture(_device.Name);
        _device[Slot.WakeEmpty] = 1_000_000;
        AlsaIo.Read(capture, 20);

        Assert.InRange(1_000_000 - _device[Slot.WakeEmpty], 0, 2_000);
    }

    [AlsaFact]
    public void A_device_that_stands_still_is_a_time_out_and_nothing_is_lost_by_it() =>
        Calm.Run(Speed, device =>
        {
            var sound = Signal.Noise(30 * Frame);
            device.Hears(sound);
            using (var capture = Devices(device).OpenCapture(device.Name))
            {
                var heard = new List<short>(AlsaIo.Read(capture, 5));
                device[Slot.Stalled] = 1;
                Assert.Equal(PcmStatus.Timeout, ReadUntilNot(capture, PcmStatus.Ok, PcmStatus.Xrun));
                Assert.Equal(PcmStatus.Timeout, capture.Read(_frame));
                device[Slot.Stalled] = 0;
                heard.AddRange(AlsaIo.Read(capture, 10));
                Calm.Require(device);
                // A frame that came before it stood still was read while waiting for that, and is not among those kept.
                var later = sound.AsSpan(5 * Frame).IndexOf(heard.ToArray().AsSpan(5 * Frame));
                Assert.True(later >= 0 && later % Frame == 0, $"the sound goes on at {later}");
            }

            using var playback = Devices(device).OpenPlayback(device.Name);
            AlsaIo.Play(playback, sound.AsSpan(0, 4 * Frame));
            device[Slot.Stalled] = 1;
            Assert.Equal(PcmStatus.Timeout, WriteUntilNot(playback, PcmStatus.Ok, PcmStatus.Xrun));
            device[Slot.Stalled] = 0;
            AlsaIo.AwaitRoom(playback);
        });

    public void Dispose()
    {
        _device.Dispose();
        _log.Dispose();
    }

    private PcmStatus ReadUntilNot(IPcmCapture capture, params PcmStatus[] expected)
    {
        for (var i = 0; i < 200; i++)
            if (capture.Read(_frame) is var status && !expected.Contains(status)) return status;
        return expected[0];
    }

    private PcmStatus WriteUntilNot(IPcmPlayback playback, params PcmStatus[] expected)
    {
        for (var i = 0; i < 200; i++)
        {
            var status = playback.Wait();
            if (status == PcmStatus.Ok) status = playback.Write(_frame);
            if (!expected.Contains(status)) return status;
        }

        return expected[0];
    }

    private AlsaDevices Devices(BenchDevice? device = null) =>
        new(new FastTime((int)(device ?? _device)[Slot.Speed]), _log.For<AlsaDevices>());
}
