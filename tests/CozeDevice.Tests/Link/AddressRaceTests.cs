using System.Net;
using CozeDevice.Link;
using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.Tests.Link;

public sealed class AddressRaceTests
{
    private static readonly IPAddress Six = IPAddress.Parse("2001:db8::1");
    private static readonly IPAddress Six2 = IPAddress.Parse("2001:db8::2");
    private static readonly IPAddress Four = IPAddress.Parse("192.0.2.1");
    private static readonly IPAddress Four2 = IPAddress.Parse("192.0.2.2");

    private readonly ManualTimeProvider _time = new();
    private readonly Dictionary<IPAddress, TaskCompletionSource<Line>> _answers = [];
    private readonly List<(IPAddress Address, double AtMs)> _tried = [];

    [Fact]
    public void The_families_take_turns_and_the_resolvers_choice_begins()
    {
        Assert.Equal([Six, Four, Six2, Four2], AddressOrder.Interleave([Six, Six2, Four, Four2]));
        Assert.Equal([Four, Six, Six2], AddressOrder.Interleave([Four, Six, Six2]));
        Assert.Equal([Four], AddressOrder.Interleave([Four]));
    }

    [Fact]
    public async Task A_dead_address_costs_a_quarter_of_a_second()
    {
        Task<Line> race = Race(Six, Four);
        await _time.WhenDueInAsync(AddressRace<Line>.Stagger).Within(5);
        _time.Advance(AddressRace<Line>.Stagger);
        await UntilTriedAsync(2);
        var line = new Line();
        _answers[Four].SetResult(line);

        Assert.Same(line, await race.Within(5));
        Assert.Equal([(Six, 0), (Four, 250)], _tried);
        Assert.True(_answers[Six].Task.IsCanceled);
        Assert.Equal(0, _time.ArmedTimers);
    }

    [Fact]
    public async Task An_address_that_refuses_is_followed_at_once()
    {
        Task<Line> race = Race(Six, Four);
        _answers[Six].SetException(new IOException("no route"));
        await UntilTriedAsync(2);
        _answers[Four].SetResult(new Line());
        await race.Within(5);

        Assert.Equal([(Six, 0), (Four, 0)], _tried);
    }

    [Fact]
    public async Task An_address_that_answers_in_time_is_the_only_one()
    {
        Task<Line> race = Race(Six, Four);
        _answers[Six].SetResult(new Line());
        await race.Within(5);

        Assert.Equal([(Six, 0)], _tried);
    }

    [Fact]
    public async Task An_early_address_may_still_win_and_the_late_one_is_closed()
    {
        Task<Line> race = Race(Six, Four);
        await _time.WhenDueInAsync(AddressRace<Line>.Stagger).Within(5);
        _time.Advance(AddressRace<Line>.Stagger);
        await UntilTriedAsync(2);
        _cancels = false;
        var (early, late) = (new Line(), new Line());
        _answers[Six].SetResult(early);
        Assert.Same(early, await race.Within(5));
        _answers[Four].SetResult(late);

        await late.Closed.Within(5);
        Assert.False(early.Closed.IsCompleted);
    }

    [Fact]
    public async Task When_none_answers_the_last_failure_is_told()
    {
        Task<Line> race = Race(Six, Four);
        _answers[Six].SetException(new IOException("first"));
        await UntilTriedAsync(2);
        _answers[Four].SetException(new IOException("last"));

        Assert.Equal("last", (await Assert.ThrowsAsync<IOException>(() => race.Within(5))).Message);
    }

    [Fact]
    public async Task The_dials_deadline_ends_it()
    {
        using var limit = new CancellationTokenSource();
        Task<Line> race = new AddressRace<Line>(ConnectAsync, _time).RunAsync([Six, Four], limit.Token);
        await limit.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => race.Within(5));
        Assert.Equal(0, _time.ArmedTimers);
    }

    private bool _cancels = true;

    private Task<Line> Race(params IPAddress[] addresses) =>
        new AddressRace<Line>(ConnectAsync, _time).RunAsync(addresses, CancellationToken.None);

    private Task<Line> ConnectAsync(IPAddress address, CancellationToken cancellationToken)
    {
        var answer = new TaskCompletionSource<Line>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_tried)
        {
            _answers.Add(address, answer);
            _tried.Add((address, (_time.Now - TimeSpan.FromHours(1)).TotalMilliseconds));
        }
        cancellationToken.Register(() => _ = _cancels && answer.TrySetCanceled(cancellationToken));
        return answer.Task;
    }

    private async Task UntilTriedAsync(int count)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        while (true)
        {
            lock (_tried)
            {
                if (_tried.Count >= count)
                    return;
            }
            await Task.Delay(1, limit.Token);
        }
    }

    private sealed class Line : IDisposable
    {
        private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Closed => _closed.Task;

        public void Dispose() => _closed.TrySetResult();
    }
}
