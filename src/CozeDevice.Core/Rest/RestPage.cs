using System.Globalization;
using System.Text;

namespace CozeDevice.Rest;

/// <summary>Writes <c>README.md</c> of this folder from the tables.</summary>
internal static class RestPage
{
    /// <summary>The whole page.</summary>
    internal static string Write()
    {
        var page = new StringBuilder(
            """
            # REST calls, field by field

            Made from the tables in this folder; a test fails when it is out of date, and `COZEDEVICE_UPDATE_DOCS=1` with that test
            writes it anew. Validation, requests, the options of the commands and this page follow the same rows. An option wins over
            the configuration key beside it; what neither names is left out, and the service takes its default.

            """);
        foreach (var table in RestCatalog.Tables)
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## `{table.Call}`\n\n");
            if (table.Command is { } command)
                page.Append(CultureInfo.InvariantCulture, $"`cozedevice {command}` (protocol §{table.Section})\n\n");
            else
                page.Append(CultureInfo.InvariantCulture, $"From code only (protocol §{table.Section})\n\n");
            page.Append("| field | type | option | configuration key | default | range | meaning |\n|---|---|---|---|---|---|---|\n");
            foreach (var field in table.Fields)
                Row(page, field);
        }
        page.Append("\n## Rates that are kept\n\n| plan (`Coze:Plan`) | chat | upload |\n|---|---|---|\n");
        foreach (var plan in Enum.GetValues<RestPlan>())
        {
            page.Append(CultureInfo.InvariantCulture,
                $"| `{plan.ToString().ToLowerInvariant()}` | {Rates(plan, RateClass.Chat)} | {Rates(plan, RateClass.Upload)} |\n");
        }
        return page.ToString();
    }

    private static void Row(StringBuilder page, RestField field)
    {
        var required = field.IsRequired ? ", required" : "";
        page.Append(CultureInfo.InvariantCulture,
            $"| `{field.Path}` | {Name(field.Type)}{required} | {Code(field.Option, "--")} | {Code(field.Key, "")} | {field.Default} | {field.Range} | {field.Summary} |\n");
    }

    private static string Code(string? text, string prefix) => text is null ? "" : $"`{prefix}{text}`";

    private static string Name(FieldType type) => type switch
    {
        FieldType.Pairs => "NAME=TEXT",
        FieldType.Json => "NAME=JSON",
        FieldType.ToolOutputs => "outputs",
        _ => type.ToString().ToLowerInvariant(),
    };

    private static string Rates(RestPlan plan, RateClass rate)
    {
        var text = new StringBuilder();
        foreach (var limit in RateLimits.Of(plan, rate))
        {
            text.Append(text.Length == 0 ? "" : ", ")
                .Append(CultureInfo.InvariantCulture, $"{limit.Calls} in {limit.Span.TotalSeconds} s");
        }
        return text.ToString();
    }
}
