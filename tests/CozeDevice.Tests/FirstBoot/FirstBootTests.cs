using System.Text;
using CozeDevice.FirstBoot;
using CozeDevice.Tests.Commands;
using CozeDevice.Tests.Packaging;
using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.Tests.FirstBoot;

public sealed class FirstBootTests : IDisposable
{
    private const string Token = "pat_canary0123456789";
    private const string Card = "\uFEFF# my device\r\ntoken = " + Token + "\r\nbot_id = 7350000000000000001\r\nvolume = 40\r\nlast_result =\r\n";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly TempDirectory _directory = new();

    public FirstBootTests() => Directory.CreateDirectory(_directory["boot"]);

    public static TheoryData<string> Steps => [.. Enum.GetNames<FirstBootStep>()];

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void The_token_leaves_the_card_and_the_settings_are_taken()
    {
        Write(Card);
        FirstBootResult result = Run()!;

        Assert.Empty(result.Errors);
        Assert.Equal(Token, File.ReadAllText(_directory["cred/coze-token"]).Trim());
        Assert.Equal(OwnerOnly, File.GetUnixFileMode(_directory["cred/coze-token"]));
        string settings = File.ReadAllText(_directory["etc/conf.d/50-boot.json"]);
        Assert.Contains("\"BotId\": \"7350000000000000001\"", settings, StringComparison.Ordinal);
        Assert.Contains("\"Volume\": 40", settings, StringComparison.Ordinal);
        Assert.Equal("\uFEFF# my device\r\ntoken =\r\nbot_id = 7350000000000000001\r\nvolume = 40\r\nlast_result = ok\r\n", Read());
        AssertNothingLeft();
    }

    [Fact]
    public void A_second_start_changes_nothing_and_an_edited_file_counts_again()
    {
        Write(Card);
        Run();
        DateTime stored = Age("cred/coze-token"), taken = Age("etc/conf.d/50-boot.json"), told = Age("boot/cozedevice.txt");
        Assert.False(Run()!.Changed);
        Assert.Equal(
            (stored, taken, told),
            (Written("cred/coze-token"), Written("etc/conf.d/50-boot.json"), Written("boot/cozedevice.txt")));

        Write(Read().Replace("volume = 40", "volume = 55", StringComparison.Ordinal).Replace("token =", "token = pat_canary_another", StringComparison.Ordinal));
        Assert.True(Run()!.Changed);
        Assert.Contains("\"Volume\": 55", File.ReadAllText(_directory["etc/conf.d/50-boot.json"]), StringComparison.Ordinal);
        Assert.Equal("pat_canary_another", File.ReadAllText(_directory["cred/coze-token"]).Trim());
        AssertNothingLeft();
    }

    [Fact]
    public void Every_error_is_written_back_and_the_settings_before_stay()
    {
        Write(Card);
        Run();
        string before = File.ReadAllText(_directory["etc/conf.d/50-boot.json"]);
        Write("last_result = ok\ntoken = pat_canary_another\nbot_it = 1\nvolume = loud\n");
        FirstBootResult result = Run()!;

        Assert.Equal(2, result.Errors.Count);
        Assert.Equal(
            "token =\nbot_it = 1\nvolume = loud\n"
            + "last_result = line 2: \"bot_it\" is not known; did you mean bot_id?\n"
            + "last_result = line 3: volume is \"loud\"; it should be a whole number from 0 to 100\n",
            Read());
        Assert.Equal(before, File.ReadAllText(_directory["etc/conf.d/50-boot.json"]));
        Assert.Equal("pat_canary_another", File.ReadAllText(_directory["cred/coze-token"]).Trim());
        Assert.Equal(2, Run()!.Errors.Count);
        AssertNothingLeft();
    }

    [Theory]
    [InlineData("token = pat_canary0123456789", "bot_id is missing")]
    [InlineData("bot_id = 1", "there is no token yet")]
    [InlineData("bot_id = 1\nclient_id = app", null)]
    [InlineData("bot_id = 1\ntoken = pat_canary0123456789\nAuth:Command = /nonexistent", "line 3: Auth:Command")]
    [InlineData("bot_id = 1\ntoken = pat_canary0123456789\nJwt:AppId = 7", "Jwt:")]
    public void What_is_missing_or_does_not_fit_together_is_told(string card, string? problem)
    {
        Write(card);
        FirstBootResult result = Run()!;
        if (problem is null) Assert.Empty(result.Errors);
        else Assert.Contains(result.Errors, error => error.ToString().Contains(problem, StringComparison.Ordinal));
        Assert.Contains(problem ?? "last_result = ok", Read(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public void A_power_cut_behind_any_step_loses_no_token_and_the_next_start_ends_the_work(string at)
    {
        var cut = Enum.Parse<FirstBootStep>(at);
        Write(Card);
        Assert.Throws<Cut>(() => Run(reached => { if (reached == cut) throw new Cut(); }));
        Assert.Contains(Token, EverythingThere(), StringComparison.Ordinal);

        Assert.Empty(Run()!.Errors);
        Assert.Equal(Token, File.ReadAllText(_directory["cred/coze-token"]).Trim());
        Assert.EndsWith("last_result = ok\r\n", Read(), StringComparison.Ordinal);
        AssertNothingLeft();
    }

    [Fact]
    public void Power_cuts_at_the_start_after_a_power_cut_are_survived_too()
    {
        foreach (FirstBootStep first in Enum.GetValues<FirstBootStep>())
        {
            foreach (FirstBootStep second in Enum.GetValues<FirstBootStep>())
            {
                Clear();
                Write(Card);
                CutAt(first);
                CutAt(second);
                Assert.Empty(Run()!.Errors);
                Assert.Equal(Token, File.ReadAllText(_directory["cred/coze-token"]).Trim());
                Assert.EndsWith("last_result = ok\r\n", Read(), StringComparison.Ordinal);
                AssertNothingLeft();
            }
        }
    }

    [Theory]
    [InlineData("boot/cozedevice.new", "token =\r\nbot_")] // cut while the new text was written
    [InlineData("boot/cozedevice.old", Card)] // cut before the old one was overwritten
    [InlineData("cred/.coze-token.new", "pat_cana")]
    [InlineData("etc/conf.d/.50-boot.json.new", "{")]
    public void Halves_that_a_cut_left_are_tidied_up(string file, string half)
    {
        _directory.Write(file, half);
        Write(Card);
        Assert.Empty(Run()!.Errors);
        Assert.EndsWith("last_result = ok\r\n", Read(), StringComparison.Ordinal);
        AssertNothingLeft();
    }

    // Seen under QEMU: a FAT file that was renamed has no length until it is written back.
    [Theory]
    [InlineData("", Card, null)]
    [InlineData("", Card, "")]
    [InlineData(null, "", Card)]
    [InlineData("", "", Card)]
    [InlineData(null, null, Card)]
    public void A_file_that_lost_its_length_in_a_cut_counts_as_none(string? text, string? old, string? fresh)
    {
        if (text is not null) _directory.Write("boot/cozedevice.txt", text);
        if (old is not null) _directory.Write("boot/cozedevice.old", old);
        if (fresh is not null) _directory.Write("boot/cozedevice.new", fresh);
        Assert.Empty(Run()!.Errors);
        Assert.Equal(Token, File.ReadAllText(_directory["cred/coze-token"]).Trim());
        Assert.EndsWith("last_result = ok\r\n", Read(), StringComparison.Ordinal);
        AssertNothingLeft();
    }

    [Fact]
    public void An_empty_file_changes_no_setting_and_says_so()
    {
        Write(Card);
        Run();
        string before = File.ReadAllText(_directory["etc/conf.d/50-boot.json"]);
        Write("");
        Assert.Contains("is empty", Assert.Single(Run()!.Errors).ToString(), StringComparison.Ordinal);
        Assert.Contains("is empty", Read(), StringComparison.Ordinal);
        Assert.Single(Run()!.Errors); // nor does the line that says so
        Assert.Equal(before, File.ReadAllText(_directory["etc/conf.d/50-boot.json"]));
    }

    [Theory]
    [InlineData("cozedevice.txt.txt")] // Windows hides the second ending
    [InlineData("CozeDevice.txt")]
    [InlineData("cozedevice (1).txt")]
    [InlineData("cozedevice")]
    public void The_only_file_of_a_name_nearly_right_is_taken_for_the_right_one(string name)
    {
        _directory.Write($"boot/{name}", Card);
        Assert.Empty(Run()!.Errors);
        Assert.Equal(Token, File.ReadAllText(_directory["cred/coze-token"]).Trim());
        Assert.EndsWith("last_result = ok\r\n", Read(), StringComparison.Ordinal);
        AssertNothingLeft();
    }

    [Fact]
    public void A_document_beside_no_text_is_told_and_kept()
    {
        _directory.Write("boot/cozedevice.rtf", "{\\rtf1 " + Card);
        const string Told = "last_result = cozedevice.rtf is not read; save the right one as plain text under the name cozedevice.txt\r\n";
        for (int start = 0; start < 2; start++)
        {
            Assert.Single(Run()!.Errors);
            Assert.Equal(Told, Read());
        }

        Assert.Contains(Token, File.ReadAllText(_directory["boot/cozedevice.rtf"]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_second_file_beside_the_right_one_is_told_and_the_right_one_taken()
    {
        Write(Card);
        _directory.Write("boot/cozedevice.txt.txt", "bot_id = 2");
        Assert.Equal("cozedevice.txt.txt is not read, only cozedevice.txt is; keep one file, under this name", Assert.Single(Run()!.Errors).ToString());
        Assert.Contains("7350000000000000001", File.ReadAllText(_directory["etc/conf.d/50-boot.json"]), StringComparison.Ordinal);
        File.Delete(_directory["boot/cozedevice.txt.txt"]);
        Assert.Empty(Run()!.Errors);
    }

    [Theory]
    [InlineData("{\\rtf1\\ansi\n", "a rich text (RTF)")]
    [InlineData("PK\u0003\u0004", "a document of Word")]
    [InlineData("<!DOCTYPE html>", "a web page")]
    public void What_is_no_plain_text_is_named_and_kept_to_the_byte(string beginning, string format)
    {
        string document = $"{beginning}token = {Token}\r\nbot_id = 7350000000000000001}}";
        Write(document);
        Assert.Contains($"cozedevice.txt is {format}", Assert.Single(Run()!.Errors).ToString(), StringComparison.Ordinal);
        Assert.StartsWith(document, Read(), StringComparison.Ordinal);
        Assert.False(File.Exists(_directory["cred/coze-token"]));
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void A_file_that_Notepad_saved_as_Unicode_is_answered_in_Unicode(string encoding)
    {
        var unicode = Encoding.GetEncoding(encoding);
        File.WriteAllText(_directory["boot/cozedevice.txt"], Card[1..], unicode);
        Assert.Empty(Run()!.Errors);
        Assert.Equal(
            "# my device\r\ntoken =\r\nbot_id = 7350000000000000001\r\nvolume = 40\r\nlast_result = ok\r\n",
            File.ReadAllText(_directory["boot/cozedevice.txt"], unicode));
    }

    [Fact]
    public async Task A_card_that_cannot_be_written_is_taken_all_the_same_and_the_log_says_what_is_still_on_it()
    {
        // Where the new text should go is something that cannot be replaced, as everything on a write-protected card.
        Write(Card);
        _directory.Write("boot/cozedevice.new/full", "");
        ProgramRun run = await ProgramRun.OfAsync(
            ["firstboot", "--boot", _directory["boot"], "--etc", _directory["etc"], "--credstore", _directory["cred"]]);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("all of it is taken, but the card cannot be written and still holds the token", run.Error, StringComparison.Ordinal);
        Assert.Equal(Token, File.ReadAllText(_directory["cred/coze-token"]).Trim());
        Assert.Contains("7350000000000000001", File.ReadAllText(_directory["etc/conf.d/50-boot.json"]), StringComparison.Ordinal);
        Assert.Equal(Card, Read());
    }

    [Fact]
    public void A_token_that_cannot_be_stored_stays_on_the_card()
    {
        Write(Card);
        _directory.Write("cred", "a file where the directory should be");
        Assert.ThrowsAny<IOException>(() => Run());
        Assert.Equal(Card, Read());
    }

    [Fact]
    public void Without_a_card_file_nothing_happens()
    {
        Assert.Null(Run());
        Assert.False(Directory.Exists(_directory["etc"]));
    }

    [Fact]
    public async Task The_command_tells_what_it_did_and_never_the_token()
    {
        Write(Card);
        string[] command = ["firstboot", "--boot", _directory["boot"], "--etc", _directory["etc"], "--credstore", _directory["cred"]];
        ProgramRun first = await ProgramRun.OfAsync(command);
        ProgramRun second = await ProgramRun.OfAsync(command);
        Write("bot_it = 1\n");
        ProgramRun wrong = await ProgramRun.OfAsync(command);
        File.Delete(_directory["boot/cozedevice.txt"]);
        ProgramRun none = await ProgramRun.OfAsync(command);

        Assert.Equal((0, 0, 78, 0), (first.ExitCode, second.ExitCode, wrong.ExitCode, none.ExitCode));
        Assert.Contains("no longer on the card", first.Out, StringComparison.Ordinal);
        Assert.Contains("nothing new", second.Out, StringComparison.Ordinal);
        Assert.Contains("line 1: \"bot_it\" is not known; did you mean bot_id?", wrong.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", first.Out + first.Error + second.Out + wrong.Error, StringComparison.Ordinal);
    }

    // As the unit does it; the first image that was booted had settings nobody could read.
    [Fact]
    public async Task Under_the_umask_of_its_unit_the_agent_can_still_read_the_settings()
    {
        Write(Card);
        string program = Path.Combine(AppContext.BaseDirectory, "cozedevice.dll");
        Script run = await Script.RunAsync(
            null, "/bin/sh", "-c", $"umask 077; exec dotnet {program} firstboot --boot {_directory["boot"]} --etc {_directory["etc"]} --credstore {_directory["cred"]}");
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal(
            OwnerOnly | UnixFileMode.GroupRead | UnixFileMode.OtherRead, File.GetUnixFileMode(_directory["etc/conf.d/50-boot.json"]));
        Assert.Equal(OwnerOnly, File.GetUnixFileMode(_directory["cred/coze-token"]));
        foreach (string directory in (ReadOnlySpan<string>)["etc", "etc/conf.d"])
            Assert.True(File.GetUnixFileMode(_directory[directory]).HasFlag(UnixFileMode.OtherRead | UnixFileMode.OtherExecute), directory);
    }

    private FirstBootResult? Run(Action<FirstBootStep>? step = null) => new FirstBootRun(
        new(_directory["boot"], _directory["etc"], _directory["cred"]), new Dictionary<string, string>(), () => false, step).Apply();

    private void CutAt(FirstBootStep at)
    {
        try
        {
            Run(reached => { if (reached == at) throw new Cut(); });
        }
        catch (Cut)
        {
            // The next start goes on from here.
        }
    }

    private void Write(string card) => File.WriteAllText(_directory["boot/cozedevice.txt"], card, new UTF8Encoding(false));

    private string Read() => new UTF8Encoding(false).GetString(File.ReadAllBytes(_directory["boot/cozedevice.txt"]));

    private void Clear()
    {
        foreach (string name in (ReadOnlySpan<string>)["boot", "etc", "cred"])
            if (Directory.Exists(_directory[name])) Directory.Delete(_directory[name], recursive: true);
        Directory.CreateDirectory(_directory["boot"]);
    }

    private string EverythingThere() =>
        string.Concat(Directory.EnumerateFiles(_directory.Path, "*", SearchOption.AllDirectories).Select(File.ReadAllText));

    // One file holds a token, and it is the credential.
    private void AssertNothingLeft()
    {
        Assert.Equal(["cozedevice.txt"], Directory.GetFiles(_directory["boot"]).Select(Path.GetFileName));
        Assert.DoesNotContain("canary", Read(), StringComparison.Ordinal);
        string[] holders = [.. Directory.EnumerateFiles(_directory.Path, "*", SearchOption.AllDirectories)
            .Where(file => File.ReadAllText(file).Contains("canary", StringComparison.Ordinal))];
        Assert.Equal([_directory["cred/coze-token"]], holders);
        Assert.DoesNotContain(Directory.EnumerateFiles(_directory.Path, "*", SearchOption.AllDirectories), file => file.EndsWith(".new", StringComparison.Ordinal));
    }

    private DateTime Age(string file)
    {
        File.SetLastWriteTimeUtc(_directory[file], new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        return Written(file);
    }

    private DateTime Written(string file) => File.GetLastWriteTimeUtc(_directory[file]);

    private sealed class Cut : Exception;
}
