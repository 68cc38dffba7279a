using CozeDevice.Update;
using Xunit;

namespace CozeDevice.Tests.Update;

/// <summary>Updates that nothing interrupts.</summary>
public sealed class UpdaterTests : IDisposable
{
    private readonly FakeBoard _board = new();

    public void Dispose() => _board.Dispose();

    [Fact]
    public async Task A_version_that_works_stays_and_the_former_package_is_kept()
    {
        var result = await _board.ApplyAsync();

        Assert.Equal((UpdateVerdict.Updated, FakeBoard.Old, FakeBoard.New), (result!.Verdict, result.From, result.To));
        Assert.Equal(FakeBoard.New, _board.Installed!.Version);
        Assert.Equal([Vendor.FileOf(FakeBoard.Old), Vendor.FileOf(FakeBoard.New)], _board.Files.Order());
        Assert.Equal(FakeBoard.Old, _board.Record.Former!.Version);
        Assert.False(_board.HasProgramCopy);
        Assert.False(_board.Record.IsUnfinished);
        Assert.Equal(TimeSpan.FromMinutes(15), _board.Shown[0]);
    }

    [Theory]
    [InlineData("install", "cannot be configured")]
    [InlineData("start", "does not start")]
    [InlineData("online", "not online")]
    [InlineData("crash", "again and again")]
    [InlineData("doctor", "dns")]
    public async Task A_version_that_does_not_work_is_taken_back(string what, string reason)
    {
        var result = await _board.Break(what).ApplyAsync();

        Assert.Equal(UpdateVerdict.RolledBack, result!.Verdict);
        Assert.Contains(reason, result.Reason, StringComparison.Ordinal);
        Assert.Equal(new(FakeBoard.Old, "all", true), _board.Installed);
        Assert.Equal(FakeBoard.New, _board.Record.TakenBack);
        Assert.Equal([Vendor.FileOf(FakeBoard.Old)], _board.Files);
        Assert.False(_board.HasProgramCopy);
    }

    [Fact]
    public async Task What_was_taken_back_is_not_installed_again_by_itself_but_on_demand()
    {
        await _board.Break("online").ApplyAsync();
        Assert.Null(await _board.Mend().ApplyAsync());
        Assert.Equal(2, _board.Installations);

        var result = await _board.ApplyAsync(_board.Request with { TriesAgain = true });

        Assert.Equal(UpdateVerdict.Updated, result!.Verdict);
        Assert.Null(_board.Record.TakenBack);
    }

    [Fact]
    public async Task When_neither_version_can_be_installed_the_record_stays_open_until_one_can()
    {
        var result = await _board.Break("online").Break("install", FakeBoard.Old).ApplyAsync();
        Assert.Equal(UpdateVerdict.Stuck, result!.Verdict);
        Assert.Contains("not online", result.Reason, StringComparison.Ordinal);
        Assert.True(_board.Record.IsUnfinished);
        Assert.True(_board.HasProgramCopy);

        _board.Reboot();
        Assert.Equal(UpdateVerdict.RolledBack, (await _board.Mend().ResumeAsync())!.Verdict);
        Assert.Equal(FakeBoard.Old, _board.Installed!.Version);
    }

    [Fact]
    public async Task A_new_package_that_was_damaged_on_the_disk_is_not_installed()
    {
        await _board.Updater().PrepareAsync(_board.Request, CancellationToken.None);
        _board.Damage(Vendor.FileOf(FakeBoard.New));

        var result = await _board.ResumeAsync();

        Assert.Equal(UpdateVerdict.RolledBack, result!.Verdict);
        Assert.Contains("damaged", result.Reason, StringComparison.Ordinal);
        Assert.Equal(FakeBoard.Old, _board.Installed!.Version);
    }

    [Fact]
    public async Task Whoever_was_offline_before_need_not_be_online_afterwards()
    {
        var result = await _board.Break("online", FakeBoard.Old).Break("online").ApplyAsync();
        Assert.Equal(UpdateVerdict.Updated, result!.Verdict);
    }

    [Fact]
    public async Task What_the_doctor_found_before_is_no_reason_to_go_back()
    {
        _board.IsDoctorUnhappyAnyway = true;
        Assert.Equal(UpdateVerdict.Updated, (await _board.ApplyAsync())!.Verdict);
    }

    [Fact]
    public async Task Without_a_doctor_the_link_alone_decides()
    {
        _board.HasDoctor = false;
        Assert.Equal(UpdateVerdict.Updated, (await _board.ApplyAsync())!.Verdict);
    }

    [Fact]
    public async Task Where_no_agent_ran_it_is_enough_that_the_program_starts()
    {
        _board.IsRunning = false;
        Assert.Equal(UpdateVerdict.Updated, (await _board.ApplyAsync())!.Verdict);
    }

    [Fact]
    public async Task An_agent_that_the_package_did_not_start_again_is_started_again()
    {
        _board.IgnoresRestart = true;
        Assert.Equal(UpdateVerdict.Updated, (await _board.ApplyAsync())!.Verdict);
        Assert.Equal(1, _board.Restarts);
    }

    [Fact]
    public async Task A_former_version_that_the_package_did_not_start_again_is_started_again()
    {
        _board.IgnoresRestart = true;
        Assert.Equal(UpdateVerdict.RolledBack, (await _board.Break("online").ApplyAsync())!.Verdict);
        Assert.Equal(2, _board.Restarts);
    }

    [Fact]
    public async Task The_second_update_keeps_its_own_former_version_and_needs_no_cache()
    {
        await _board.ApplyAsync();
        _board.SystemCache.Clear();
        (_board.Vendor.Version, _board.Vendor.Content) = ("1.2.0", "deb 1.2.0");

        Assert.Equal(UpdateVerdict.Updated, (await _board.ApplyAsync())!.Verdict);

        Assert.Equal([Vendor.FileOf("1.1.0"), Vendor.FileOf("1.2.0")], _board.Files.Order());
    }

    [Fact]
    public async Task By_hand_it_goes_back_to_the_version_before_and_does_not_return_by_itself()
    {
        await _board.ApplyAsync();
        await _board.Updater().PrepareRollbackAsync(_board.Request, CancellationToken.None);

        Assert.Equal(UpdateVerdict.Updated, (await _board.ResumeAsync())!.Verdict);

        Assert.Equal(FakeBoard.Old, _board.Installed!.Version);
        Assert.Equal(FakeBoard.New, _board.Record.Former!.Version);
        Assert.Null(await _board.ApplyAsync());
    }

    [Fact]
    public async Task Nothing_is_under_way_when_nothing_was_begun()
    {
        Assert.Null(await _board.ResumeAsync());
        Assert.Equal(0, _board.Installations);
    }
}
