using System.Diagnostics;
using System.Globalization;
using CozeDevice.Tests.Support.Endurance;
using Xunit;

namespace CozeDevice.Tests.Fuzz;

/// <summary>Mutated messages in mutated orders through the real reader, routing, playout and machine, in every phase of a turn.</summary>
public sealed class DownlinkFuzzTests(ITestOutputHelper output)
{
    private const int MessagesPerStory = 500;
    private const int StoriesPerDevice = 10;
    private const double Limit = 1_200;

    // Growth of what lives when no device does, over the second half: caches of the runtime (pools of arrays) are nearly full by
    // then, however many messages follow.
    private const long MostGrowth = 4_000_000;

    // While a device lives: the caps of its buffers (playout 4 MiB, utterance 2 MiB, message 1 MiB, audio 2 MiB, answer 2 MiB),
    // and what the fuzz itself keeps.
    private const long MostAlive = 16_000_000;

    private static int Stories => LongRun.Or(1_000_000, 100_000) / MessagesPerStory;

    // The stories of one device again: the number of the first. Everything else follows from it.
    private static int FirstSeed =>
        int.TryParse(Environment.GetEnvironmentVariable("COZEDEVICE_FUZZ_SEED"), CultureInfo.InvariantCulture, out int seed) ? seed : 20_260_101;

    [Fact]
    public Task Whatever_the_service_sends_the_device_lives_keeps_its_memory_and_answers_the_next_question() =>
        Alone.RunAsync(output, Limit, async print =>
        {
            print($"seed {FirstSeed}, {Stories} stories of {MessagesPerStory} messages");
            var coverage = new FuzzCoverage();
            long before = Live(), half = 0, most = 0;
            long start = Stopwatch.GetTimestamp();
            for (int done = 0; done < Stories; done += StoriesPerDevice)
            {
                if (done == Stories / 2)
                    half = Live();
                most = Math.Max(most, await PlayAsync(FirstSeed + done, StoriesPerDevice, coverage) - before);
            }
            double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            print($"{Stories * MessagesPerStory} messages in {seconds:0.0} s, {coverage.Count} different (phase, event, next phase)");
            print(string.Join(", ", coverage.Phases.OrderBy(phase => phase.Key).Select(phase => $"{phase.Key} {phase.Value}")));
            print(string.Join(", ", coverage.Outcomes.OrderBy(outcome => outcome.Key).Select(outcome => $"{outcome.Key} {outcome.Value}")));
            AssertEverywhere(coverage);
            long growth = Live() - half;
            print($"live memory: {half - before:N0} bytes more at half, {growth:N0} from there to the end; at most {most:N0} with a device");
            Assert.InRange(most, long.MinValue, MostAlive);
            Assert.InRange(growth, long.MinValue, MostGrowth);
        });

    private static async Task<long> PlayAsync(int seed, int stories, FuzzCoverage sum)
    {
        var (random, coverage) = (new Random(seed), new FuzzCoverage());
        await using var device = new MemoryDevice(random.NextDouble);
        try
        {
            for (int i = 0; i < stories; i++)
                await new FuzzStory(device, coverage, seed + i).PlayAsync(MessagesPerStory);
        }
        catch (Exception broken)
        {
            throw new Xunit.Sdk.XunitException($"again with COZEDEVICE_FUZZ_SEED={seed}: {broken.Message}", broken);
        }
        sum.Add(coverage);
        return Live();
    }

    // The fuzz is worth something only if it was everywhere.
    private static void AssertEverywhere(FuzzCoverage coverage)
    {
        string[] phases = ["ready", "listening", "finishing", "thinking", "acting", "speaking", "prompting"];
        Assert.All(phases, phase => Assert.True(coverage.Phases.GetValueOrDefault(phase) > 200, $"{phase} hardly met a message"));
        string[] outcomes =
        [
            "Audio", "Malformed", "ChatUpdated", "InputCompleted", "Transcript", "MessageDelta", "MessageCompleted", "TurnCreated",
            "TurnInProgress", "TurnCompleted", "TurnFailed", "TurnCanceled", "RequiresAction", "SentenceStart", "AudioCompleted",
            "ConversationCleared", "ServerError", "UnknownEvent", "SpeechStarted", "SpeechStopped", "InputCleared", "ChatCreated",
        ];
        Assert.All(outcomes, outcome => Assert.True(coverage.Outcomes.GetValueOrDefault(outcome) > 200, $"{outcome} hardly came"));
    }

    private static long Live()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
