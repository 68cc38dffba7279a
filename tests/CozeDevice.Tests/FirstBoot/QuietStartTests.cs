using CozeDevice.FirstBoot;
using CozeDevice.Tests.Packaging;
using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.Tests.FirstBoot;

/// <summary>The condition in the unit: .NET starts only when there is something to find out.</summary>
public sealed class QuietStartTests : IDisposable
{
    private const string Card = "token = pat_canary0123456789\nbot_id = 7350000000000000001\n";
    private readonly TempDirectory _directory = new();

    public static TheoryData<string, string?> Changes => new()
    {
        { "boot/cozedevice.txt", Card },
        { "boot/cozedevice.txt", "token =\nbot_id = 7350000000000000002\nlast_result = ok\n" },
        { "boot/cozedevice.txt", "" },
        { "boot/cozedevice.new", "token =\n" }, // a power cut
        { "boot/CozeDevice.txt.txt", "bot_id = 2\n" },
        { "etc/conf.d/50-boot.json", "{}" },
        { "etc/conf.d/50-boot.json", null },
        { "cred/coze-token", null },
        { "etc/.boot-taken", null }, // another version was installed
        { "etc/.boot-taken", "" },
    };

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_card_that_was_taken_starts_no_program_again()
    {
        _directory.Write("boot/cozedevice.txt", Card);
        Assert.True(await StartsAsync());
        Assert.Empty(Run()!.Errors);
        Assert.False(await StartsAsync());
        Assert.False(Run()!.Changed);
        Assert.False(await StartsAsync());
    }

    [Fact]
    public async Task A_card_with_an_error_is_read_at_every_start()
    {
        _directory.Write("boot/cozedevice.txt", Card);
        Run();
        File.AppendAllText(_directory["boot/cozedevice.txt"], "volume = loud\n");
        Assert.Single(Run()!.Errors);
        Assert.True(await StartsAsync());
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task Whatever_changed_the_card_is_read_again(string file, string? content)
    {
        _directory.Write("boot/cozedevice.txt", Card);
        Run();
        if (content is null) File.Delete(_directory[file]);
        else _directory.Write(file, content);
        Assert.True(await StartsAsync());
    }

    private FirstBootResult? Run() => new FirstBootRun(
        new(_directory["boot"], _directory["etc"], _directory["cred"]), new Dictionary<string, string>(), () => false).Apply();

    // As systemd runs it, in other places.
    private async Task<bool> StartsAsync()
    {
        const string Key = "ExecCondition=/bin/sh -c '";
        string line = File.ReadLines(RepositoryRoot.File("systemd/cozedevice-firstboot.service")).Single(line => line.StartsWith(Key, StringComparison.Ordinal));
        string command = line[Key.Length..^1].Replace("$$", "$", StringComparison.Ordinal)
            .Replace("/boot/firmware", _directory["boot"], StringComparison.Ordinal)
            .Replace("/etc/credstore", _directory["cred"], StringComparison.Ordinal)
            .Replace("/etc/cozedevice", _directory["etc"], StringComparison.Ordinal);
        Script run = await Script.RunAsync(null, "/bin/sh", "-c", command);
        Assert.InRange(run.ExitCode, 0, 1); // 255 would be a failed unit
        return run.ExitCode == 0;
    }
}
