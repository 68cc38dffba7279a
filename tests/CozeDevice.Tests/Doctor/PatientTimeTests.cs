using CozeDevice.Doctor;
using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.Tests.Doctor;

public sealed class PatientTimeTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(3);

    private readonly ManualTimeProvider _clock = new();
    private TimeSpan _computed = TimeSpan.FromSeconds(100); // before the limit began

    [Fact]
    public void What_waits_has_its_limit_and_not_a_moment_more()
    {
        using var limit = new CancellationTokenSource(Limit, Time());
        _clock.Advance(2_999);
        Assert.False(limit.IsCancellationRequested);
        _clock.Advance(1);
        Assert.True(limit.IsCancellationRequested);
    }

    [Fact]
    public void What_was_computed_meanwhile_does_not_count()
    {
        using var limit = new CancellationTokenSource(Limit, Time());
        _computed += TimeSpan.FromSeconds(2);
        _clock.Advance(3_000);
        _computed += TimeSpan.FromSeconds(0.5);
        _clock.Advance(2_000);
        Assert.False(limit.IsCancellationRequested); // 5 s have gone, 2.5 of them with work
        _clock.Advance(499);
        Assert.False(limit.IsCancellationRequested);
        _clock.Advance(1);
        Assert.True(limit.IsCancellationRequested);
    }

    [Fact]
    public void What_computes_without_an_end_is_ended_all_the_same()
    {
        using var limit = new CancellationTokenSource(Limit, Time());
        for (var second = 0; second < 14; second++)
        {
            _computed += TimeSpan.FromSeconds(2); // two cores
            _clock.Advance(1_000);
        }

        Assert.False(limit.IsCancellationRequested);
        _clock.Advance(1_000);
        Assert.True(limit.IsCancellationRequested);
    }

    [Fact]
    public void A_limit_that_is_taken_back_or_set_anew_obeys()
    {
        using var limit = new CancellationTokenSource(Limit, Time());
        limit.CancelAfter(Timeout.InfiniteTimeSpan);
        _clock.Advance(60_000);
        Assert.False(limit.IsCancellationRequested);
        limit.CancelAfter(1_000);
        _computed += TimeSpan.FromSeconds(1);
        _clock.Advance(1_000);
        Assert.False(limit.IsCancellationRequested);
        _clock.Advance(1_000);
        Assert.True(limit.IsCancellationRequested);
    }

    private PatientTime Time() => new(_clock, () => _computed);
}
