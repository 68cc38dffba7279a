using CozeDevice.Rest;
using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.Tests.Rest;

public sealed class RateGateTests
{
    [Theory]
    [InlineData("Free", 20, 10)]
    [InlineData("Personal", 100, 10)]
    [InlineData("Team", 200, 20)]
    [InlineData("Enterprise", 500, 20)]
    public async Task One_more_than_the_rate_waits_for_the_next_second(string plan, int chats, int uploads)
    {
        var time = new ManualTimeProvider();
        var gate = new RateGate(Enum.Parse<RestPlan>(plan), time);
        foreach (var (rate, count) in ((RateClass, int)[])[(RateClass.Chat, chats), (RateClass.Upload, uploads)])
        {
            for (var i = 0; i < count; i++) Assert.True(gate.WaitAsync(rate, CancellationToken.None).IsCompleted);
            var next = gate.WaitAsync(rate, CancellationToken.None);
            time.Advance(TimeSpan.FromSeconds(0.99));
            Assert.False(next.IsCompleted);
            time.Advance(TimeSpan.FromSeconds(0.02));
            await next.Within(10);
        }
    }

    [Fact]
    public async Task The_model_is_asked_300_times_in_a_minute_and_no_more()
    {
        var time = new ManualTimeProvider();
        var gate = new RateGate(RestPlan.Free, time);
        for (var i = 0; i < 300; i++)
        {
            if (i % 20 == 0) time.Advance(TimeSpan.FromSeconds(1));
            Assert.True(gate.WaitAsync(RateClass.Chat, CancellationToken.None).IsCompleted);
        }

        time.Advance(TimeSpan.FromSeconds(5));
        var next = gate.WaitAsync(RateClass.Chat, CancellationToken.None);
        Assert.False(next.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(60));
        await next.Within(10);
    }

    [Fact]
    public void What_has_no_published_rate_never_waits()
    {
        var gate = new RateGate(RestPlan.Free, new ManualTimeProvider());
        for (var i = 0; i < 1000; i++) Assert.True(gate.WaitAsync(RateClass.Other, CancellationToken.None).IsCompleted);
    }
}
