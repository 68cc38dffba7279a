using CozeDevice.Tests.Account;
using CozeDevice.Update;
using Xunit;

namespace CozeDevice.Tests.Update;

/// <summary>The plug is pulled before and after everything an update changes, once and again while it is resumed.</summary>
public sealed class PowerCutTests
{
    private const int MostSteps = 200;

    [Theory]
    [InlineData(null)]
    [InlineData("install")]
    [InlineData("online")]
    [InlineData("doctor")]
    public async Task Afterwards_one_of_the_two_versions_is_wholly_there_and_the_updater_at_rest(string? broken)
    {
        int first = 1, runs = 0;
        for (; ; first++)
        {
            Assert.True(first < MostSteps);
            using var once = Make(broken);
            if (!await IsCutAsync(once, () => once.ApplyAsync(once.Request with { HealthMinutes = 1 }), first)) break;
            for (var second = 1; ; second++)
            {
                using var board = Make(broken);
                await IsCutAsync(board, () => board.ApplyAsync(board.Request with { HealthMinutes = 1 }), first);
                var wasBegun = board.Record.IsUnfinished;
                board.Reboot();
                var wasCut = await IsCutAsync(board, () => board.ResumeAsync(), second);
                board.Reboot();
                await board.ResumeAsync();
                runs++;

                Assert.False(board.Record.IsUnfinished);
                Assert.True(board.Installed!.IsWhole);
                var expected = wasBegun && broken is null || board.Record.Last is { Verdict: UpdateVerdict.Updated } ? FakeBoard.New : FakeBoard.Old;
                Assert.Equal(expected, board.Installed.Version);
                Assert.Equal(board.Record.Last?.Verdict == UpdateVerdict.Updated, board.Installed.Version == FakeBoard.New);
                if (wasBegun) Assert.Equal(broken is null ? UpdateVerdict.Updated : UpdateVerdict.RolledBack, board.Record.Last!.Verdict);
                if (!wasCut) break;
            }
        }

        Assert.InRange(first, 15, MostSteps);
        Assert.InRange(runs, 100, int.MaxValue);
    }

    // A new version may be what takes the power down.
    [Theory]
    [InlineData("Installing")]
    [InlineData("Checking")]
    public async Task A_phase_that_is_cut_off_every_time_is_given_up_and_the_former_version_comes_back(string name)
    {
        using var board = new FakeBoard();
        await board.Updater().PrepareAsync(board.Request, CancellationToken.None);
        board.Record = board.Record with { Phase = Enum.Parse<UpdatePhase>(name), Attempts = UpdatePolicy.MaxAttempts };

        var result = await board.ResumeAsync();

        Assert.Equal(UpdateVerdict.RolledBack, result!.Verdict);
        Assert.Contains("again and again", result.Reason, StringComparison.Ordinal);
        Assert.Equal(FakeBoard.Old, board.Installed!.Version);
    }

    public static TheoryData<string, string, int, string, string?> Cases =>
    [
        ("Installing", "Succeeded", 1, "Checking", null),
        ("Installing", "Failed", 1, "RollingBack", null),
        ("Installing", "Cut", 1, "Installing", null),
        ("Installing", "Cut", 2, "Installing", null),
        ("Installing", "Cut", 3, "RollingBack", null),
        ("Checking", "Succeeded", 1, "Idle", "Updated"),
        ("Checking", "Failed", 1, "RollingBack", null),
        ("Checking", "Cut", 1, "Checking", null),
        ("Checking", "Cut", 3, "RollingBack", null),
        ("RollingBack", "Succeeded", 1, "Idle", "RolledBack"),
        ("RollingBack", "Failed", 1, "RollingBack", "Stuck"),
        ("RollingBack", "Cut", 1, "RollingBack", null),
        ("RollingBack", "Cut", 99, "RollingBack", null),
    ];

    [Theory]
    [MemberData(nameof(Cases))]
    public void What_follows_a_phase(string phase, string outcome, int attempts, string next, string? verdict)
    {
        var step = UpdatePolicy.Next(Enum.Parse<UpdatePhase>(phase), Enum.Parse<PhaseOutcome>(outcome), attempts);
        Assert.Equal((next, verdict), (step.Next.ToString(), step.Verdict?.ToString()));
    }

    private static FakeBoard Make(string? broken) => broken is null ? new() : new FakeBoard().Break(broken);

    private static async Task<bool> IsCutAsync(FakeBoard board, Func<Task> run, int step)
    {
        board.CutAt = step;
        try
        {
            await run();
            return false;
        }
        catch (PowerCut)
        {
            return true;
        }
    }
}
