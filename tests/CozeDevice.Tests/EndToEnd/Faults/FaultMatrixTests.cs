using System.Collections.Concurrent;
using CozeDevice.Audio;
using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.Tests.EndToEnd.Faults;

/// <summary>Every fault at every moment of a turn with every codec: the next press works, the light is right, nothing is left.</summary>
/// <remarks>The cells of a fault run beside each other, each on a board of its own; the faults one after the other and beside
/// nothing else, because what a process holds is counted.</remarks>
[Collection(nameof(FaultMatrixTests))]
public sealed class FaultMatrixTests
{
    private const int AtOnce = 24;

    private static readonly string[] Codecs = ["pcm", "g711a", "g711u", "opus"];

    // Those that matter most meet every codec; each other pair meets one, so that each fault and each moment meet all.
    private static readonly LinkFault[] WithEveryCodec = [LinkFault.Reset, LinkFault.HalfOpen, LinkFault.Close1001];
    private static readonly TurnMoment[] AtEveryCodec = [TurnMoment.Listening, TurnMoment.Completed, TurnMoment.Speaking];

    public static TheoryData<LinkFault> Faults => [.. Enum.GetValues<LinkFault>()];

    [Fact]
    public void Every_fault_meets_every_moment_and_every_codec_in_at_least_120_cells()
    {
        (LinkFault Fault, TurnMoment Moment, string Codec)[] cells = [.. Enum.GetValues<LinkFault>().SelectMany(CellsOf)];

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
    [MemberData(nameof(Faults))]
    public async Task After_it_the_next_press_works(LinkFault fault)
    {
        using var prompts = ShortPrompts();
        // What is made once for the process is no residue.
        await FaultCell.RunAsync(fault, TurnMoment.Draining, "opus", prompts.Path);
        ProcessUse before = ProcessUse.Now();
        ConcurrentQueue<string> failures = [];
        using var room = new SemaphoreSlim(AtOnce);
        await Task.WhenAll(CellsOf(fault).Select(async cell =>
        {
            await room.WaitAsync();
            try
            {
                await FaultCell.RunAsync(cell.Fault, cell.Moment, cell.Codec, prompts.Path);
            }
            catch (Exception failure)
            {
                failures.Enqueue($"{cell.Moment}, {cell.Codec}: {failure}");
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

    // A tenth of a second each: what they say is not at stake here.
    private static TempDirectory ShortPrompts()
    {
        var directory = new TempDirectory();
        foreach (string name in (string[])["link_lost", "try_again", "not_authorised", "refused", "offline"])
        {
            using var wav = new WavWriter(directory[$"{name}.wav"], AudioFormat.SampleRate);
            wav.Write(new short[AudioFormat.SampleRate / 10]);
            wav.WriteHeader();
        }
        return directory;
    }
}

/// <summary>Alone, because it counts what the process holds.</summary>
[CollectionDefinition(nameof(FaultMatrixTests), DisableParallelization = true)]
public sealed class FaultMatrixDefinition;
