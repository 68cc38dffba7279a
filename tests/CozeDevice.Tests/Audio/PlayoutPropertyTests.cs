using CozeDevice.Tests.Support.Audio;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace CozeDevice.Tests.Audio;

/// <summary>Whatever the network does: every sample is heard once and in order, nothing of what was interrupted, sound is made up
/// only where it really was late, and a stream is drained only when it was heard.</summary>
public sealed class PlayoutPropertyTests
{
    [Fact]
    public void Every_sample_is_heard_once_whatever_the_network_does() => Check(idleReleaseSeconds: 0);

    [Fact]
    public void Also_with_a_speaker_that_is_released_whenever_it_is_idle() => Check(idleReleaseSeconds: 0.3);

    private static void Check(double idleReleaseSeconds) => Prop.ForAll(
        Gen.Choose(0, int.MaxValue).ToArbitrary(),
        seed =>
        {
            using var simulation = new PlayoutSimulation(new NumberedCodecs(), idleReleaseSeconds);
            var witness = new PlayoutWitness(simulation);
            var scenario = new PlayoutScenario(seed, simulation, witness);

            scenario.Run();

            Assert.Equal(scenario.Whole, witness.Drained);
            Assert.Equal(witness.Starvations, simulation.Pump.Counters.Starvations);
            Assert.Equal(witness.FramesMadeUp, simulation.Pump.Counters.FramesConcealed);
            Assert.Equal(0, simulation.Pump.Counters.Xruns);
            Assert.Equal(0, simulation.Buffer.Counters.QueuedMs);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000).WithReplay(20_260_611, 17));
}
