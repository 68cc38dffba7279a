using CozeDevice.Conversation;
using CozeDevice.Panel;
using Xunit;

namespace CozeDevice.Tests.Conversation;

public sealed class UpdatingRulesTests
{
    private static readonly UpdatingRequested Begins = new(TimeSpan.FromSeconds(60));

    [Theory]
    [InlineData("ready")]
    [InlineData("listening")]
    [InlineData("thinking")]
    [InlineData("speaking")]
    public void An_update_shows_in_every_phase_and_disturbs_none(string phase)
    {
        MachineBench bench = new MachineBench().To(phase);
        TurnPhase before = bench.State.Turn;

        bench.Do(Begins);

        Assert.Same(before, bench.State.Turn);
        Assert.Empty(bench.Effects);
        Assert.Equal("updating", Indicator.Show(bench.State, bench.Now).Name);
    }

    [Fact]
    public void It_is_taken_back() =>
        Assert.False(new MachineBench().Do(Begins).Do(new UpdatingRequested(TimeSpan.Zero)).State.Updating);

    [Fact]
    public void An_updater_that_died_does_not_leave_it_behind()
    {
        MachineBench bench = new MachineBench().Do(Begins);
        Assert.True(bench.Wait(59).State.Updating);
        Assert.False(bench.Wait(1.1).State.Updating);
        Assert.Null(bench.State.Due);
    }

    [Fact]
    public void A_press_is_served_all_the_same() => new MachineBench().Do(Begins).Press().Phase<Listening>();
}
