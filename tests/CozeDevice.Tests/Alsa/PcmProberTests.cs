using CozeDevice.Audio;
using CozeDevice.Linux.Alsa;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace CozeDevice.Tests.Alsa;

public sealed class PcmProberTests : IDisposable
{
    private readonly AlsaSoundCards _cards = new(new AlsaMixers(NullLogger<AlsaMixers>.Instance), NullLogger.Instance);
    private readonly BenchDevice _device = new();

    public void Dispose() => _device.Dispose();

    [AlsaFact]
    public void A_device_tells_what_it_does_by_itself_also_behind_conversions()
    {
        (_device[BenchDevice.Slot.RateLeast], _device[BenchDevice.Slot.RateMost]) = (44_100, 48_000);
        (_device[BenchDevice.Slot.ChannelsLeast], _device[BenchDevice.Slot.ChannelsMost]) = (2, 2);

        var bare = _cards.Probe(_device.Name, AudioDirection.Playback).Ability!;
        var converted = _cards.Probe(_device.PlugName, AudioDirection.Playback).Ability!;

        Assert.Equal([44_100, 48_000], bare.Rates);
        Assert.Equal((2, 2), (bare.MinChannels, bare.MaxChannels));
        Assert.Equal(["S16_LE"], bare.Formats);
        Assert.Equal([44_100, 48_000], converted.Rates);
        Assert.Equal(1, converted.MinChannels);
        Assert.Contains("S32_LE", converted.Formats);
    }

    [AlsaFact]
    public void Looking_starts_nothing_and_leaves_the_device_closed()
    {
        _cards.Probe(_device.Name, AudioDirection.Capture);
        Assert.Equal(1, _device[BenchDevice.Slot.Opens]);
        Assert.Equal(1, _device[BenchDevice.Slot.Closes]);
        Assert.Equal((0, 0), (_device[BenchDevice.Slot.Starts], _device[BenchDevice.Slot.Moved]));
    }

    [AlsaFact]
    public void A_device_another_program_has_is_there_and_in_use()
    {
        _device[BenchDevice.Slot.Busy] = 1;
        var probe = _cards.Probe(_device.Name, AudioDirection.Capture);
        Assert.True(probe.IsBusy && probe.Exists);
        Assert.Equal("in use by another program", probe.Problem);
    }

    [AlsaFact]
    public void A_name_nobody_defined_does_not_exist()
    {
        var probe = _cards.Probe("nobody_defined_this", AudioDirection.Capture);
        Assert.False(probe.Exists);
        Assert.StartsWith("No such file or directory", probe.Problem, StringComparison.Ordinal);
    }
}
