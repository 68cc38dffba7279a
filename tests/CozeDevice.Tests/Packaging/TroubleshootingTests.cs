using System.Globalization;
using System.Text;
using CozeDevice.Doctor;
using CozeDevice.Link;
using CozeDevice.Options;
using CozeDevice.Panel;
using CozeDevice.Protocol;
using CozeDevice.Tests.Doctor;
using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.Tests.Packaging;

/// <summary>hardware/troubleshooting.md says what the program does.</summary>
public sealed class TroubleshootingTests
{
    private const string Begin = "COZEDEVICE_UPDATE_DOCS=1 writes them anew. -->\n";
    private const string End = "<!-- /codes -->";
    private static readonly string Page = RepositoryRoot.File("hardware/troubleshooting.md");

    [Fact]
    public void The_table_of_error_codes_is_that_of_the_program()
    {
        var text = File.ReadAllText(Page);
        var (begin, end) = (text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, text.IndexOf(End, StringComparison.Ordinal));
        if (Environment.GetEnvironmentVariable("COZEDEVICE_UPDATE_DOCS") == "1")
            File.WriteAllText(Page, text = text[..begin] + Table() + text[end..]);
        end = text.IndexOf(End, StringComparison.Ordinal);
        Assert.Equal(Table(), text[begin..end]);
    }

    [Fact]
    public void Every_pattern_that_means_trouble_has_a_row_with_its_rhythm()
    {
        string[] well = ["listening", "thinking", "acting", "speaking", "ready"];
        var text = File.ReadAllText(Page);
        Assert.All(
            LedPatterns.All.Where(pattern => !well.Contains(pattern.Name)),
            pattern => Assert.Contains($"\n| `{pattern.Name}` | {pattern.SingleLook} |", text, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_check_of_the_doctor_has_its_row()
    {
        var machine = new SickMachine();
        var checks = DoctorChecks.All(
            new() { Out = TextWriter.Null, Error = TextWriter.Null, Environment = new Dictionary<string, string>() },
            new LoadedConfiguration(null, [], []),
            new() { Machine = machine, Agent = machine, Network = machine, Service = machine, Panel = machine },
            new());
        var rows = File.ReadAllLines(Page).Where(line => line.Length > 2 && char.IsAsciiDigit(line[2]) && line.Contains("| `", StringComparison.Ordinal));
        Assert.Equal(
            checks.Select(check => string.Create(CultureInfo.InvariantCulture, $"| {check.Number} | `{check.Name}` ")),
            rows.Where(row => !row.Contains("COMMAND", StringComparison.Ordinal)).Select(row => row[..(row.IndexOf('`', row.IndexOf('`', StringComparison.Ordinal) + 1) + 2)]).Take(checks.Count));
    }

    private static string Table()
    {
        var table = new StringBuilder("\n| code | means | the device | you |\n|---|---|---|---|\n");
        foreach (var info in ErrorCodes.All.Where(info => info.Code != 0).OrderBy(info => info.Code))
            table.Append(CultureInfo.InvariantCulture, $"| {info.Code} | {info.Meaning} | {Does(ErrorPolicy.For(info.Code))} | {info.Hint} |\n");
        return table.Append('\n').ToString();
    }

    private static string Does(ErrorReaction reaction)
    {
        if (reaction.Class == ErrorClass.Ignore) return "goes on";
        var parts = new List<string>();
        if (reaction.RenewsToken) parts.Add("asks once for another token");
        if (reaction.Remedy == ErrorRemedy.SendAgain) parts.Add("sends what you said once more");
        if (reaction.Remedy == ErrorRemedy.ClearContext) parts.Add("clears the conversation");
        if (reaction.Remedy == ErrorRemedy.Redial) parts.Add("begins a new session");
        if (reaction.ForgetsConversation && reaction.Remedy == ErrorRemedy.None) parts.Add("begins a new conversation");
        parts.Add((reaction.Class, reaction.State, reaction.EndsSession) switch
        {
            (_, LinkState.NeedAuth, _) => "shows `need_auth`, tries every 5 min",
            (ErrorClass.Account, _, _) => "shows `offline_service`, tries every 5 min",
            (ErrorClass.Fatal, _, _) => "dials again when it is needed",
            (_, _, true) => "dials again",
            _ when reaction.IsPassing => "ends the turn, tries again by itself",
            _ when reaction.OwnerCanHelp => "ends the turn and asks for help",
            _ => "ends the turn and says so",
        });
        return string.Join(", then ", parts);
    }
}
