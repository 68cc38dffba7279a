using CozeDevice.Linux.Input;
using Xunit;

namespace CozeDevice.Tests.Linux.Input;

public sealed class ContactTrackTests
{
    private const long Ms = 1_000_000;
    private const long Quiet = 5 * Ms;

    private readonly FakeListener _listener = new();

    [Fact]
    public void A_contact_that_bounces_three_times_and_is_held_a_second_is_one_press_and_one_release()
    {
        var track = new ContactTrack(Quiet);
        track.Start(false, 0);
        Bounce(track, 0, true, [0, 1, 2, 3, 4, 5, 6]);
        track.Pass(1_000 * Ms, _listener);
        Bounce(track, 1_000 * Ms, false, [0, 1, 2]);
        track.Pass(1_100 * Ms, _listener);

        Assert.Equal([(true, 11 * Ms), (false, 1_007 * Ms)], _listener.Moves);
    }

    [Fact]
    public void Edges_that_are_read_late_are_judged_by_their_own_times()
    {
        var track = new ContactTrack(Quiet);
        track.Start(false, 0);
        // A whole press lies in the queue before anybody looks.
        track.Edge(true, 10 * Ms, _listener);
        track.Edge(false, 400 * Ms, _listener);
        track.Pass(2_000 * Ms, _listener);

        Assert.Equal([(true, 15 * Ms), (false, 405 * Ms)], _listener.Moves);
    }

    [Fact]
    public void A_spike_is_no_press()
    {
        var track = new ContactTrack(Quiet);
        track.Start(false, 0);
        track.Edge(true, 10 * Ms, _listener);
        track.Edge(false, 12 * Ms, _listener);
        track.Pass(1_000 * Ms, _listener);

        Assert.Empty(_listener.Moves);
        Assert.Null(track.Due);
    }

    [Fact]
    public void Without_a_quiet_time_every_change_is_told_at_once_and_an_edge_twice_says_that_one_is_missing()
    {
        var track = new ContactTrack(0);
        track.Start(false, 0);

        Assert.True(track.Edge(true, 1, _listener));
        Assert.False(track.Edge(true, 2, _listener));
        Assert.True(track.Edge(false, 3, _listener));

        Assert.Equal([(true, 1L), (false, 3L)], _listener.Moves);
    }

    [Fact]
    public void The_level_that_was_asked_for_is_believed()
    {
        var track = new ContactTrack(0);
        track.Start(true, 0);
        track.Settle(true, 1, _listener);
        track.Settle(false, 2, _listener);

        Assert.Equal([(false, 2L)], _listener.Moves);
    }

    [Fact]
    public void Ten_thousand_bouncing_presses_are_ten_thousand_presses()
    {
        var random = new Random(5);
        var track = new ContactTrack(Quiet);
        track.Start(false, 0);
        long now = 0;
        for (int i = 0; i < 20_000; i++)
        {
            bool isPress = i % 2 == 0;
            now = Train(track, now, isPress, random);
            // Looked at now and then, as the thread wakes when something is due, or late.
            now += random.Next(8, 40) * Ms;
            if (random.Next(3) != 0)
                track.Pass(now, _listener);
        }
        track.Pass(now + 1_000 * Ms, _listener);

        Assert.Equal(20_000, _listener.Moves.Count);
        for (int i = 0; i < _listener.Moves.Count; i++)
        {
            Assert.Equal(i % 2 == 0, _listener.Moves[i].IsClosed);
            if (i > 0) Assert.True(_listener.Moves[i].At > _listener.Moves[i - 1].At);
        }
    }

    // 1 to 8 ms of bounces with no stable interval over 4 ms; the last edge leaves the new level.
    private long Train(ContactTrack track, long start, bool level, Random random)
    {
        long end = start + random.NextInt64(1 * Ms, 8 * Ms), at = start;
        track.Edge(level, at, _listener);
        while (true)
        {
            long off = at + random.NextInt64(20_000, 4 * Ms), on = off + random.NextInt64(20_000, 4 * Ms);
            if (on > end)
                return at;
            track.Edge(!level, off, _listener);
            track.Edge(level, on, _listener);
            at = on;
        }
    }

    private void Bounce(ContactTrack track, long start, bool level, int[] edges)
    {
        foreach (int ms in edges)
            track.Edge(ms % 2 == 0 ? level : !level, start + ms * Ms, _listener);
    }
}
