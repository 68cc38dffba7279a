using CozeDevice.Linux.Alsa;
using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.Tests.Alsa;

public sealed class PcmTimelineTests
{
    private readonly ManualTimeProvider _time = new();

    [Fact]
    public void A_stream_is_expected_to_run_at_its_rate()
    {
        var line = Line(at: 1_000);

        _time.Advance(250);

        Assert.Equal(5_000, line.Expected(_time.GetTimestamp()), precision: 3);
    }

    [Fact]
    public void A_late_look_does_not_move_the_line_and_a_timely_one_does()
    {
        var line = Line(at: 0);
        _time.Advance(100);
        line.Observe(_time.GetTimestamp(), 1_500); // the thread woke late
        Assert.Equal(1_600, line.Expected(_time.GetTimestamp()), precision: 3);

        _time.Advance(100);
        line.Observe(_time.GetTimestamp(), 3_210); // the first look was itself late

        Assert.Equal(3_210, line.Expected(_time.GetTimestamp()), precision: 3);
    }

    [Fact]
    public void A_card_with_a_slower_clock_moves_the_line_within_a_second()
    {
        var line = Line(at: 0);
        for (var second = 1; second <= 600; second++)
        {
            _time.Advance(1_000);
            line.Observe(_time.GetTimestamp(), (long)(second * 16_000 * 0.9999)); // 100 ppm
        }

        Assert.Equal(600 * 16_000 * 0.9999, line.Expected(_time.GetTimestamp()), 2.0);
    }

    [Fact]
    public void After_a_pause_on_purpose_the_line_begins_anew()
    {
        var line = Line(at: 0);
        line.Forget();
        Assert.False(line.IsSet);
        _time.Advance(10_000);

        line.Observe(_time.GetTimestamp(), 7);

        Assert.Equal(7, line.Expected(_time.GetTimestamp()), precision: 3);
    }

    private PcmTimeline Line(long at)
    {
        var line = new PcmTimeline(_time, 16_000);
        line.Observe(_time.GetTimestamp(), at);
        return line;
    }
}
