using System.Runtime.InteropServices;
using CozeDevice.Audio;
using CozeDevice.Conversation;
using Xunit;

namespace CozeDevice.Tests.Conversation;

public sealed class PromptSoundsTests
{
    public static TheoryData<PromptReason> Reasons => [.. Enum.GetValues<PromptReason>()];

    [Theory]
    [MemberData(nameof(Reasons))]
    public void A_melody_is_short_and_is_heard(PromptReason reason)
    {
        short[] samples = MemoryMarshal.Cast<byte, short>(PromptSounds.Render(reason)).ToArray();

        Assert.InRange(samples.Length, AudioFormat.SampleRate / 4, AudioFormat.SampleRate);
        if (reason == PromptReason.NothingHeard) Assert.InRange(samples.Max(), 2_000, 3_000);
        else Assert.InRange(samples.Max(), 7_000, 9_000);
    }

    [Fact]
    public void Every_reason_sounds_different()
    {
        string[] sounds = [.. Enum.GetValues<PromptReason>().Select(reason => Convert.ToBase64String(PromptSounds.Render(reason)))];

        Assert.Equal(sounds.Length, sounds.Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Reasons))]
    public void No_sound_clicks(PromptReason reason)
    {
        short[] samples = MemoryMarshal.Cast<byte, short>(PromptSounds.Render(reason)).ToArray();

        for (int i = 1; i < samples.Length; i++)
            Assert.True(Math.Abs(samples[i] - samples[i - 1]) < 3_200, $"a jump at sample {i}");
    }
}
