using CozeDevice.Protocol;
using Xunit;

namespace CozeDevice.Tests.Protocol;

public sealed class AllocationTests
{
    private const int Frames = 500;

    [Theory]
    [InlineData(60)]
    [InlineData(160)]
    [InlineData(640)]
    public void Five_hundred_appends_allocate_nothing(int payloadBytes)
    {
        var writer = new EventWriter();
        var payload = new byte[payloadBytes];

        Assert.Equal(0, AllocatedAfterWarmUp(() =>
        {
            for (var i = 0; i < Frames; i++)
                writer.WriteAppend(payload);
        }));
    }

    [Theory]
    [InlineData(60)]
    [InlineData(160)]
    [InlineData(640)]
    [InlineData(14_400)]
    public void Five_hundred_audio_deltas_allocate_nothing(int payloadBytes)
    {
        var reader = new EventReader();
        var message = EventReaderAudioTests.Delta(Convert.ToBase64String(new byte[payloadBytes]));

        Assert.Equal(0, AllocatedAfterWarmUp(() =>
        {
            for (var i = 0; i < Frames; i++)
                reader.Read(message, out _);
        }));
        Assert.Equal(payloadBytes, reader.Audio.Length);
    }

    private static long AllocatedAfterWarmUp(Action frames)
    {
        frames();
        frames();
        var before = GC.GetAllocatedBytesForCurrentThread();
        frames();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
