using System.Text.Json;
using CozeDevice.Audio;
using CozeDevice.SoundCheck;
using CozeDevice.Tests.Support.Audio;
using Xunit;

namespace CozeDevice.Tests.Commands;

public sealed class AudioTestTests : IDisposable
{
    private const int Recorded = 3 * AudioFormat.SampleRate;

    private readonly FakeDevices _devices = new();
    private readonly FakePlayback _melody = new();
    private readonly FakePlayback _echo = new();

    public AudioTestTests()
    {
        _devices.Captures.Enqueue(new FakeCapture()); // its level rises to 150: very quiet, but not dead
        _devices.Playbacks.Enqueue(_melody);
        _devices.Playbacks.Enqueue(_echo);
    }

    public void Dispose()
    {
        _melody.Dispose();
        _echo.Dispose();
    }

    [Fact]
    public async Task A_person_who_hears_both_ends_with_0()
    {
        var run = await TestAsync("maybe\ny\nYES\n");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(3, run.Out.Split("[y/n]").Length - 1); // "maybe" is no answer
        Assert.EndsWith("speaker and microphone work\n", run.Out, StringComparison.Ordinal);
        Assert.Equal(Tone.Create(), _melody.Samples);
        Assert.Equal(Recorded, _echo.Samples.Length);
        Assert.True(_melody.IsDisposed && _echo.IsDisposed);
    }

    [Theory]
    [InlineData("n\ny\n")]
    [InlineData("")] // the input ends
    public async Task A_person_who_hears_no_melody_gets_remedies_and_5(string answers)
    {
        var run = await TestAsync(answers);
        Assert.Equal(5, run.ExitCode);
        Assert.Contains("you did not hear it\n  - ", run.Out, StringComparison.Ordinal);
        Assert.Contains("--set Audio:Playback=plughw:CARD=Device,DEV=0", run.Out, StringComparison.Ordinal);
        Assert.EndsWith("the sound does not work yet\n", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_terminal_nobody_is_asked_and_that_is_said()
    {
        var run = await ProgramRun.InAsync(["audio", "test"], context => context with { AudioDevices = _devices, SoundCards = new FakeSoundCards() });
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.DoesNotContain("[y/n]", run.Out, StringComparison.Ordinal);
        Assert.Contains("nobody is asked", run.Out, StringComparison.Ordinal);
        Assert.EndsWith("nothing is wrong that can be measured\n", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dead_microphone_ends_with_5_and_is_not_played_back()
    {
        var run = await ProgramRun.OfAsync(
            ["audio", "test", "--json", "--set", "Audio:Capture=null", "--set", "Audio:Playback=null"]);
        Assert.Equal((5, ""), (run.ExitCode, run.Error));
        using var json = JsonDocument.Parse(run.Out);
        Assert.False(json.RootElement.GetProperty("ok").GetBoolean());
        Assert.Equal("silence", json.RootElement.GetProperty("findings")[0].GetProperty("code").GetString());
    }

    [Fact]
    public async Task Devices_that_cannot_be_opened_are_both_told()
    {
        var run = await ProgramRun.InAsync(
            ["audio", "test"], context => context with { AudioDevices = new FakeDevices(), SoundCards = new FakeSoundCards { IsInstalled = false } });
        Assert.Equal(5, run.ExitCode);
        Assert.Contains("the speaker cannot be used: default is not there", run.Out, StringComparison.Ordinal);
        Assert.Contains("the microphone cannot be used: default is not there", run.Out, StringComparison.Ordinal);
    }

    private Task<ProgramRun> TestAsync(string answers) => ProgramRun.InAsync(["audio", "test"], context => context with
    {
        AudioDevices = _devices,
        SoundCards = new FakeSoundCards(),
        IsInteractive = true,
        In = new StringReader(answers),
    });
}
