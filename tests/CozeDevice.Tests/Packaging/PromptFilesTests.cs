using System.Buffers.Binary;
using CozeDevice.Audio;
using CozeDevice.Conversation;
using CozeDevice.Options;
using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.Tests.Packaging;

/// <summary>The prompts that come with the program are what <c>scripts/make-prompts.sh</c> promises.</summary>
public sealed class PromptFilesTests
{
    private const int HeaderBytes = 44;

    public static TheoryData<string, PromptReason> Files
    {
        get
        {
            var files = new TheoryData<string, PromptReason>();
            foreach (string language in PromptLanguage.All)
            {
                foreach (PromptReason reason in Enum.GetValues<PromptReason>())
                {
                    // A tone, not words.
                    if (reason != PromptReason.NothingHeard) files.Add(language, reason);
                }
            }

            return files;
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_reason_is_said_in_every_language_in_the_format_of_the_house(string language, PromptReason reason)
    {
        byte[] bytes = File.ReadAllBytes(Source(language, reason));

        Assert.Equal("RIFF", System.Text.Encoding.ASCII.GetString(bytes, 0, 4));
        Assert.Equal(1, BinaryPrimitives.ReadInt16LittleEndian(bytes.AsSpan(20))); // PCM
        Assert.Equal(1, BinaryPrimitives.ReadInt16LittleEndian(bytes.AsSpan(22))); // mono
        Assert.Equal(16_000, BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(24)));
        Assert.Equal(16, BinaryPrimitives.ReadInt16LittleEndian(bytes.AsSpan(34)));
        Assert.Equal(bytes.Length - HeaderBytes, BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(40)));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void It_is_short_has_its_peak_at_minus_six_decibels_and_does_not_click(string language, PromptReason reason)
    {
        ReadOnlySpan<short> samples = WavFile.Read(Source(language, reason)).Samples.Span;

        Assert.InRange(samples.Length / (double)AudioFormat.SampleRate, 1, 4.5);
        Assert.Equal(-6, LevelMeter.Measure(samples).PeakDb, 0.1);
        Assert.True(LevelMeter.Measure(samples).RmsDb > -30, "it is too quiet");
        Assert.InRange(samples[0], -50, 50);
        Assert.InRange(samples[^1], -50, 50);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void It_lies_beside_the_built_program(string language, PromptReason reason) => Assert.Equal(
        File.ReadAllBytes(Source(language, reason)),
        File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Prompts", language, PromptLibrary.FileName(reason))));

    [Fact]
    public void Every_sound_is_another()
    {
        string[] sounds =
        [
            .. PromptLanguage.All.SelectMany(language => Enum.GetValues<PromptReason>()
                .Where(static reason => reason != PromptReason.NothingHeard)
                .Select(reason => Convert.ToBase64String(File.ReadAllBytes(Source(language, reason))))),
        ];

        Assert.Equal(sounds.Length, sounds.Distinct().Count());
    }

    private static string Source(string language, PromptReason reason) =>
        RepositoryRoot.File($"src/CozeDevice/Prompts/{language}/{PromptLibrary.FileName(reason)}");
}
