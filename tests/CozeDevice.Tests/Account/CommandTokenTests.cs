using CozeDevice.Account;
using CozeDevice.Tests.Support;
using Microsoft.Extensions.Logging;
using Xunit;

namespace CozeDevice.Tests.Account;

public sealed class CommandTokenTests : IDisposable
{
    private readonly TempDirectory _directory = new();
    private readonly TestLog _log = new();
    private readonly ManualTimeProvider _time = new();

    public void Dispose()
    {
        _directory.Dispose();
        Assert.DoesNotContain("czs_", _log.Text, StringComparison.Ordinal);
        _log.Dispose();
    }

    [Fact]
    public async Task The_program_runs_when_its_token_ends_or_is_refused()
    {
        using CommandToken source = Counting(""","expires_in":600""");
        Assert.Equal("czs_1", await GetAsync(source));
        _time.Advance(TimeSpan.FromMinutes(7));
        Assert.Equal("czs_1", await GetAsync(source));
        _time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal("czs_2", await GetAsync(source));
        Assert.True(await source.RenewAsync("czs_2", CancellationToken.None).Within(20));
        Assert.Equal("czs_3", await GetAsync(source));
        Assert.True(await source.RenewAsync("czs_2", CancellationToken.None).Within(20));
        Assert.Equal("czs_3", await GetAsync(source));
    }

    [Fact]
    public async Task A_token_without_an_end_is_asked_for_each_time()
    {
        using CommandToken source = Counting("");
        Assert.Equal(("czs_1", "czs_2"), (await GetAsync(source), await GetAsync(source)));
    }

    [Fact]
    public async Task Arguments_reach_the_program_as_they_are()
    {
        using CommandToken source = Script("""test $# = 2 && test "$2" = '$(x) "y"' && printf '{"access_token":"%s"}' "$1" """, "czs_a", "$(x) \"y\"");
        Assert.Equal("czs_a", await GetAsync(source));
    }

    [Fact]
    public async Task What_it_writes_to_standard_error_is_logged_without_a_secret()
    {
        using CommandToken source = Script("""echo first >&2; echo 'got czs_secret for board 17' >&2; exit 3""");
        TokenException failure = await Assert.ThrowsAsync<TokenException>(() => GetAsync(source));
        Assert.Contains("exit code 3", failure.Message, StringComparison.Ordinal);
        Assert.Equal(TokenObstacle.Network, failure.Obstacle); // tried again like a dial, without the owner
        Assert.Contains("got ******** for board 17", failure.Message, StringComparison.Ordinal);
        Assert.Equal("Auth:Command: got ******** for board 17", Assert.Single(_log.Messages(LogLevel.Warning)));
    }

    [Theory]
    [InlineData("echo czs_plain")]
    [InlineData("echo '{}'")]
    [InlineData("echo '[]'")]
    [InlineData("true")]
    [InlineData("""printf '{"access_token":"a b"}'""")]
    public async Task Any_other_output_is_refused_with_what_would_be_right(string script)
    {
        using CommandToken source = Script(script);
        TokenException failure = await Assert.ThrowsAsync<TokenException>(() => GetAsync(source));
        Assert.Contains("access_token", failure.Message, StringComparison.Ordinal);
        Assert.Equal(TokenObstacle.Owner, failure.Obstacle);
        Assert.DoesNotContain("czs_plain", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_floods_is_ended()
    {
        using CommandToken source = Script("exec cat /dev/zero");
        Assert.Contains("64 KiB", (await Assert.ThrowsAsync<TokenException>(() => GetAsync(source))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_hangs_is_ended_after_ten_seconds_with_all_it_started()
    {
        string file = _directory["pid"];
        // The second child has lost its parent: it is in no tree any more.
        using CommandToken source = Script(
            $"sleep 600 & echo $! > {file}; (sleep 600 & echo $! >> {file}); mv {file} {file}.done; wait");
        Task<string> running = GetAsync(source);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!File.Exists(file + ".done"))
            await Task.Delay(5, limit.Token);

        _time.Advance(HelperProgram.Limit);

        TokenException failure = await Assert.ThrowsAsync<TokenException>(() => running);
        Assert.Contains("10 s", failure.Message, StringComparison.Ordinal);
        Assert.Equal(TokenObstacle.Timeout, failure.Obstacle);
        await UntilGoneAsync(file + ".done", 2, limit.Token);
    }

    [Fact]
    public async Task A_child_that_keeps_the_pipe_of_a_program_that_has_ended_is_ended_and_the_token_counts()
    {
        string file = _directory["pid"];
        using CommandToken source = Script($$"""sleep 600 & echo $! > {{file}}; printf '{"access_token":"czs_a"}'""");
        Task<string> running = GetAsync(source);
        await _time.WhenDueInAsync(TimeSpan.FromMilliseconds(500)).Within(20);
        _time.Advance(TimeSpan.FromMilliseconds(500));
        Assert.Equal("czs_a", await running);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await UntilGoneAsync(file, 1, limit.Token);
    }

    [Fact]
    public async Task A_program_that_is_not_there_is_named()
    {
        using var source = new CommandToken(new HelperProgram([_directory["none"]], _time).RunAsync, _time, _log.CreateLogger("x"));
        TokenException failure = await Assert.ThrowsAsync<TokenException>(() => GetAsync(source));
        Assert.Contains("does not start", failure.Message, StringComparison.Ordinal);
        Assert.Equal(TokenObstacle.Owner, failure.Obstacle);
    }

    private static async Task UntilGoneAsync(string file, int count, CancellationToken cancellationToken)
    {
        string[] ids = File.ReadAllLines(file);
        Assert.Equal(count, ids.Length);
        foreach (string id in ids)
        {
            while (IsAlive($"/proc/{id}/stat"))
                await Task.Delay(5, cancellationToken);
        }
    }

    private static bool IsAlive(string stat)
    {
        try
        {
            return !File.ReadAllText(stat).Contains(") Z ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }

    private CommandToken Counting(string rest) => Script(
        $$"""echo x >> {{_directory["runs"]}}; printf '{"access_token":"czs_%d"{{rest}}}' $(wc -l < {{_directory["runs"]}})""");

    private CommandToken Script(string body, params string[] arguments)
    {
        string file = _directory.Write("helper.sh", body);
        return new CommandToken(new HelperProgram(["/bin/sh", file, .. arguments], _time).RunAsync, _time, _log.CreateLogger("x"));
    }

    private static Task<string> GetAsync(CommandToken source) => source.GetTokenAsync(CancellationToken.None).Within(20);
}
