using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using CozeDevice.Options;
using CozeDevice.Protocol;
using CozeDevice.Rest;

namespace CozeDevice.Commands;

/// <summary>The options of a command that makes a REST call: one for each field of its table that has one.</summary>
/// <typeparam name="T">The request.</typeparam>
/// <param name="fields">The table.</param>
internal sealed class FieldOptions<T>(IReadOnlyList<RestField<T>> fields)
{
    private readonly List<(RestField<T> Field, Option Option)> _options =
        [.. fields.Where(field => field.Option is not null).Select(field => (field, Make(field)))];

    /// <summary>Puts the options into a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var (_, option) in _options) command.Options.Add(option);
    }

    /// <summary>A request with what was given, or configured, or neither.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="loaded">The configuration.</param>
    /// <param name="request">What it starts from.</param>
    /// <exception cref="CommandException">A value is not of its type: exit code 2.</exception>
    public T Apply(ParseResult parsed, LoadedConfiguration loaded, T request)
    {
        foreach (var (field, option) in _options)
        {
            if ((Given(parsed, field, option) ?? Configured(loaded, field)) is { } value) request = field.With(request, value);
        }

        return request;
    }

    /// <summary>Refuses a request that breaks its table, in the words of the command line.</summary>
    /// <exception cref="CommandException">It does: exit code 2, or 78 for a bot that is not configured.</exception>
    public void Require(T request)
    {
        if (FieldRules.Check(fields, request) is not [var first, ..] problems) return;
        if (first is { Path: "bot_id", Message: "is required" })
        {
            throw new CommandException(
                ExitCode.Configuration,
                "Coze:BotId is missing; write it into /etc/cozedevice/cozedevice.json or give --bot-id");
        }

        throw new CommandException(ExitCode.Usage, string.Join("; ", problems.Select(Words)));
    }

    private string Words(ConfigProblem problem)
    {
        var field = fields.FirstOrDefault(field => problem.Path == field.Path || problem.Path.StartsWith(field.Path + ".", StringComparison.Ordinal));
        var rest = field is null ? problem.Path : problem.Path[field.Path.Length..];
        var name = field?.Option is { } option ? $"--{option}{(rest.Length > 0 ? " " + rest.TrimStart('.') : "")}" : problem.Path;
        var help = field is { Key: { } key } && problem.Message == "is required" ? $" (or {key} in the configuration)" : "";
        return $"{Printable.Line(name)} {problem.Message}{help}";
    }

    private static string? Configured(LoadedConfiguration loaded, RestField field) =>
        field.Key is { } key ? loaded.Find(key)?.Value : null;

    private static object? Given(ParseResult parsed, RestField field, Option option) => field.Type switch
    {
        FieldType.Boolean => parsed.GetValue((Option<bool?>)option),
        FieldType.Pairs => Pairs(option, parsed.GetValue((Option<string[]?>)option), static (_, text) => text),
        FieldType.Json => Pairs(option, parsed.GetValue((Option<string[]?>)option), Json),
        FieldType.Integer => Number(field, option, parsed.GetValue((Option<string?>)option)),
        FieldType.Number => Number(field, option, parsed.GetValue((Option<string?>)option)),
        _ => parsed.GetValue((Option<string?>)option),
    };

    private static object? Number(RestField field, Option option, string? text)
    {
        if (text is null) return null;
        if (field.Type == FieldType.Integer && int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)) return whole;
        if (field.Type == FieldType.Number && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var real)) return real;
        var kind = field.Type == FieldType.Integer ? "a whole number" : "a number";
        throw new CommandException(ExitCode.Usage, $"{option.Name} is {Printable.Value(text)}; it should be {kind}{(field.Range.Length > 0 ? $": {field.Range}" : "")}");
    }

    private static Dictionary<string, TValue>? Pairs<TValue>(Option option, string[]? texts, Func<string, string, TValue> read)
    {
        if (texts is null or []) return null;
        var pairs = new Dictionary<string, TValue>(StringComparer.Ordinal);
        foreach (var text in texts)
        {
            var at = text.IndexOf('=', StringComparison.Ordinal);
            if (at <= 0) throw new CommandException(ExitCode.Usage, $"{option.Name} is {Printable.Value(text)}; it should be NAME=VALUE");
            pairs[text[..at]] = read(text[..at], text[(at + 1)..]);
        }

        return pairs;
    }

    private static JsonElement Json(string name, string text)
    {
        try
        {
            var value = JsonElement.Parse(text);
            return JsonText.IsText(value) ? value : throw new CommandException(ExitCode.Usage, $"the value of {Printable.Name(name)} {JsonValue.NoText}");
        }
        catch (JsonException)
        {
            throw new CommandException(
                ExitCode.Usage, $"the value of {Printable.Name(name)} is no JSON; a text needs quotes: '{Printable.Name(name)}=\"text\"'");
        }
    }

    private static Option Make(RestField field)
    {
        var help = field.Range.Length > 0 ? $"{field.Summary} Right: {field.Range}." : field.Summary;
        if ((field.Key ?? field.Default) is not null) help += $" Not given: {field.Key ?? field.Default}.";
        return field.Type switch
        {
            FieldType.Boolean => new Option<bool?>($"--{field.Option}") { Description = help },
            FieldType.Pairs or FieldType.Json => new Option<string[]?>($"--{field.Option}") { Description = help, HelpName = "NAME=VALUE" },
            _ => new Option<string?>($"--{field.Option}") { Description = help, HelpName = field.Type == FieldType.Text ? "TEXT" : "N" },
        };
    }
}
