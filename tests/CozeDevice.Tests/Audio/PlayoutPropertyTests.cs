using CozeDevice.Tests.Support.Audio;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace CozeDevice.Tests.Audio;

/// <summary>Whatever the network does: every sample is heard once and in order, nothing of what was interrupted, sound is made up
/// only where it really was late, and a stream is drained only when it was heard.</summary>
public sealed class PlayoutPropertyTests(ITestOutputHelper output)
{
    [Fact]
    public void Every_sample_is_heard_once_whatever_the_network_does() => Check(idleReleaseSeconds: 0);

    [Fact]
    public void Also_with_a_speaker_that_is_released_whenever_it_is_idle() => Check(idleReleaseSeconds: 0.3);

    private void Check(double idleReleaseSeconds)
    {
        var (drained, gaps, made, releases) = (0, 0, 0, 0L);
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            using var simulation = new PlayoutSimulation(new NumberedCodecs(), idleReleaseSeconds);
            var witness = new PlayoutWitness(simulation);
            var scenario = new PlayoutScenario(seed, simulation, witness);

            scenario.Run();

            Assert.Equal(scenario.Whole, witness.Drained);
            Assert.Equal(witness.Starvations, simulation.Pump.Counters.Starvations);
            Assert.Equal(witness.FramesMadeUp, simulation.Pump.Counters.FramesConcealed);
            Assert.Equal(0, simulation.Pump.Counters.Recovered.Xruns);
            Assert.Equal(0, simulation.Buffer.Counters.QueuedMs);
            drained += witness.Drained.Count;
            gaps += witness.Starvations;
            made += witness.FramesMadeUp;
            releases += simulation.Pump.Counters.Releases;
        }).Check(Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithMaxTest(2_000).WithReplay(20_260_611, 17));
        output.WriteLine($"{drained} streams heard whole, {gaps} gaps, {made} frames made up, {releases} releases");
        Assert.True(drained > 2_000 && gaps > 200 && made > 200, "the scenarios are too easy to prove anything");
        Assert.Equal(idleReleaseSeconds > 0, releases > 0);
    }
}
