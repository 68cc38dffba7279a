using CozeDevice.Audio;
using CozeDevice.Tests.Support;
using CozeDevice.Tests.Support.Audio;
using NSubstitute;
using Xunit;

namespace CozeDevice.Tests.Commands;

public sealed class AudioWrongInputTests : IDisposable
{
    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("audio", "Required command")]
    [InlineData("audio lst", "Did you mean list?")]
    [InlineData("audio play", "FILE.wav")]
    [InlineData("audio record", "FILE.wav")]
    [InlineData("audio record x.wav --seconds 0", "0.1 to 3600")]
    [InlineData("audio record x.wav --seconds 3601", "0.1 to 3600")]
    [InlineData("audio record x.wav --seconds -1", "0.1 to 3600")]
    [InlineData("audio record x.wav --seconds soon", "0.1 to 3600")]
    [InlineData("audio meter --seconds NaN", "0.1 to 3600")]
    [InlineData("audio play x.wav --volume 101", "0 to 100")]
    [InlineData("audio play x.wav --volume loud", "0 to 100")]
    [InlineData("audio latency --runs 0", "1 to 100")]
    [InlineData("audio latency --runs 1e9", "1 to 100")]
    [InlineData("audio echo-test --seconds 4", "5 to 600")]
    [InlineData("audio echo-test --seconds 2.5", "5 to 600")]
    [InlineData("audio echo-test --seconds long", "5 to 600")]
    [InlineData("audio meter --device", "--device")]
    public async Task A_command_line_that_makes_no_sense_ends_with_2_and_one_line(string line, string hint) =>
        AssertOneLine(await ProgramRun.OfAsync(line.Split(' ')), 2, hint);

    [Fact]
    public async Task An_empty_device_name_ends_with_2() =>
        AssertOneLine(await ProgramRun.OfAsync(["audio", "meter", "--device", ""]), 2, "audio list");

    [Fact]
    public async Task A_missing_file_ends_with_5_and_is_named() =>
        AssertOneLine(await PlayAsync(_directory["none.wav"]), 5, _directory["none.wav"]);

    [Fact]
    public async Task What_is_no_wav_ends_with_5_and_says_why() =>
        AssertOneLine(await PlayAsync(_directory.Write("text.wav", "hello, this is text")), 5, "not a usable WAV file");

    [Fact]
    public async Task A_wav_without_sound_ends_with_5()
    {
        new WavWriter(_directory["empty.wav"], AudioFormat.SampleRate).Dispose();
        AssertOneLine(await PlayAsync(_directory["empty.wav"]), 5, "holds no sound");
    }

    [Fact]
    public async Task A_directory_ends_with_5() => AssertOneLine(await PlayAsync(_directory.Path), 5, _directory.Path);

    [Theory]
    [InlineData("file:/nonexistent/in.wav", "/nonexistent/in.wav")]
    [InlineData("file:", "file:PATH.wav")]
    public async Task A_microphone_that_cannot_be_opened_ends_with_5_and_leaves_the_old_recording(string device, string hint)
    {
        var old = _directory.Write("out.wav", "an old recording");
        AssertOneLine(await ProgramRun.OfAsync(["audio", "record", old, "--device", device]), 5, hint);
        Assert.Equal("an old recording", File.ReadAllText(old));
    }

    [Fact]
    public async Task A_device_nobody_has_ends_with_5_and_is_named()
    {
        var run = await ProgramRun.InAsync(
            ["audio", "meter", "--device", "plughw:CARD=Nobody"], context => context with { AudioDevices = new FakeDevices() });
        AssertOneLine(run, 5, "plughw:CARD=Nobody");
    }

    [Theory]
    [InlineData("\"cozedevice\" (pid 812)", "stop it with `sudo systemctl stop cozedevice`")]
    [InlineData("\"pulseaudio\" (pid 77)", "choose another device")]
    public async Task A_device_that_is_in_use_names_the_program_and_what_to_do(string holder, string hint)
    {
        var devices = Substitute.For<IAudioDevices>();
        devices.OpenCapture("default").Returns(_ => throw new AudioDeviceException("default", "it is held") { Holder = holder });
        var run = await ProgramRun.InAsync(["audio", "meter"], context => context with { AudioDevices = devices });
        AssertOneLine(run, 5, $"\"default\" is in use by {holder}");
        Assert.Contains(hint, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("missing/out.wav")]
    [InlineData("")] // the directory itself
    public async Task A_place_that_cannot_be_written_ends_with_5_and_is_named(string name)
    {
        var path = _directory[name];
        AssertOneLine(await ProgramRun.OfAsync(["audio", "record", path, "--device", "null", "--seconds", "0.1"]), 5, path);
    }

    [Fact]
    public async Task Neither_bot_nor_token_nor_a_right_rest_of_the_configuration_is_needed()
    {
        var file = _directory.Write("c.json", """{ "Coze": { "ApiUrl": "nonsense" }, "Audio": { "Capture": "null" }, "Led": { "Kind": 7 } }""");
        var run = await ProgramRun.OfAsync(["audio", "meter", "--seconds", "0.1", "--config", file]);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.StartsWith("null: ", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "Audio": { "Captur": "null" } }""", "Audio:Capture")]
    [InlineData("""{ "Audio": { "Capture": 7 } }""", "in quotes")]
    [InlineData("""{ "Audio": """, "c.json")]
    public async Task What_is_wrong_about_the_sound_ends_with_78(string configuration, string hint)
    {
        var run = await ProgramRun.OfAsync(["audio", "meter", "--config", _directory.Write("c.json", configuration)]);
        Assert.Equal(78, run.ExitCode);
        Assert.Contains(hint, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--set", "Audo:Capture=null")]
    [InlineData("--config", "/nonexistent.json")]
    public async Task What_was_given_for_this_very_call_must_be_right(string option, string value)
    {
        var run = await ProgramRun.OfAsync(["audio", "meter", option, value]);
        Assert.Equal(78, run.ExitCode);
    }

    private static Task<ProgramRun> PlayAsync(string file) => ProgramRun.OfAsync(["audio", "play", file, "--device", "null"]);

    private static void AssertOneLine(ProgramRun run, int exitCode, string hint)
    {
        Assert.Equal((exitCode, ""), (run.ExitCode, run.Out));
        var line = Assert.Single(run.Error.TrimEnd().Split('\n'));
        Assert.StartsWith("cozedevice: ", line, StringComparison.Ordinal);
        Assert.Contains(hint, line, StringComparison.Ordinal);
    }
}
