using CozeDevice.Audio;
using Xunit;

namespace CozeDevice.Tests.Audio;

public sealed class ArrivalJitterTests
{
    private readonly ArrivalJitter _jitter = new();
    private TimeSpan _media;

    [Fact]
    public void One_delta_says_nothing()
    {
        Arrive(0, 5_000);

        Assert.Equal((0, 0), (_jitter.WorstMs, _jitter.DemandMs));
    }

    [Fact]
    public void Deltas_that_keep_time_demand_one_of_them_and_a_frame()
    {
        for (var i = 0; i < 50; i++) Arrive(i * 20);

        Assert.Equal((0, 40), (_jitter.WorstMs, _jitter.DemandMs));
    }

    [Fact]
    public void Long_deltas_at_real_time_demand_more_than_one_of_them()
    {
        for (var i = 0; i < 5; i++) Arrive(i * 100, 100);

        Assert.Equal(120, _jitter.DemandMs);
    }

    [Fact]
    public void Long_deltas_far_ahead_of_their_player_demand_little()
    {
        for (var i = 0; i < 5; i++) Arrive(i * 20, 100);

        Assert.InRange(_jitter.DemandMs, 0, 40);
    }

    [Fact]
    public void A_late_delta_is_measured_against_the_earliest_one()
    {
        Arrive(15);
        Arrive(20);
        Arrive(40);
        Arrive(90); // 30 ms behind its time

        Assert.Equal(30, _jitter.WorstMs);
    }

    [Fact]
    public void Little_evidence_is_taken_higher_than_much()
    {
        foreach (var i in Enumerable.Range(0, 20)) Arrive((i * 20) + (i == 10 ? 30 : 0));
        var early = _jitter.DemandMs;
        foreach (var i in Enumerable.Range(20, 400)) Arrive(i * 20);
        var late = _jitter.DemandMs;

        Assert.Equal(130, early);
        Assert.InRange(late, 40 + 45, 40 + 60);
        Assert.Equal(30, _jitter.WorstMs);
    }

    [Fact]
    public void Bursts_ahead_of_the_player_are_no_jitter()
    {
        for (var second = 0; second < 10; second++)
        {
            for (var i = 0; i < 60; i++) Arrive(second * 1_000);
        }

        Assert.Equal(0, _jitter.WorstMs);
        Assert.InRange(_jitter.DemandMs, 0, 40);
    }

    [Fact]
    public void A_stall_that_the_player_would_not_notice_is_no_jitter()
    {
        for (var i = 0; i < 100; i++) Arrive(i * 4);
        for (var i = 100; i < 200; i++) Arrive((i * 4) + 900);

        Assert.Equal(0, _jitter.WorstMs);
    }

    [Fact]
    public void A_pause_of_the_service_is_no_jitter()
    {
        for (var i = 0; i < 50; i++) Arrive(i * 20);
        for (var i = 50; i < 100; i++) Arrive((i * 20) + 3_000);

        Assert.Equal((0, 40), (_jitter.WorstMs, _jitter.DemandMs));
    }

    [Fact]
    public void A_service_that_goes_on_later_is_soon_on_time_again()
    {
        for (var i = 0; i < 50; i++) Arrive(i * 20);
        for (var i = 50; i < 1_200; i++) Arrive((i * 20) + 400);
        Assert.Equal(400, _jitter.WorstMs);
        for (var answer = 0; answer < 3; answer++) Answer(600, lateMs: 0);

        Assert.Equal(0, _jitter.WorstMs);
    }

    [Fact]
    public void What_was_late_is_remembered_for_six_answers()
    {
        Answer(100, lateMs: 150);
        for (var answer = 0; answer < 5; answer++) Answer(100, lateMs: 0);
        Assert.Equal(150, _jitter.WorstMs);

        Answer(100, lateMs: 0);
        Answer(100, lateMs: 0);

        Assert.Equal(0, _jitter.WorstMs);
    }

    [Fact]
    public void An_answer_that_comes_as_a_whole_is_no_evidence()
    {
        Answer(100, lateMs: 150);
        for (var answer = 0; answer < 20; answer++)
        {
            _jitter.Begin();
            _jitter.Arrived(TimeSpan.Zero, TimeSpan.Zero, TimeSpan.FromSeconds(3));
        }

        Assert.Equal(150, _jitter.WorstMs);
    }

    private void Answer(int deltas, int lateMs)
    {
        _jitter.Begin();
        _media = TimeSpan.Zero;
        for (var i = 0; i < deltas; i++) Arrive((i * 20) + (i == deltas / 2 ? lateMs : 0));
    }

    private void Arrive(int atMs, int lengthMs = 20)
    {
        var length = TimeSpan.FromMilliseconds(lengthMs);
        _jitter.Arrived(TimeSpan.FromMilliseconds(atMs), _media, length);
        _media += length;
    }
}
