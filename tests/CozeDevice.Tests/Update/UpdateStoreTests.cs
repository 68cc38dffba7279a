using CozeDevice.Tests.Support;
using CozeDevice.Update;
using Xunit;

namespace CozeDevice.Tests.Update;

/// <summary>The updater's directory on a real disk.</summary>
public sealed class UpdateStoreTests : IDisposable
{
    private readonly TempDirectory _directory = new();
    private readonly TestLog _log = new();
    private readonly UpdateStore _store;

    public UpdateStoreTests()
    {
        _directory.Write("from/cozedevice", "program");
        _directory.Write("from/Prompts/en/offline.wav", "sound");
        File.SetUnixFileMode(_directory["from/cozedevice"], UnixFileMode.UserRead | UnixFileMode.UserExecute);
        _store = new(_directory["store"], _directory["from"], _log.CreateLogger("store"));
        _store.Lock().Dispose();
    }

    public void Dispose()
    {
        _log.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public void The_record_comes_back_as_it_was()
    {
        var record = new UpdateRecord
        {
            Phase = UpdatePhase.Checking,
            Attempts = 2,
            Target = new("1.1.0", "new.deb", "ab"),
            Former = new("1.0.0", "old.deb", "cd"),
            HealthMinutes = 7,
            ControlSocket = "/run/x.sock",
            Channel = new("/srv/stable.json", "stable", Vendor.Today),
            Last = new(UpdateVerdict.RolledBack, "1.0.0", "1.0.5", Vendor.Today, "why"),
            TakenBack = "1.0.5",
        };
        _store.Save(record);
        Assert.Equal(record, _store.Load());

        _store.Save(record = record with { Baseline = new(true, false, "id", ["dns", "tls"]) });
        Assert.Equal(record.Baseline!.Passed, _store.Load().Baseline!.Passed);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"phase\":\"Dancing\"}")]
    [InlineData("\0\0\0\0")]
    public void A_damaged_record_is_kept_aside_and_no_reason_to_stop(string text)
    {
        _directory.Write("store/update.json", text);
        Assert.Equal(new(), _store.Load());
        Assert.Equal(text, File.ReadAllText(_directory["store/update.json.bad"]));
        Assert.Contains("update.json", _log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_program_is_copied_with_its_modes_over_what_was_left()
    {
        _directory.Write("store/program/left", "over");
        _directory.Write("store/program.part/left", "over");
        _store.CopyProgram();
        Assert.Equal("sound", File.ReadAllText(_directory["store/program/Prompts/en/offline.wav"]));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserExecute, File.GetUnixFileMode(_directory["store/program/cozedevice"]));
        Assert.False(File.Exists(_directory["store/program/left"]));
        Assert.False(Directory.Exists(_directory["store/program.part"]));
    }

    [Fact]
    public void Cleaning_leaves_the_record_and_what_is_kept()
    {
        _store.Save(new());
        _store.CopyProgram();
        foreach (var name in new[] { "a.deb", "b.deb", "c.deb.part" }) _directory.Write($"store/{name}", name);
        _store.Clean(new KeptPackage("1", "a.deb", ""), null);
        Assert.Equal(["a.deb", "update.json", "update.lock"], Directory.EnumerateFileSystemEntries(_directory["store"]).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void A_file_is_known_by_its_content()
    {
        _directory.Write("store/x.deb.part", "abc");
        Assert.Equal(Vendor.HashOf("abc"), _store.Sha256("x.deb.part"));
        _store.Keep("x.deb.part", "x.deb");
        Assert.Null(_store.Sha256("x.deb.part"));
        Assert.Equal(Vendor.HashOf("abc"), _store.Sha256("x.deb"));
    }
}
