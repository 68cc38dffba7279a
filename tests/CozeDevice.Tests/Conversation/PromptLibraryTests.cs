using System.Runtime.InteropServices;
using CozeDevice.Audio;
using CozeDevice.Conversation;
using CozeDevice.Tests.Support;
using CozeDevice.Tests.Support.Audio;
using Microsoft.Extensions.Logging;
using Xunit;

namespace CozeDevice.Tests.Conversation;

public sealed class PromptLibraryTests : IDisposable
{
    private readonly TempDirectory _directory = new();
    private readonly TestLog _log = new();
    private readonly PromptPlaces _places;

    public PromptLibraryTests()
    {
        _places = PromptPlaces.For(_directory["own"], "zh", _directory["program"]);
        foreach (string place in new[] { "own/zh", "program/Prompts/zh" }) Directory.CreateDirectory(_directory[place]);
        foreach (PromptReason reason in Enum.GetValues<PromptReason>())
            Write($"program/Prompts/zh/{PromptLibrary.FileName(reason)}", Tone(1_000 + (int)reason));
    }

    public void Dispose()
    {
        _log.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public void The_shipped_sounds_are_heard_as_they_are()
    {
        PromptLibrary library = Load();

        Assert.All(Enum.GetValues<PromptReason>(), reason =>
        {
            short[] expected = Tone(1_000 + (int)reason);
            Assert.Equal(expected, Sound(library, reason));
            Assert.Equal(expected.Length / 16.0, library.Length(reason).TotalMilliseconds, tolerance: 0.01);
        });
        Assert.Empty(_log.Entries);
    }

    [Fact]
    public void A_file_of_the_owner_replaces_one_sound_and_leaves_the_others()
    {
        Write("own/muted.wav", Tone(200));

        PromptLibrary library = Load();

        Assert.Equal(Tone(200), Sound(library, PromptReason.Muted));
        Assert.Equal(Tone(1_000 + (int)PromptReason.Offline), Sound(library, PromptReason.Offline));
        Assert.Empty(_log.Entries);
    }

    [Fact]
    public void A_file_in_the_folder_of_the_language_goes_first()
    {
        Write("own/muted.wav", Tone(200));
        Write("own/zh/muted.wav", Tone(300));

        Assert.Equal(Tone(300), Sound(Load(), PromptReason.Muted));
    }

    [Fact]
    public void A_file_of_another_rate_is_converted_and_its_true_length_counts()
    {
        using (var file = new WavWriter(_directory["own/muted.wav"], 44_100))
        {
            file.Write(Signal.Sine(44_100, 440, 44_100));
            file.WriteHeader();
        }

        PromptLibrary library = Load();

        Assert.Equal(1_000, library.Length(PromptReason.Muted).TotalMilliseconds);
        Assert.Equal(16_000, Signal.Amplitude(Sound(library, PromptReason.Muted), 16_000, 440), 16_000 * 0.02);
    }

    [Fact]
    public void A_file_that_is_no_sound_is_named_once_and_the_next_is_taken()
    {
        _directory.Write("own/zh/muted.wav", "not a sound");
        Write("own/muted.wav", Tone(200));

        PromptLibrary library = Load();

        Assert.Equal(Tone(200), Sound(library, PromptReason.Muted));
        string warning = Assert.Single(_log.Messages(LogLevel.Warning));
        Assert.StartsWith($"{_directory["own/zh/muted.wav"]} is no usable prompt", warning, StringComparison.Ordinal);
        Assert.EndsWith("it does not begin with RIFF and WAVE", warning, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(160_001, "it is 10.0 s long; 10 s is the most")]
    [InlineData(320_000, "it is 20.0 s long; 10 s is the most")]
    [InlineData(0, "it holds no sound")]
    public void A_sound_too_long_or_empty_is_refused_with_the_reason(int samples, string reason)
    {
        Write("own/muted.wav", new short[samples]);

        PromptLibrary library = Load();

        Assert.Equal(Tone(1_000 + (int)PromptReason.Muted), Sound(library, PromptReason.Muted));
        Assert.EndsWith(reason, Assert.Single(_log.Messages(LogLevel.Warning)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_directory_in_place_of_the_shipped_file_ends_in_the_melody()
    {
        File.Delete(_directory["program/Prompts/zh/muted.wav"]);
        Directory.CreateDirectory(_directory["program/Prompts/zh/muted.wav"]);

        PromptLibrary library = Load();

        Assert.Equal(PromptSounds.Render(PromptReason.Muted), library.Sound(PromptReason.Muted));
        Assert.Single(_log.Messages(LogLevel.Warning));
    }

    [Fact]
    public void Without_any_file_every_reason_has_its_melody_and_one_warning()
    {
        Directory.Delete(_directory["program"], recursive: true);

        PromptLibrary library = Load();

        PromptReason[] reasons = Enum.GetValues<PromptReason>();
        Assert.All(reasons, reason => Assert.Equal(PromptSounds.Render(reason), library.Sound(reason)));
        // That nothing was heard has no words: its tone is no substitute.
        Assert.Equal(reasons.Length - 1, _log.Messages(LogLevel.Warning).Count);
    }

    private PromptLibrary Load() => new(_places, _log.For<PromptLibrary>());

    private void Write(string file, short[] samples)
    {
        using var writer = new WavWriter(_directory[file], AudioFormat.SampleRate);
        writer.Write(samples);
        writer.WriteHeader();
    }

    // Each length is another sound.
    private static short[] Tone(int length) => Signal.Sine(AudioFormat.SampleRate, 440, length);

    private static short[] Sound(PromptLibrary library, PromptReason reason) =>
        MemoryMarshal.Cast<byte, short>(library.Sound(reason)).ToArray();
}
