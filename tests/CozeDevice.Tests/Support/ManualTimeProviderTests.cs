using Xunit;

namespace CozeDevice.Tests.Support;

public sealed class ManualTimeProviderTests
{
    private readonly ManualTimeProvider _time = new();

    [Fact]
    public async Task A_delay_ends_exactly_when_it_is_due()
    {
        var delay = Task.Delay(TimeSpan.FromMilliseconds(100), _time);

        _time.Advance(99);
        Assert.False(delay.IsCompleted);
        _time.Advance(1);

        await delay.Within(5);
    }

    [Fact]
    public void Timers_fire_in_the_order_they_fall_due_each_at_its_own_time()
    {
        List<(string, TimeSpan)> fired = [];
        var start = _time.Now;
        using var late = _time.CreateTimer(
            _ => fired.Add(("late", _time.Now - start)), null, TimeSpan.FromSeconds(2), Timeout.InfiniteTimeSpan);
        using var early = _time.CreateTimer(
            _ => fired.Add(("early", _time.Now - start)), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);

        _time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal([("early", TimeSpan.FromSeconds(1)), ("late", TimeSpan.FromSeconds(2))], fired);
    }

    [Fact]
    public void A_periodic_timer_fires_once_per_period_until_disposed()
    {
        var count = 0;
        var timer = _time.CreateTimer(_ => count++, null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        _time.Advance(TimeSpan.FromSeconds(3));
        timer.Dispose();
        _time.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal(3, count);
        Assert.Equal(0, _time.ArmedTimers);
    }

    [Fact]
    public void A_timer_armed_by_a_callback_within_the_advance_fires_too()
    {
        var fired = 0;
        using var second = _time.CreateTimer(
            _ => fired++, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        using var first = _time.CreateTimer(
            _ => second.Change(TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan),
            null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);

        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(1, fired);
    }

    [Fact]
    public void A_jump_of_the_wall_clock_leaves_the_monotonic_clock_alone()
    {
        var (stamp, utc) = (_time.GetTimestamp(), _time.GetUtcNow());

        _time.JumpWallClock(TimeSpan.FromDays(365));

        Assert.Equal(stamp, _time.GetTimestamp());
        Assert.Equal(utc + TimeSpan.FromDays(365), _time.GetUtcNow());
    }

    [Fact]
    public void Elapsed_time_is_what_was_advanced()
    {
        var start = _time.GetTimestamp();
        _time.Advance(1234);
        Assert.Equal(TimeSpan.FromMilliseconds(1234), _time.GetElapsedTime(start));
    }

    [Fact]
    public async Task A_test_can_wait_until_the_code_waits()
    {
        var armed = _time.WhenDueInAsync(TimeSpan.FromSeconds(7));
        Assert.False(armed.IsCompleted);

        var delay = Task.Delay(TimeSpan.FromSeconds(7), _time);
        await armed.Within(5);
        Assert.Equal(TimeSpan.FromSeconds(7), _time.NextDueIn);
        Assert.True(_time.AdvanceToNextTimer());

        await delay.Within(5);
    }
}
