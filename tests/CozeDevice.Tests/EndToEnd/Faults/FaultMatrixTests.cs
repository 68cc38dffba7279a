using System.Collections.Concurrent;
using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.Tests.EndToEnd.Faults;

/// <summary>Every fault at every moment of a turn with every codec: the next press works, the light is right, nothing is left.</summary>
/// <remarks>The cells of a group run beside each other, each on a board of its own; the groups one after the other and beside
/// nothing else, because what a process holds is counted.</remarks>
[Collection(nameof(FaultMatrixTests))]
public sealed class FaultMatrixTests
{
    private const int AtOnce = 48;

    private static readonly string[] Codecs = ["pcm", "g711a", "g711u", "opus"];

    // Those that matter most meet every codec; each other pair meets one, so that each fault and each moment meet all.
    private static readonly LinkFault[] WithEveryCodec = [LinkFault.Reset, LinkFault.HalfOpen, LinkFault.Close1001];
    private static readonly TurnMoment[] AtEveryCodec = [TurnMoment.Listening, TurnMoment.Completed, TurnMoment.Speaking];

    // Groups of about forty cells that run beside each other: those that wait long wait together.
    private static readonly LinkFault[][] Groups =
    [
        [LinkFault.Reset, LinkFault.Fin, LinkFault.Truncate],
        [LinkFault.HalfOpen, LinkFault.RefusedRedial],
        [LinkFault.Close1001, LinkFault.Close1011, LinkFault.Error5000],
        [LinkFault.Stall, LinkFault.Garbage, LinkFault.Binary],
    ];

    private static readonly Lazy<Task> Warm = new(static async () =>
    {
        using TempDirectory prompts = ShortPrompts.Create();
        await FaultCell.RunAsync(LinkFault.Garbage, TurnMoment.Draining, "opus", prompts.Path);
    });

    public static TheoryData<string> Names => [.. Groups.Select(group => string.Join(" ", group))];

    [Fact]
    public void Every_fault_meets_every_moment_and_every_codec_in_at_least_120_cells()
    {
        (LinkFault Fault, TurnMoment Moment, string Codec)[] cells = [.. Groups.SelectMany(group => group).SelectMany(CellsOf)];

        Assert.True(cells.Distinct().Count() >= 120, $"{cells.Length} cells");
        foreach (LinkFault fault in Enum.GetValues<LinkFault>())
        {
            Assert.Equal(Enum.GetValues<TurnMoment>(), cells.Where(c => c.Fault == fault).Select(c => c.Moment).Distinct().Order());
            Assert.Equal(Codecs.Order(), cells.Where(c => c.Fault == fault).Select(c => c.Codec).Distinct().Order());
        }
        foreach (TurnMoment moment in Enum.GetValues<TurnMoment>())
            Assert.Equal(Codecs.Order(), cells.Where(c => c.Moment == moment).Select(c => c.Codec).Distinct().Order());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task After_each_of_them_the_next_press_works(string faults)
    {
        using TempDirectory prompts = ShortPrompts.Create();
        // What is made once for the process is no residue.
        await Warm.Value;
        ProcessUse before = ProcessUse.Now();
        ConcurrentQueue<string> failures = [];
        using var room = new SemaphoreSlim(AtOnce);
        await Task.WhenAll(faults.Split(' ').Select(Enum.Parse<LinkFault>).SelectMany(CellsOf).Select(async cell =>
        {
            await room.WaitAsync();
            try
            {
                await FaultCell.RunAsync(cell.Fault, cell.Moment, cell.Codec, prompts.Path);
            }
            catch (Exception failure)
            {
                failures.Enqueue($"{cell.Fault}, {cell.Moment}, {cell.Codec}: {failure}");
            }
            finally
            {
                room.Release();
            }
        }));

        Assert.True(failures.IsEmpty, string.Join("\n\n", failures));
        await ProcessUse.SettledAsync(before);
    }

    private static IEnumerable<(LinkFault Fault, TurnMoment Moment, string Codec)> CellsOf(LinkFault fault)
    {
        foreach (TurnMoment moment in Enum.GetValues<TurnMoment>())
        {
            string[] codecs = WithEveryCodec.Contains(fault) && AtEveryCodec.Contains(moment)
                ? Codecs
                : [Codecs[((int)fault + (int)moment) % Codecs.Length]];
            foreach (string codec in codecs)
                yield return (fault, moment, codec);
        }
    }
}

/// <summary>Alone, because it counts what the process holds.</summary>
[CollectionDefinition(nameof(FaultMatrixTests), DisableParallelization = true)]
public sealed class FaultMatrixDefinition;
