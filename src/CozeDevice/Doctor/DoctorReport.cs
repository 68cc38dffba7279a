using System.Globalization;
using System.Text.Json;
using CozeDevice.Options;

namespace CozeDevice.Doctor;

/// <summary>What the doctor says, for people and for scripts. Pure.</summary>
internal static class DoctorReport
{
    private const int NameWidth = 13;
    private const int Indent = 27;

    /// <summary>Whether nothing failed; warnings are allowed.</summary>
    public static bool IsGood(IEnumerable<CheckResult> results) => !results.Any(result => result.Finding.Status == CheckStatus.Failed);

    /// <summary>One check as lines for people.</summary>
    public static IEnumerable<string> Lines(CheckResult result)
    {
        var first = string.Create(CultureInfo.InvariantCulture, $"{result.Check.Number,2}  {Word(result.Finding.Status),-7}  {result.Check.Name.PadRight(NameWidth)}");
        foreach (var line in result.Finding.Text.Split('\n'))
        {
            yield return Printable.Line((first.Length > 0 ? first.PadRight(Indent) : new string(' ', Indent)) + line);
            first = "";
        }

        if (result.Remedy is { } remedy) yield return new string(' ', Indent) + "try: " + Printable.Line(remedy);
    }

    /// <summary>The last line for people.</summary>
    public static string Summary(IReadOnlyList<CheckResult> results)
    {
        var counts = Enum.GetValues<CheckStatus>()
            .Select(status => (Word: Word(status).ToLowerInvariant(), Count: results.Count(result => result.Finding.Status == status)))
            .Where(count => count.Count > 0)
            .Select(count => string.Create(CultureInfo.InvariantCulture, $"{count.Count} {count.Word}"));
        return string.Create(CultureInfo.InvariantCulture, $"{results.Count} checks: {string.Join(", ", counts)}");
    }

    /// <summary>Everything as one object. Its shape is a contract with the updater and with scripts: members may be added, never
    /// changed.</summary>
    public static void Write(Utf8JsonWriter json, IReadOnlyList<CheckResult> results)
    {
        json.WriteStartObject();
        json.WriteBoolean("ok", IsGood(results));
        json.WriteStartArray("checks");
        foreach (var result in results)
        {
            json.WriteStartObject();
            json.WriteNumber("number", result.Check.Number);
            json.WriteString("name", result.Check.Name);
            json.WriteString("status", Word(result.Finding.Status).ToLowerInvariant());
            json.WriteString("finding", result.Finding.Text);
            json.WriteString("remedy", result.Remedy);
            json.WriteNumber("ms", (long)result.Elapsed.TotalMilliseconds);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    // What is wrong must be found at a glance, also without colours.
    private static string Word(CheckStatus status) => status switch
    {
        CheckStatus.Ok => "ok",
        CheckStatus.Warning => "warning",
        CheckStatus.Failed => "FAILED",
        _ => "skipped",
    };
}
