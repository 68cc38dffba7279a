using System.Diagnostics;
using CozeDevice.Account;
using CozeDevice.Linux.Posix;
using CozeDevice.Tests.Support;
using Microsoft.Extensions.Logging;
using Xunit;

namespace CozeDevice.Tests.Account;

public sealed class LoginFileTests : IDisposable
{
    private readonly TempDirectory _directory = new();
    private readonly TestLog _log = new();

    public void Dispose()
    {
        _directory.Dispose();
        _log.Dispose();
    }

    [Fact]
    public async Task A_login_comes_back_as_it_was_and_only_its_owner_may_read_it()
    {
        LoginFile file = Create();
        StoredLogin login = Login(7) with { ReceivedAt = new(new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), TimeSpan.FromMilliseconds(123_456), "b") };
        await StoreAsync(file, login);

        Assert.Equal(login, Create().Load());
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file.Path));
        Assert.Equal(["login.json", "login.lock"], Directory.GetFiles(_directory["s"]).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task A_login_that_is_over_holds_no_token_any_more()
    {
        LoginFile file = Create();
        await StoreAsync(file, Login(1).Voided("withdrawn"));
        Assert.Equal(("withdrawn", false), (file.Load()!.VoidReason, file.Load()!.IsGood));
        Assert.DoesNotContain("czu_", File.ReadAllText(file.Path), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{"version":1}""")]
    [InlineData("""{"version":1,"api_url":"x","client_id":"c","access_token":"a","refresh_token":"r"}""")]
    [InlineData("""{"version":1,"api_url":"http://x","client_id":"c","access_token":"a b","refresh_token":"r"}""")]
    [InlineData("""{"version":1,"api_url":"http://x","client_id":"\ud800","access_token":"a","refresh_token":"r"}""")]
    [InlineData("""{"version":1,"vo\udc00":1,"void":"\udc00","api_url":"http://x","client_id":"c"}""")]
    public void A_damaged_file_is_kept_aside_with_one_line(string content)
    {
        _directory.Write("s/login.json", content);
        Assert.Null(Create().Load());
        Assert.Null(Create().Load());
        Assert.Equal(content, File.ReadAllText(_directory["s/login.json.bad"]));
        Assert.Contains("run cozedevice login", Assert.Single(_log.Messages(LogLevel.Warning)), StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_are_no_text_are_kept_aside_too()
    {
        _directory.Write("s/login.json", "");
        File.WriteAllBytes(_directory["s/login.json"],
            [.. """{"version":1,"api_url":"http://x","client_id":"c","access_token":"a"""u8, 0xff, 0xfe, .. "\",\"refresh_token\":\"r\"}"u8]);
        Assert.Null(Create().Load());
        Assert.True(File.Exists(_directory["s/login.json.bad"]));
        Assert.Single(_log.Messages(LogLevel.Warning));
    }

    [Fact]
    public void Numbers_out_of_any_range_do_no_harm()
    {
        _directory.Write("s/login.json", """
            {"version":9,"serial":1,"api_url":"http://x","client_id":"c","access_token":"a","refresh_token":"r",
             "received_at":-9223372036854775808,"received_ms":9223372036854775807,"lifetime":9223372036854775807,"later":[{}]}
            """);
        Assert.True(Create().Load()!.IsGood);
    }

    [Fact]
    public async Task Of_two_who_want_the_lock_the_second_waits()
    {
        LoginFile one = Create();
        LoginFile other = Create();
        IDisposable held = await one.LockAsync(CancellationToken.None).Within(10);
        Task<IDisposable> second = other.LockAsync(CancellationToken.None).AsTask();
        Assert.False(second.IsCompleted);
        held.Dispose();
        (await second.Within(10)).Dispose();
    }

    [Fact]
    public async Task Whoever_waits_for_the_lock_can_be_stopped_and_a_hung_holder_is_named()
    {
        var time = new ManualTimeProvider();
        using IDisposable held = await Create().LockAsync(CancellationToken.None).Within(10);
        using var stop = new CancellationTokenSource();
        var waiting = new LoginFile(_directory["s"], time, _log.CreateLogger("x"));
        Task stopped = waiting.LockAsync(stop.Token).AsTask();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stopped.Within(10));

        Task hung = waiting.LockAsync(CancellationToken.None).AsTask();
        while (!hung.IsCompleted)
        {
            await Task.WhenAny(hung, time.WhenArmedAsync(1)).Within(10);
            if (!hung.IsCompleted)
                time.AdvanceToNextTimer();
        }
        Assert.Contains("login.lock", (await Assert.ThrowsAsync<IOException>(() => hung)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_recovery_that_fails_lets_go_of_the_lock()
    {
        await StoreAsync(Create(), Login(1));
        File.Move(_directory["s/login.json"], _directory["s/login.json.new"]);
        Directory.CreateDirectory(_directory["s/login.json"]); // nothing can take its place
        Exception? failure = await Record.ExceptionAsync(() => Create().LockAsync(CancellationToken.None).AsTask().Within(10));
        Assert.True(failure is IOException or UnauthorizedAccessException, $"{failure}");
        Directory.Delete(_directory["s/login.json"]);
        LoginFile next = Create();
        Task<IDisposable> free = next.LockAsync(CancellationToken.None).AsTask();
        Assert.True(free.IsCompleted); // at once: later the collector would have let go of it
        (await free).Dispose();
        Assert.Equal(1, next.Load()!.Serial);
    }

    [Fact]
    public async Task What_root_stores_in_the_directory_of_another_user_is_that_users()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "only root can give files away");
        Directory.CreateDirectory(_directory["s"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        using (Process chown = Process.Start("chown", ["12345:12346", _directory["s"]]))
        {
            await chown.WaitForExitAsync(TestContext.Current.CancellationToken).Within(10);
            Assert.Equal(0, chown.ExitCode);
        }
        await StoreAsync(Create(), Login(1));
        Assert.All(["login.json", "login.lock"], name => Assert.Equal((12345u, 12346u), FileOwner.Of(_directory[$"s/{name}"])));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_directory["s/login.json"]));
    }

    [Fact]
    public async Task Removing_a_login_removes_what_was_left_of_it()
    {
        LoginFile file = Create();
        await StoreAsync(file, Login(1));
        _directory.Write("s/login.json.bad", "czu_old");
        _directory.Write("s/login.json.new", "czu_new");
        using (await file.LockAsync(CancellationToken.None).Within(10))
        {
            Assert.True(file.Delete());
            Assert.False(file.Delete());
        }
        Assert.Equal(["login.lock"], Directory.GetFiles(_directory["s"]).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_link_laid_where_the_new_file_will_be_is_not_followed()
    {
        string victim = _directory.Write("victim", "mine");
        Directory.CreateDirectory(_directory["s"]);
        File.CreateSymbolicLink(_directory["s/login.json.new"], victim);
        await StoreAsync(Create(), Login(1));
        Assert.Equal("mine", File.ReadAllText(victim));
    }

    [Fact]
    public async Task Attempts_that_come_to_nothing_write_to_the_card_once()
    {
        LoginFile file = Create();
        using (await file.LockAsync(CancellationToken.None).Within(10))
            file.Prepare();
        var longAgo = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(_directory["s/login.json.new"], longAgo);
        using (await file.LockAsync(CancellationToken.None).Within(10))
        {
            file.Prepare();
            Assert.Equal(longAgo, File.GetLastWriteTimeUtc(_directory["s/login.json.new"]));
            file.Save(Login(1));
        }
        Assert.Equal(1, file.Load()!.Serial);
        Assert.False(file.IsUnfinished);
    }

    [Theory]
    [InlineData(nameof(LoginStep.Prepared), 1)]
    [InlineData(nameof(LoginStep.Answered), 1)]
    [InlineData(nameof(LoginStep.Written), 2)]
    [InlineData(nameof(LoginStep.Synced), 2)]
    [InlineData(nameof(LoginStep.Renamed), 2)]
    [InlineData(nameof(LoginStep.Done), 2)]
    public async Task Killed_at_any_step_the_old_or_the_new_login_is_there_whole(string at, long serial)
    {
        await StoreAsync(Create(), Login(1));
        LoginFile dying = Create(Enum.Parse<LoginStep>(at));
        IDisposable held = await dying.LockAsync(CancellationToken.None).Within(10);
        Assert.Throws<PowerCut>(() =>
        {
            dying.Prepare();
            dying.Save(Login(2));
        });
        held.Dispose(); // as the kernel does for a process that died

        LoginFile next = Create();
        (await next.LockAsync(CancellationToken.None).Within(10)).Dispose();
        Assert.Equal(serial, next.Load()!.Serial);
    }

    [Theory]
    [InlineData("{\"version\":1,\"serial\":2,\"api_url\":\"http://x\",\"client_id\":\"c\",\"access_token\":\"a\",\"refresh")]
    [InlineData("\0\0\0\0")]
    public async Task Half_a_new_file_is_no_login(string content)
    {
        await StoreAsync(Create(), Login(1));
        _directory.Write("s/login.json.new", content);
        LoginFile next = Create();
        (await next.LockAsync(CancellationToken.None).Within(10)).Dispose();
        Assert.Equal(1, next.Load()!.Serial);
        Assert.True(next.IsUnfinished);
    }

    internal static StoredLogin Login(long serial) => new()
    {
        ApiUrl = ScriptedService.Api,
        ClientId = "app",
        AccessToken = $"czu_{serial}",
        RefreshToken = $"r{serial}",
        Lifetime = TimeSpan.FromMinutes(15),
        Serial = serial,
        ReceivedAt = new(DateTimeOffset.UnixEpoch, TimeSpan.Zero, ""),
    };

    internal static async Task StoreAsync(LoginFile file, StoredLogin login)
    {
        using IDisposable held = await file.LockAsync(CancellationToken.None).Within(10);
        file.Prepare();
        file.Save(login);
    }

    private LoginFile Create(LoginStep? cutAt = null) => new(
        _directory["s"], TimeProvider.System, _log.CreateLogger("x"), cutAt is null ? null : PowerCut.At(cutAt.Value));
}
