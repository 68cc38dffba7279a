using CozeDevice.Options;
using CozeDevice.State;
using Xunit;

namespace CozeDevice.Tests.State;

public sealed class StartVolumeTests
{
    private static readonly OptionKey Key = OptionCatalog.Find("Audio:Volume")!;

    [Theory]
    [InlineData(null, null, "default", null)]
    [InlineData(null, "40", "file", 40)]
    [InlineData(30, null, "default", 30)]
    [InlineData(30, "40", "file", 30)]
    [InlineData(30, "40", "environment", 40)]
    [InlineData(30, "40", "--set", 40)]
    [InlineData(30, "0", "--set", 0)]
    public void The_remembered_volume_wins_unless_one_is_given_for_this_start(
        int? stored, string? value, string origin, int? expected) =>
        Assert.Equal(expected, StartVolume.Volume(new() { Volume = stored }, Configured(value, origin)));

    [Theory]
    [InlineData(0, null, "default", 10, true)]
    [InlineData(0, "40", "file", 10, true)]
    [InlineData(0, "0", "file", 10, true)]
    [InlineData(0, "0", "--set", 0, false)]
    [InlineData(0, "0", "environment", 0, false)]
    [InlineData(0, "40", "--set", 40, false)]
    [InlineData(null, "0", "file", 0, false)]
    [InlineData(1, null, "default", 1, false)]
    public void A_device_that_was_left_silent_starts_audible_unless_silence_is_asked_for(
        int? stored, string? value, string origin, int? expected, bool isRaised)
    {
        var (state, configured) = (new StoredState { Volume = stored }, Configured(value, origin));
        Assert.Equal((expected, isRaised), (StartVolume.Volume(state, configured), StartVolume.IsRaised(state, configured)));
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public void Mute_is_as_it_was_left(bool? stored, bool expected) =>
        Assert.Equal(expected, StartVolume.Muted(new() { Muted = stored }));

    private static EffectiveSetting Configured(string? value, string origin) => new(Key, value, origin switch
    {
        "file" => SettingOrigin.Line("cozedevice.json", 1),
        "environment" => SettingOrigin.Variable("COZEDEVICE_Audio__Volume"),
        "--set" => SettingOrigin.CommandLine,
        _ => SettingOrigin.Default,
    });
}
