using CozeDevice.Update;
using Xunit;

namespace CozeDevice.Tests.Update;

/// <summary>Everything that is found out before the first change: the board stays as it was.</summary>
public sealed class RefusalTests : IDisposable
{
    private readonly FakeBoard _board = new();

    public static TheoryData<string> Refusals => [.. Rows.Keys];

    private static Dictionary<string, Action<FakeBoard>> Rows { get; } = new()
    {
        [UpdateProblem.BadSignature] = board => board.Signature = board.Vendor.Sign([1, 2, 3]),
        ["bad_signature of another vendor"] = board =>
        {
            using var other = new Vendor();
            board.Signature = other.Sign(board.Vendor.Channel());
        },
        ["bad_signature that is none"] = board => board.Signature = "AAAA"u8.ToArray(),
        ["bad_signature that is empty"] = board => board.Signature = [],
        ["bad_signature that is no Base64"] = board => board.Signature = [0xff, 0x00, (byte)'='],
        [UpdateProblem.Expired] = board => board.Vendor.Expires = Vendor.Today - TimeSpan.FromHours(1),
        [UpdateProblem.OlderChannel] = board => board.Record = new() { Channel = new(FakeBoard.Address, "stable", Vendor.Today) },
        [UpdateProblem.WrongChannel] = board => board.Record = new() { Channel = new(FakeBoard.Address, "beta", Vendor.Today - TimeSpan.FromDays(9)) },
        [UpdateProblem.Clock] = board => board.Vendor.Date = Vendor.Today + TimeSpan.FromDays(2),
        [UpdateProblem.MinimumVersion] = board => board.Vendor.Minimum = "1.0.1",
        [UpdateProblem.NoPackage] = board => board.Vendor.Architecture = "riscv64",
        [UpdateProblem.WrongHash] = board => board.Served = "deb 6.6.6",
        ["wrong_hash is right, but of another package"] = board => (board.Vendor.Content, board.Served) = ("deb 6.6.6", "deb 6.6.6"),
        [UpdateProblem.NoFormer] = board => board.SystemCache.Clear(),
        ["no_former, but another version"] = board => board.SystemCache[FakeBoard.Old] = "deb 0.9.0",
        [UpdateProblem.NoSpace] = board => board.FreeBytes = 40 * 1024 * 1024,
        [UpdateProblem.Disk] = board => board.IsDiskFull = true,
        [UpdateProblem.Busy] = board => board.IsTalking = true,
        [UpdateProblem.NotInstalled] = board => board.Installed = null,
        ["not_installed wholly"] = board => board.Installed = board.Installed! with { IsWhole = false },
        [UpdateProblem.Malformed] = board => board.Vendor.Version = "one point one",
        [UpdateProblem.Running] = board => board.Lock(),
    };

    public void Dispose() => _board.Dispose();

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task Nothing_changes(string row)
    {
        Rows[row](_board);
        var before = _board.Installed;

        var refusal = await Assert.ThrowsAsync<UpdateException>(() => _board.ApplyAsync());

        Assert.Equal(row.Split(' ', ',')[0], refusal.Code);
        Assert.Equal(before, _board.Installed);
        Assert.Equal(0, _board.Installations);
        Assert.False(_board.Record.IsUnfinished);
        Assert.False(_board.HasProgramCopy);
        Assert.Empty(_board.Files);
        Assert.Empty(_board.Shown);
    }

    [Fact]
    public async Task Older_and_equal_versions_are_no_offer()
    {
        _board.Vendor.Version = "0.9.9";
        Assert.Null(await _board.ApplyAsync());
        _board.Vendor.Version = FakeBoard.Old;
        Assert.Null(await _board.ApplyAsync());
        Assert.Equal(0, _board.Installations);
    }

    [Fact]
    public async Task A_board_outside_the_rollout_waits_unless_it_is_told_not_to()
    {
        _board.Vendor.Rollout = 0;
        Assert.Null(await _board.ApplyAsync());
        Assert.Equal(0, _board.Installations);

        var result = await _board.ApplyAsync(_board.Request with { IgnoresRollout = true });
        Assert.Equal(UpdateVerdict.Updated, result!.Verdict);
    }

    [Fact]
    public async Task The_former_package_may_come_from_the_vendor_who_signed_for_it_too()
    {
        _board.SystemCache.Clear();
        _board.Vendor.Former = FakeBoard.Old;
        Assert.Equal(UpdateVerdict.RolledBack, (await _board.Break("online").ApplyAsync())!.Verdict);
        Assert.Equal(FakeBoard.Old, _board.Installed!.Version);
    }

    [Fact]
    public async Task An_older_channel_is_refused_once_a_newer_one_was_seen_in_the_same_place_and_only_there()
    {
        _board.Vendor.Rollout = 0;
        await _board.ApplyAsync();
        Assert.Equal(new(FakeBoard.Address, "stable", _board.Vendor.Date), _board.Record.Channel);
        _board.Vendor.Date -= TimeSpan.FromSeconds(1);

        Assert.Equal(UpdateProblem.OlderChannel, (await Assert.ThrowsAsync<UpdateException>(() => _board.ApplyAsync())).Code);

        Assert.Null(await _board.ApplyAsync(_board.Request with { Channel = "https://updates.example/other.json" }));
    }

    [Fact]
    public async Task What_is_prepared_is_not_prepared_over()
    {
        await _board.Updater().PrepareAsync(_board.Request, CancellationToken.None);
        var prepared = _board.Record;
        foreach (var prepare in new Func<Task>[] { () => _board.Updater().PrepareAsync(_board.Request, CancellationToken.None), () => _board.Updater().PrepareRollbackAsync(_board.Request, CancellationToken.None) })
            Assert.Equal(UpdateProblem.Running, (await Assert.ThrowsAsync<UpdateException>(prepare)).Code);
        Assert.Same(prepared, _board.Record);
    }

    [Fact]
    public async Task Going_back_needs_a_version_that_was_kept()
    {
        var refusal = await Assert.ThrowsAsync<UpdateException>(() => _board.Updater().PrepareRollbackAsync(_board.Request, CancellationToken.None));
        Assert.Equal(UpdateProblem.NoFormer, refusal.Code);
    }
}
