using System.Text.Json;
using CozeDevice.Linux.Alsa;
using CozeDevice.Tests.Support.Audio;
using Xunit;

namespace CozeDevice.Tests.Commands;

public sealed class AudioListTests
{
    [Fact]
    public async Task Cards_configured_devices_and_lines_to_paste_are_shown()
    {
        var cards = new FakeSoundCards { Probes = { ["plughw:1,0"] = FakeSoundCards.UsbCard.Devices[0].Probe } };
        var run = await ListAsync(cards, "--set", "Audio:Capture=plughw:1,0", "--set", "Audio:Playback=null");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("  * capture   plughw:CARD=Device,DEV=0", run.Out, StringComparison.Ordinal);
        Assert.Contains("\"Audio\": { \"Capture\": \"plughw:CARD=Device,DEV=0\"", run.Out, StringComparison.Ordinal);
        Assert.Contains("Audio:Playback  null        works  --set", run.Out, StringComparison.Ordinal);
        Assert.Contains("the number of a card changes", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task As_json_it_is_one_object_with_the_same_facts()
    {
        var run = await ListAsync(new FakeSoundCards(), "--json", "--set", "Audio:Capture=file:/nonexistent.wav");
        using var json = JsonDocument.Parse(run.Out);
        var root = json.RootElement;
        var device = root.GetProperty("cards")[1].GetProperty("devices")[0];
        Assert.Equal("plughw:CARD=Device,DEV=0", device.GetProperty("device").GetString());
        Assert.Equal([16_000, 44_100, 48_000], device.GetProperty("rates").EnumerateArray().Select(rate => rate.GetInt32()));
        Assert.Equal(-31.5, root.GetProperty("cards")[1].GetProperty("volume").GetProperty("decibels").GetDouble());
        Assert.Equal("busy", root.GetProperty("cards")[0].GetProperty("devices")[0].GetProperty("state").GetString());
        Assert.Equal("missing", root.GetProperty("configured")[0].GetProperty("state").GetString());
        Assert.Equal("plughw:CARD=Device,DEV=0", root.GetProperty("paste")[1].GetProperty("Audio").GetProperty("Capture").GetString());
        Assert.Equal("not_there", root.GetProperty("findings")[0].GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_machine_without_a_card_is_told_how_to_get_one_and_that_is_no_error()
    {
        var run = await ListAsync(new FakeSoundCards { System = new([], [], CardAbsence.NoCard, true) });
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.StartsWith("no sound card\n", run.Out, StringComparison.Ordinal);
        Assert.Contains("dtoverlay", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_sound_library_it_ends_with_5_and_the_package_to_install()
    {
        var run = await ListAsync(new FakeSoundCards { IsInstalled = false });
        Assert.Equal((5, ""), (run.ExitCode, run.Out));
        Assert.Contains("apt-get install libasound2", Assert.Single(run.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_card_cannot_smuggle_control_characters_into_the_terminal()
    {
        var evil = FakeSoundCards.UsbCard with { Name = "USB\u001b[2J\nAudio" };
        var run = await ListAsync(new FakeSoundCards { System = new([evil], [], null, true) });
        Assert.DoesNotContain('\u001b', run.Out);
        Assert.Contains("Device: USB[2J Audio (USB-Audio)", run.Out, StringComparison.Ordinal);
    }

    private static Task<ProgramRun> ListAsync(FakeSoundCards cards, params string[] arguments) => ProgramRun.InAsync(
        ["audio", "list", .. arguments], context => context with { SoundCards = cards });
}
