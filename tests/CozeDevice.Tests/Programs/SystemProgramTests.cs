using System.Runtime.CompilerServices;
using CozeDevice.Programs;
using CozeDevice.Tests.Support;
using CozeDevice.Update;
using Xunit;

namespace CozeDevice.Tests.Programs;

/// <summary>Programs of this machine, run for real.</summary>
public sealed class SystemProgramTests : IDisposable
{
    private readonly TempDirectory _directory = new();
    private readonly ManualTimeProvider _time = new();

    /// <inheritdoc/>
    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_program_gets_its_words_without_a_shell_and_its_input_without_a_mark()
    {
        Assert.Equal("$(id) ; id\n", (await RunAsync(new(["echo", "$(id) ; id"], TimeSpan.FromSeconds(20)))).Out);
        Assert.Equal("你好"u8.ToArray(), (await RunAsync(Script("cat") with { Input = "你好" })).Output);
    }

    [Fact]
    public async Task An_input_nobody_reads_does_not_hold_a_program_up()
    {
        Task<ProgramEnd> running = RunAsync(Script("exec sleep 600 <&0 & exit 3") with { Input = new string('a', 1_000_000), EndsWhatIsLeft = true });
        await _time.WhenDueInAsync(TimeSpan.FromMilliseconds(500)).Within(20);
        _time.Advance(TimeSpan.FromMilliseconds(500));

        ProgramEnd end = await running;
        Assert.Equal((ProgramEnding.Exited, 3), (end.Ending, end.ExitCode));
    }

    [Fact]
    public async Task A_program_sees_neither_our_token_nor_the_socket_of_systemd()
    {
        foreach (string name in new[] { "COZE_API_TOKEN", "NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID" })
            Assert.Equal("none\n", (await RunAsync(Script($"echo ${{{name}:-none}}"), name)).Out);
    }

    [Fact]
    public async Task A_program_that_is_not_there_has_not_started()
    {
        ProgramEnd end = await RunAsync(new([_directory["none"]], TimeSpan.FromSeconds(20)));

        Assert.Equal((ProgramEnding.NotStarted, -1), (end.Ending, end.ExitCode));
        Assert.Contains("none", end.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_takes_too_long_is_killed_with_its_children()
    {
        Task<ProgramEnd> running = Script($"sleep 600 & echo $! > {_directory["pid"]}.new; mv {_directory["pid"]}.new {_directory["pid"]}; wait")
            .RunAsync(CancellationToken.None);
        string child = await ChildAsync();

        _time.Advance(TimeSpan.FromSeconds(20));

        ProgramEnd end = await running.Within(10);
        Assert.Equal((ProgramEnding.TimedOut, -1), (end.Ending, end.ExitCode));
        Assert.EndsWith("did not end within 20 s", end.Error, StringComparison.Ordinal);
        await UntilGoneAsync(child);
    }

    [Fact]
    public async Task A_program_nobody_waits_for_any_more_is_killed_with_its_children()
    {
        using var stop = new CancellationTokenSource();
        Task<ProgramEnd> running = Script($"sleep 600 & echo $! > {_directory["pid"]}.new; mv {_directory["pid"]}.new {_directory["pid"]}; wait")
            .RunAsync(stop.Token);
        string child = await ChildAsync();

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running.Within(10));
        await UntilGoneAsync(child);
    }

    [Theory]
    [InlineData("exec cat /dev/zero")]
    [InlineData("exec cat /dev/zero >&2")]
    public async Task A_program_that_floods_is_ended_where_that_fails(string script)
    {
        var most = new PipeLimit(1000, PipeExcess.Fails);

        Assert.Equal(ProgramEnding.TooLong, (await RunAsync(Script(script) with { Out = most, Error = most })).Ending);
    }

    [Fact]
    public async Task A_program_that_writes_too_much_with_its_last_breath_has_written_too_much()
    {
        SystemProgram program = new(["echo", "one too many"], TimeSpan.FromSeconds(20)) { Out = new(12, PipeExcess.Fails) };
        ProgramEnd[] ends = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => RunAsync(program)));

        Assert.All(ends, end => Assert.Equal(ProgramEnding.TooLong, end.Ending));
    }

    [Fact]
    public async Task What_a_program_leaves_behind_goes_on_and_may_still_write()
    {
        string done = _directory["done"];
        // The child waits for a word of ours, writes more than a pipe holds and says that it lives. The clock is the real one: what the
        // program wrote itself has to come through a real pipe meanwhile.
        string script =
            $"(until [ -e {_directory["go"]} ]; do sleep 0.01; done; head -c 200000 /dev/zero; echo $? > {done}.new; mv {done}.new {done}) & echo started";
        SystemProgram program = Script(script) with { Time = TimeProvider.System };

        Assert.Equal("started\n", (await program.RunAsync(CancellationToken.None).Within(20)).Out);
        _directory.Write("go", "");
        await UntilAsync(() => File.Exists(done));
        Assert.Equal("0\n", File.ReadAllText(done));
    }

    [Fact]
    public async Task Where_what_is_left_is_ended_all_that_was_written_is_read()
    {
        ProgramEnd[] ends = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => EndAsync()));

        Assert.All(ends, end => Assert.Equal((ProgramEnding.Exited, 60_000), (end.Ending, end.Output.Length)));

        // Its grace is over at once; the child would hold the pipes for ever.
        static async Task<ProgramEnd> EndAsync()
        {
            var time = new ManualTimeProvider();
            Task<ProgramEnd> running = new SystemProgram(["sh", "-c", "sleep 600 & exec head -c 60000 /dev/zero"], TimeSpan.FromSeconds(20)) { EndsWhatIsLeft = true, Time = time }
                .RunAsync(CancellationToken.None);
            await time.WhenDueInAsync(TimeSpan.FromMilliseconds(500)).Within(20);
            time.Advance(TimeSpan.FromMilliseconds(500));
            return await running.Within(20);
        }
    }

    [Fact]
    public async Task The_printed_form_shows_no_output() =>
        Assert.Equal("ProgramEnd(Exited, 0)", (await RunAsync(Script("echo czs_secret"))).ToString());

    [Fact]
    public async Task The_last_words_of_a_long_output_are_its_last()
    {
        string script = "head -c 3000000 /dev/zero | tr '\\0' '\\n'; echo 'Unpacking'; echo 'E: no space left'; echo 'bye'; exit 100";
        ProgramEnd end = await UnattendedProgram
            .RunAsync(TimeSpan.FromSeconds(20), "/", ["sh", "-c", script], CancellationToken.None).Within(30);

        Assert.Equal(100, end.ExitCode);
        Assert.Equal("E: no space left", UnattendedProgram.LastWords(end));
    }

    [Fact]
    public async Task A_program_in_an_update_asks_nobody_and_runs_where_it_is_told()
    {
        ProgramEnd end = await UnattendedProgram
            .RunAsync(TimeSpan.FromSeconds(20), _directory.Path, ["sh", "-c", "echo $DEBIAN_FRONTEND $LC_ALL; pwd; cat"], CancellationToken.None).Within(30);

        Assert.Equal($"noninteractive C.UTF-8\n{_directory.Path}\n", end.Out);
    }

    private SystemProgram Script(string script) => new(["sh", "-c", script], TimeSpan.FromSeconds(20)) { Time = _time };

    private static Task<ProgramEnd> RunAsync(SystemProgram program) => program.RunAsync(CancellationToken.None).Within(20);

    private static Task<ProgramEnd> RunAsync(SystemProgram program, string ours) => RunAsync(program with
    {
        Environment = variables =>
        {
            variables[ours] = "ours";
            program.Environment(variables);
        },
    });

    private async Task<string> ChildAsync()
    {
        await UntilAsync(() => File.Exists(_directory["pid"]));
        return File.ReadAllText(_directory["pid"]).Trim();
    }

    private static Task UntilGoneAsync(string id) => UntilAsync(() =>
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/stat").Contains(") Z ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return true;
        }
    });

    private static Task UntilAsync(Func<bool> isSo, [CallerArgumentExpression(nameof(isSo))] string what = "") =>
        Deadline.UntilAsync(isSo, 20, what);
}
