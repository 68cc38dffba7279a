using CozeDevice.State;
using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.Tests.State;

public sealed class StateStoreTests : IDisposable
{
    private readonly TempDirectory _directory = new();
    private readonly TestLog _log = new();
    private readonly ManualTimeProvider _time = new();

    public void Dispose()
    {
        _directory.Dispose();
        _log.Dispose();
    }

    [Fact]
    public async Task A_change_is_seen_at_once_and_written_at_the_end()
    {
        var store = new StateStore(File(), _time);
        store.Update(state => state with { Volume = 20 });
        Assert.Equal(20, store.Current.Volume);
        await store.DisposeAsync().Within(5);

        Assert.Equal(20, File().Load().Volume);
    }

    [Fact]
    public async Task Changes_within_half_a_second_become_one_write()
    {
        await using var store = new StateStore(File(), _time);
        store.Update(state => state with { Volume = 20 });
        await _time.WhenDueInAsync(StateStore.Delay).Within(5);
        store.Update(state => state with { Volume = 21 });
        Assert.False(System.IO.File.Exists(_directory["state.json"]));

        _time.Advance(StateStore.Delay);
        await WrittenAsync();

        Assert.Equal(21, File().Load().Volume);
    }

    [Fact]
    public async Task Nothing_is_written_when_nothing_changed()
    {
        var store = new StateStore(File(), _time);
        store.Update(state => state with { Volume = null });
        await store.DisposeAsync().Within(5);
        Assert.False(System.IO.File.Exists(_directory["state.json"]));
    }

    [Fact]
    public async Task It_starts_with_what_was_remembered()
    {
        File().Save(new() { ConversationId = "74" });
        await using var store = new StateStore(File(), _time);
        Assert.Equal("74", store.Current.ConversationId);
    }

    private StateFile File() => new(_directory.Path, _log.CreateLogger("state"));

    // The rename is the moment of the write.
    private async Task WrittenAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (!System.IO.File.Exists(_directory["state.json"])) await Task.Delay(5, limit.Token);
    }
}
