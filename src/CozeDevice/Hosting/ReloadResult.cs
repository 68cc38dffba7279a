using System.Text.Json;
using CozeDevice.Protocol;
using CozeDevice.Tools;

namespace CozeDevice.Hosting;

/// <summary>What came of reading the configuration again.</summary>
/// <param name="Applied">Changed keys that are in force, or will be when the running turn is over.</param>
/// <param name="NeedRestart">Changed keys that only a restart of the agent brings into force.</param>
internal sealed record ReloadResult(IReadOnlyList<string> Applied, IReadOnlyList<string> NeedRestart)
{
    /// <summary>The error of a configuration that is wrong: what runs goes on as it is.</summary>
    public const string Wrong = "bad_configuration";

    /// <summary>Reads what <see cref="ToJson"/> wrote; what is no name is skipped.</summary>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static ReloadResult Read(string? json)
    {
        using JsonDocument document = JsonDocument.Parse(json ?? "{}");
        return new(Names(document.RootElement, "applied"), Names(document.RootElement, "need_restart"));
    }

    /// <summary>As the control socket answers.</summary>
    public string ToJson() => ToolResult.Json(json =>
    {
        Write(json, "applied", Applied);
        Write(json, "need_restart", NeedRestart);
    });

    /// <summary>One line for people.</summary>
    public override string ToString() => (Applied.Count, NeedRestart.Count) switch
    {
        (0, 0) => "nothing has changed",
        (_, 0) => "in force: " + string.Join(", ", Applied),
        (0, _) => "needs a restart: " + string.Join(", ", NeedRestart),
        _ => $"in force: {string.Join(", ", Applied)}; needs a restart: {string.Join(", ", NeedRestart)}",
    };

    private static string[] Names(JsonElement owner, string member) =>
        JsonText.Member(owner, member) is { ValueKind: JsonValueKind.Array } names
            ? [.. names.EnumerateArray().Select(JsonText.Text).OfType<string>()]
            : [];

    private static void Write(Utf8JsonWriter json, string member, IReadOnlyList<string> names)
    {
        json.WriteStartArray(member);
        foreach (string name in names) json.WriteStringValue(name);
        json.WriteEndArray();
    }
}
