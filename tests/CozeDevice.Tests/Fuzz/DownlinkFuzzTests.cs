using System.Diagnostics;
using System.Globalization;
using CozeDevice.Tests.Support.Endurance;
using Xunit;

namespace CozeDevice.Tests.Fuzz;

/// <summary>Mutated messages in mutated orders through the real reader, routing, playout and machine, in every phase of a turn.</summary>
public sealed class DownlinkFuzzTests(ITestOutputHelper output)
{
    private const int MostPerStory = 500;
    private const int StoriesPerDevice = 10;
    private const double Limit = 1_200;

    // Growth of what lives when no device does, over the second half: caches of the runtime (pools of arrays) are nearly full by
    // then, however many messages follow.
    private const long MostGrowth = 4_000_000;

    // While a device lives: the caps of its buffers (playout 4 MiB, utterance 2 MiB, message 1 MiB, audio 2 MiB, answer 2 MiB),
    // and what the fuzz itself keeps.
    private const long MostAlive = 16_000_000;

    // The stories of one device again: the number of the first. Everything else follows from it.
    private static int FirstSeed =>
        int.TryParse(Environment.GetEnvironmentVariable("COZEDEVICE_FUZZ_SEED"), CultureInfo.InvariantCulture, out int seed) ? seed : 20_260_101;

    [Fact]
    public Task Whatever_the_service_sends_the_device_lives_keeps_its_memory_and_answers_the_next_question() =>
        Alone.RunAsync(output, Limit, async print =>
        {
            await FuzzAsync(MemoryMode.PushToTalk, LongRun.Or(1_000_000, 100_000), print);
            // In the same process: starting and compiling another takes longer than they do.
            foreach (MemoryMode mode in (MemoryMode[])[MemoryMode.HandsFree, MemoryMode.Keywords, MemoryMode.Taps])
                await FuzzAsync(mode, LongRun.Or(200_000, 2_000), print);
        });

    private static async Task FuzzAsync(MemoryMode mode, int messages, Action<string> print)
    {
        int each = Math.Min(messages / 20, MostPerStory), stories = messages / each;
        print($"{mode}: seed {FirstSeed}, {stories} stories of {each} messages");
        var coverage = new FuzzCoverage();
        long before = Live(), half = 0, most = 0;
        long start = Stopwatch.GetTimestamp();
        for (int done = 0; done < stories; done += StoriesPerDevice)
        {
            if (done == stories / 2)
                half = Live();
            most = Math.Max(most, await PlayAsync(mode, FirstSeed + done, StoriesPerDevice, each, coverage) - before);
        }
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        print($"{messages} messages in {seconds:0.0} s, {coverage.Count} different (phase, event, next phase)");
        print(string.Join(", ", coverage.Phases.OrderBy(phase => phase.Key).Select(phase => $"{phase.Key} {phase.Value}")));
        print(string.Join(", ", coverage.Outcomes.OrderBy(outcome => outcome.Key).Select(outcome => $"{outcome.Key} {outcome.Value}")));
        AssertEverywhere(mode, coverage, messages >= 100_000 ? 200 : 0);
        long growth = Live() - half;
        print($"live memory: {half - before:N0} bytes more at half, {growth:N0} from there to the end; at most {most:N0} with a device");
        Assert.InRange(most, long.MinValue, MostAlive);
        Assert.InRange(growth, long.MinValue, MostGrowth);
    }

    private static async Task<long> PlayAsync(MemoryMode mode, int seed, int stories, int messages, FuzzCoverage sum)
    {
        var (random, coverage) = (new Random(seed), new FuzzCoverage());
        await using var device = new MemoryDevice(random.NextDouble, mode);
        try
        {
            for (int i = 0; i < stories; i++)
                await new FuzzStory(device, coverage, seed + i).PlayAsync(messages);
        }
        catch (Exception broken)
        {
            throw new Xunit.Sdk.XunitException($"again with COZEDEVICE_FUZZ_SEED={seed}: {broken.Message}", broken);
        }
        sum.Add(coverage);
        return Live();
    }

    // The fuzz is worth something only if it was everywhere.
    private static void AssertEverywhere(MemoryMode mode, FuzzCoverage coverage, int least)
    {
        string[] phases = ["ready", "listening", "thinking", "acting", "speaking", "prompting", .. mode is MemoryMode.PushToTalk or MemoryMode.Taps ? ["finishing"] : Array.Empty<string>()];
        Assert.All(phases, phase => Assert.True(coverage.Phases.GetValueOrDefault(phase) > least, $"{phase} hardly met a message"));
        string[] outcomes =
        [
            "Audio", "Malformed", "ChatUpdated", "InputCompleted", "Transcript", "MessageDelta", "MessageCompleted", "TurnCreated",
            "TurnInProgress", "TurnCompleted", "TurnFailed", "TurnCanceled", "RequiresAction", "SentenceStart", "AudioCompleted",
            "ConversationCleared", "ServerError", "UnknownEvent", "SpeechStarted", "SpeechStopped", "InputCleared", "ChatCreated",
        ];
        Assert.All(outcomes, outcome => Assert.True(coverage.Outcomes.GetValueOrDefault(outcome) > least, $"{outcome} hardly came"));
    }

    private static long Live()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
