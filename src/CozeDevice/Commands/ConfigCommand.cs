using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using CozeDevice.Options;

namespace CozeDevice.Commands;

/// <summary><c>config show|check|schema|reference|boards</c>.</summary>
internal static class ConfigCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create(ProgramContext context, SharedOptions shared)
    {
        var show = new Command("show", "Shows every value in effect and where it came from; secrets are masked.");
        show.SetAction((parsed, _) => ShowAsync(context, shared.Load(parsed, context), parsed.GetValue(shared.Json)));
        var check = new Command("check", "Checks the configuration and lists everything that is wrong.");
        check.SetAction((parsed, _) => CheckAsync(context, shared.Load(parsed, context), parsed.GetValue(shared.Json)));
        var schema = new Command("schema", "Writes a JSON Schema of the configuration file.");
        schema.SetAction(async (_, _) =>
        {
            await JsonOutput.WriteAsync(context.Out, ConfigurationSchema.Write);
            return ExitCode.Ok;
        });
        var reference = new Command("reference", "Writes every key with its range, default and meaning as Markdown.");
        reference.SetAction(async (_, _) =>
        {
            await context.Out.WriteAsync(ConfigurationReference.Write());
            return ExitCode.Ok;
        });
        var boards = new Command("boards", "Lists the boards whose wiring is known.");
        boards.SetAction((parsed, _) => BoardsAsync(context, shared.Request(parsed, context).Boards, parsed.GetValue(shared.Json)));
        return new("config", "Shows and checks the configuration.") { show, check, schema, reference, boards };
    }

    private static async Task<int> ShowAsync(ProgramContext context, LoadedConfiguration loaded, bool asJson)
    {
        if (asJson) await JsonOutput.WriteAsync(context.Out, json => WriteSettings(json, loaded));
        else await WriteTableAsync(context.Out, loaded.Settings);
        if (loaded.Errors.Count == 0) return ExitCode.Ok;
        if (!asJson) await context.Error.WriteLineAsync($"cozedevice: {SharedOptions.Describe(loaded.Errors)}");
        return ExitCode.Configuration;
    }

    private static async Task<int> CheckAsync(ProgramContext context, LoadedConfiguration loaded, bool asJson)
    {
        if (asJson)
        {
            await JsonOutput.WriteAsync(context.Out, json =>
            {
                json.WriteStartObject();
                json.WriteBoolean("ok", loaded.Errors.Count == 0);
                WriteErrors(json, loaded.Errors);
                json.WriteEndObject();
            });
        }
        else if (loaded.Errors.Count == 0)
        {
            await context.Out.WriteLineAsync("the configuration is right");
        }
        else
        {
            foreach (var error in loaded.Errors) await context.Out.WriteLineAsync(error.ToString());
        }

        return loaded.Errors.Count == 0 ? ExitCode.Ok : ExitCode.Configuration;
    }

    private static async Task<int> BoardsAsync(ProgramContext context, BoardProfiles boards, bool asJson)
    {
        var errors = new List<ConfigurationError>();
        List<BoardProfile> profiles = [.. boards.Names.Select(name => boards.Find(name, errors)!)];
        if (asJson)
        {
            await JsonOutput.WriteAsync(context.Out, json =>
            {
                json.WriteStartArray();
                foreach (var profile in profiles)
                {
                    json.WriteStartObject();
                    json.WriteString("name", profile.Name);
                    json.WriteString("title", profile.Title);
                    json.WriteString("file", profile.File);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            });
        }
        else
        {
            var width = profiles.Select(profile => profile.Name.Length).DefaultIfEmpty().Max();
            foreach (var profile in profiles)
                await context.Out.WriteLineAsync($"{profile.Name.PadRight(width)}  {Printable.Line(profile.Title)}");
        }

        foreach (var error in errors) await context.Error.WriteLineAsync($"cozedevice: {error}");
        return errors.Count == 0 ? ExitCode.Ok : ExitCode.Configuration;
    }

    private static async Task WriteTableAsync(TextWriter output, IReadOnlyList<EffectiveSetting> settings)
    {
        (string Key, string Value, string Origin)[] rows =
            [.. settings.Select(setting => (setting.Key.Path, Cell(setting), setting.Origin.Text))];
        var keyWidth = rows.Max(row => row.Key.Length);
        var valueWidth = rows.Max(row => row.Value.Length);
        foreach (var (key, value, origin) in rows)
            await output.WriteLineAsync($"{key.PadRight(keyWidth)}  {value.PadRight(valueWidth)}  {origin}");
    }

    private static string Cell(EffectiveSetting setting) => setting switch
    {
        { Shown: { } shown } => Printable.Line(shown),
        { Key.WhenUnset: { } unset } => $"({unset})",
        _ => "-",
    };

    /// <summary>Writes every setting with its origin, secrets masked, and every error.</summary>
    internal static void WriteSettings(Utf8JsonWriter json, LoadedConfiguration loaded)
    {
        json.WriteStartObject();
        json.WriteStartArray("settings");
        foreach (var setting in loaded.Settings)
        {
            json.WriteStartObject();
            json.WriteString("key", setting.Key.Path);
            json.WritePropertyName("value");
            WriteValue(json, setting);
            json.WriteString("origin", setting.Origin.Text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteErrors(json, loaded.Errors);
        json.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter json, EffectiveSetting setting)
    {
        if (setting.Shown is not { } shown) json.WriteNullValue();
        else if (setting.Key.Type == OptionType.Integer)
            json.WriteNumberValue(int.Parse(shown, CultureInfo.InvariantCulture));
        else if (setting.Key.Type == OptionType.Boolean) json.WriteBooleanValue(shown == "true");
        else if (setting.Key.Type == OptionType.Text) json.WriteStringValue(shown);
        else json.WriteRawValue(shown);
    }

    private static void WriteErrors(Utf8JsonWriter json, IReadOnlyList<ConfigurationError> errors)
    {
        json.WriteStartArray("errors");
        foreach (var error in errors)
        {
            json.WriteStartObject();
            json.WriteString("origin", error.Origin);
            json.WriteString("key", error.Key);
            json.WriteString("problem", error.Problem);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
