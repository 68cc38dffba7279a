using CozeDevice.Doctor;
using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.Tests.Doctor;

public sealed class CheckRunnerTests
{
    private static readonly Task<CheckFinding> Good = Task.FromResult(CheckFinding.Ok("good"));

    [Fact]
    public async Task Checks_that_need_nothing_run_beside_each_other_and_are_told_in_order()
    {
        var second = new TaskCompletionSource<CheckFinding>();
        var results = await AllAsync(
            new(1, "one", [], _ => second.Task), // ends only because the other runs too
            new(2, "two", [], _ =>
            {
                second.SetResult(CheckFinding.Ok("good"));
                return Good;
            }));
        Assert.Equal(["one", "two"], results.Select(result => result.Check.Name));
    }

    [Fact]
    public async Task What_needs_a_failed_check_is_skipped_with_its_number_and_so_is_what_needs_that()
    {
        var results = await AllAsync(
            new(1, "one", [], _ => Task.FromResult(CheckFinding.Failed(Fault.CardMissing, "no"))),
            new(2, "two", ["one"], _ => throw new InvalidOperationException("must not run")),
            new(3, "three", ["two"], _ => throw new InvalidOperationException("must not run")));
        Assert.Equal("needs one (1), which failed", results[1].Finding.Text);
        Assert.Equal("needs two (2), which was skipped", results[2].Finding.Text);
    }

    [Fact]
    public async Task A_warning_does_not_keep_others_from_running()
    {
        var results = await AllAsync(
            new(1, "one", [], _ => Task.FromResult(CheckFinding.Warned(Fault.CardByNumber, "hm"))), new(2, "two", ["one"], _ => Good));
        Assert.Equal(CheckStatus.Ok, results[1].Finding.Status);
    }

    [Fact]
    public async Task A_check_that_hangs_is_left_behind_and_the_rest_is_told()
    {
        var time = new ManualTimeProvider();
        var running = RunAsync(time,
            new Check(1, "one", [], async _ =>
            {
                await new TaskCompletionSource().Task; // not even cancelling ends it
                return CheckFinding.Ok("never");
            })
            { Limit = TimeSpan.FromSeconds(3) },
            new Check(2, "two", [], _ => Good) { Limit = TimeSpan.FromSeconds(60) });
        await time.WhenDueInAsync(TimeSpan.FromSeconds(3)).Within(5);
        time.Advance(TimeSpan.FromSeconds(3));
        var results = await running.Within(5);
        Assert.Equal((Fault.CheckHung, CheckStatus.Ok), (results[0].Finding.Fault, results[1].Finding.Status));
    }

    [Fact]
    public async Task A_check_that_throws_is_a_finding()
    {
        var results = await AllAsync(new Check(1, "one", [], _ => throw new InvalidOperationException("a mistake of ours")));
        Assert.Equal(Fault.CheckBroken, results[0].Finding.Fault);
        Assert.Contains("a mistake of ours", results[0].Finding.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_person_is_asked_when_everything_before_was_told()
    {
        var told = new List<string>();
        var before = -1;
        var runner = new CheckRunner(
            [
                new(1, "one", [], _ => Good),
                new(2, "asks", [], _ =>
                {
                    before = told.Count;
                    return Good;
                }) { AsksPerson = true },
                new(3, "three", [], _ => Good),
            ],
            TimeProvider.System);
        await foreach (var result in runner.RunAsync(CancellationToken.None)) told.Add(result.Check.Name);
        Assert.Equal(1, before);
    }

    [Fact]
    public void No_check_needs_a_later_one_and_the_longest_row_ends_in_fifteen_seconds()
    {
        var machine = new SickMachine();
        var checks = DoctorChecks.All(
            new() { Out = TextWriter.Null, Error = TextWriter.Null, Environment = new Dictionary<string, string>() },
            new(null, [], []),
            new() { Machine = machine, Agent = machine, Network = machine, Service = machine, Panel = machine },
            new());
        Assert.Equal(Enumerable.Range(1, checks.Count), checks.Select(check => check.Number));
        var ends = new Dictionary<string, TimeSpan>();
        foreach (var check in checks)
            ends.Add(check.Name, check.Needs.Select(need => ends[need]).DefaultIfEmpty().Max() + check.Limit);
        Assert.InRange(ends.Values.Max(), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(15));
    }

    private static Task<List<CheckResult>> AllAsync(params Check[] checks) => RunAsync(TimeProvider.System, checks);

    private static async Task<List<CheckResult>> RunAsync(TimeProvider time, params Check[] checks)
    {
        var results = new List<CheckResult>();
        await foreach (var result in new CheckRunner(checks, time).RunAsync(CancellationToken.None)) results.Add(result);
        return results;
    }
}
