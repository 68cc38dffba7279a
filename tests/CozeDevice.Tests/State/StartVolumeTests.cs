using CozeDevice.Options;
using CozeDevice.State;
using Xunit;

namespace CozeDevice.Tests.State;

public sealed class StartVolumeTests
{
    private static readonly OptionKey Key = OptionCatalog.Find("Audio:Volume")!;

    [Theory]
    [InlineData(null, null, "default", true, 70)]
    [InlineData(null, null, "default", false, 100)]
    [InlineData(null, "40", "file", true, 40)]
    [InlineData(30, null, "default", true, 30)]
    [InlineData(30, "40", "file", true, 30)]
    [InlineData(0, "40", "file", true, 0)]
    [InlineData(30, "40", "environment", true, 40)]
    [InlineData(30, "40", "--set", true, 40)]
    [InlineData(30, "0", "--set", true, 0)]
    public void The_remembered_volume_wins_unless_one_is_given_for_this_start(
        int? stored, string? value, string origin, bool hasHardwareMixer, int expected)
    {
        var configured = new EffectiveSetting(Key, value, origin switch
        {
            "file" => SettingOrigin.Line("cozedevice.json", 1),
            "environment" => SettingOrigin.Variable("COZEDEVICE_Audio__Volume"),
            "--set" => SettingOrigin.CommandLine,
            _ => SettingOrigin.Default,
        });
        Assert.Equal(expected, StartVolume.Volume(new() { Volume = stored }, configured, hasHardwareMixer));
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public void Mute_is_as_it_was_left(bool? stored, bool expected) =>
        Assert.Equal(expected, StartVolume.Muted(new() { Muted = stored }));
}
