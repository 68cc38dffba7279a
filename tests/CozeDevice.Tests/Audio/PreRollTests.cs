using CozeDevice.Audio;
using Xunit;

namespace CozeDevice.Tests.Audio;

public sealed class PreRollTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(200, 10)]
    [InlineData(201, 11)]
    public void Milliseconds_are_rounded_up_to_whole_frames(int milliseconds, int frames) =>
        Assert.Equal(frames, new PreRoll(milliseconds).Capacity);

    [Fact]
    public void The_last_frames_are_kept_oldest_first()
    {
        var preRoll = new PreRoll(60);
        for (short i = 1; i <= 7; i++) Push(preRoll, i);

        Assert.Equal([5, 6, 7], Enumerable.Range(0, preRoll.Count).Select(i => preRoll[i][0]));
    }

    [Fact]
    public void Before_it_is_full_only_what_was_pushed_is_there()
    {
        var preRoll = new PreRoll(60);
        Push(preRoll, 1);
        Push(preRoll, 2);

        Assert.Equal([1, 2], Enumerable.Range(0, preRoll.Count).Select(i => preRoll[i][0]));
    }

    [Fact]
    public void Zero_keeps_nothing()
    {
        var preRoll = new PreRoll(0);
        Push(preRoll, 1);

        Assert.Equal(0, preRoll.Count);
    }

    private static void Push(PreRoll preRoll, short value)
    {
        var frame = new short[AudioFormat.FrameSamples];
        frame.AsSpan().Fill(value);
        preRoll.Push(frame);
    }
}
