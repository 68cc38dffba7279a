using CozeDevice.State;
using CozeDevice.Tests.Support;
using Microsoft.Extensions.Logging;
using Xunit;

namespace CozeDevice.Tests.State;

public sealed class StateFileTests : IDisposable
{
    private static readonly StoredState Full = new() { Volume = 33, Muted = true, ConversationId = "74" };

    private readonly TempDirectory _directory = new();
    private readonly TestLog _log = new();

    public void Dispose()
    {
        _directory.Dispose();
        _log.Dispose();
    }

    [Fact]
    public void What_is_saved_is_loaded()
    {
        var file = File();
        Assert.True(file.Save(Full));
        Assert.Equal(Full, File().Load());
    }

    [Fact]
    public void Nothing_remembered_is_no_reason_to_complain()
    {
        Assert.Equal(StoredState.Empty, File().Load());
        Assert.Empty(_log.Entries);
    }

    [Fact]
    public void Only_the_owner_may_read_it_even_over_a_file_of_another_mode()
    {
        Directory.CreateDirectory(_directory["state"]);
        System.IO.File.WriteAllText(_directory["state/state.json"], "{}");
        System.IO.File.WriteAllText(_directory["state/state.json.new"], "left over");
        System.IO.File.SetUnixFileMode(_directory["state/state.json.new"], UnixFileMode.OtherRead | UnixFileMode.UserWrite);

        Assert.True(File().Save(Full));

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(_directory["state/state.json"]));
        Assert.Equal(["state.json"], Directory.GetFiles(_directory["state"]).Select(Path.GetFileName));
    }

    [Fact]
    public void The_old_state_stays_until_the_new_one_is_whole()
    {
        File().Save(Full);
        // A directory in the place of the temporary file: the write fails half-way through.
        Directory.CreateDirectory(_directory["state/state.json.new/x"]);

        Assert.False(File().Save(StoredState.Empty));

        Assert.Equal(Full, File().Load());
    }

    [Fact]
    public void A_write_that_fails_is_logged_once_until_it_works_again()
    {
        var blocked = _directory.Write("blocked", "");
        var file = new StateFile(Path.Combine(blocked, "state"), _log.CreateLogger("state"));
        Assert.False(file.Save(Full));
        Assert.False(file.Save(Full));
        Assert.Single(_log.Messages(LogLevel.Warning));

        System.IO.File.Delete(blocked);
        Assert.True(file.Save(Full));
        Directory.Delete(blocked, recursive: true);
        _directory.Write("blocked", "");
        Assert.False(file.Save(Full));
        Assert.Equal(2, _log.Messages(LogLevel.Warning).Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{ "version": "one" }""")]
    [InlineData("\0\0\0\0\0\0\0\0")]
    public void A_damaged_file_is_kept_aside_with_one_warning(string content)
    {
        _directory.Write("state/state.json", content);

        Assert.Equal(StoredState.Empty, File().Load());

        Assert.Equal(content, System.IO.File.ReadAllText(_directory["state/state.json.bad"]));
        Assert.False(System.IO.File.Exists(_directory["state/state.json"]));
        Assert.Single(_log.Messages(LogLevel.Warning));
    }

    [Fact]
    public void A_huge_file_is_not_read()
    {
        _directory.Write("state/state.json", new string(' ', 100_000));
        Assert.Equal(StoredState.Empty, File().Load());
        Assert.True(System.IO.File.Exists(_directory["state/state.json.bad"]));
    }

    [Theory]
    [InlineData("""{ "version": 1, "volume": 101, "muted": true }""")]
    [InlineData("""{ "version": 1, "volume": "70", "muted": true, "conversation_id": 7 }""")]
    [InlineData("""{ "version": 1, "muted": true, "conversation_id": "\ud800" }""")]
    [InlineData("""{ "version": 2, "volume": null, "muted": true, "new": { "a": 1 } }""")]
    public void A_single_wrong_value_costs_only_itself(string content)
    {
        _directory.Write("state/state.json", content);
        Assert.Equal(new StoredState { Muted = true }, File().Load());
    }

    private StateFile File() => new(_directory["state"], _log.CreateLogger("state"));
}
