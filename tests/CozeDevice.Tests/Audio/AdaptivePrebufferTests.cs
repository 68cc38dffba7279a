using CozeDevice.Audio;
using CozeDevice.Tests.Support.Audio;
using Xunit;

namespace CozeDevice.Tests.Audio;

/// <summary>Ten minutes of answers at a time over a network that delays, from a cold start: how often does the sound stop?</summary>
public sealed class AdaptivePrebufferTests(ITestOutputHelper output)
{
    private const int Seeds = 20;
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(10);

    [Theory]
    [InlineData(100)]
    [InlineData(40)]
    public void At_real_time_one_underrun_teaches_enough_for_ten_minutes(int p95Ms) =>
        Assert.All(Sessions(random => ArrivalModel.Paced(Length(random), 1).Jitter(random, p95Ms)), session =>
        {
            Assert.InRange(session.Underruns.Count, 0, 1);
            Assert.All(session.Underruns, at => Assert.True(at < Settling, $"an underrun after {at}"));
        });

    [Theory]
    [InlineData(100)]
    [InlineData(40)]
    public void At_a_steady_pace_of_one_and_a_fifth_too(int p95Ms) => Assert.All(
        Sessions(random => ArrivalModel.Paced(Length(random), 1.2).Jitter(random, p95Ms)),
        session => Assert.InRange(session.Underruns.Count, 0, 1));

    [Fact]
    public void At_the_pace_that_is_asked_for_jitter_of_40_ms_stops_nothing() => Assert.All(
        Sessions(random => ArrivalModel.Bursts(Length(random), 60).Jitter(random, 40)), session => Assert.Empty(session.Underruns));

    [Fact]
    public void At_the_pace_that_is_asked_for_jitter_of_100_ms_stops_hardly_anything() => Assert.All(
        Sessions(random => ArrivalModel.Bursts(Length(random), 60).Jitter(random, 100)),
        session => Assert.InRange(session.Underruns.Count, 0, 1));

    [Fact]
    public void A_quiet_network_costs_no_delay()
    {
        foreach (var session in Sessions(random => ArrivalModel.Paced(Length(random), 1).Jitter(random, 5)))
        {
            Assert.Empty(session.Underruns);
            Assert.InRange(session.PrebufferMs, 60, 80);
        }
    }

    [Fact]
    public void Stalls_of_Wi_Fi_hurt_only_early_in_an_answer_that_comes_faster_than_it_is_heard()
    {
        // A stall of up to 400 ms in each answer; what no prebuffer of 300 ms can bridge is left.
        var sessions = Sessions(random => ArrivalModel.Bursts(Length(random), 60).Jitter(random, 20).Stalls(random));

        Assert.All(sessions, session => Assert.InRange(session.Underruns.Count, 0, 5));
        Assert.All(sessions, session => Assert.All(session.InAnswer, at => Assert.True(at < TimeSpan.FromSeconds(4))));
    }

    [Fact]
    public void Stalls_at_real_time_settle_at_the_most_that_is_waited_for() => Assert.All(
        Sessions(random => ArrivalModel.Paced(Length(random), 1).Jitter(random, 20).Stalls(random)),
        session => Assert.Equal(PrebufferPolicy.MaxMs, session.PrebufferMs));

    private static int Length(Random random) => random.Next(50, 750); // answers of 1 to 15 s

    private List<Session> Sessions(Func<Random, TimeSpan[]> answer)
    {
        List<Session> sessions = [];
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var random = new Random(seed);
            using var simulation = new PlayoutSimulation();
            var session = new Session([], [], 0);
            for (var heard = TimeSpan.Zero; heard < TimeSpan.FromMinutes(10);)
            {
                var arrivals = answer(random);
                var underruns = simulation.Answer(arrivals);
                foreach (var at in underruns) session.Underruns.Add(heard + at);
                session.InAnswer.AddRange(underruns);
                heard += TimeSpan.FromMilliseconds(20 * arrivals.Length);
            }

            Assert.Equal(0, simulation.Speaker.Xruns);
            sessions.Add(session with { PrebufferMs = simulation.Pump.Counters.PrebufferMs });
        }

        output.WriteLine($"underruns in ten minutes: {string.Join(' ', sessions.Select(s => s.Underruns.Count))}");
        output.WriteLine($"prebuffer at the end in ms: {string.Join(' ', sessions.Select(s => s.PrebufferMs))}");
        return sessions;
    }

    private sealed record Session(List<TimeSpan> Underruns, List<TimeSpan> InAnswer, int PrebufferMs);
}
