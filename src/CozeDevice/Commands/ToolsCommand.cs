using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using CozeDevice.Conversation;
using CozeDevice.Options;
using CozeDevice.Tools;

namespace CozeDevice.Commands;

/// <summary><c>tools list|call</c>: what the service may have this device do.</summary>
internal static class ToolsCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create(ProgramContext context, SharedOptions shared)
    {
        var list = new Command("list", "Lists the tools; with --json as the definitions a console or a model takes.");
        list.SetAction((parsed, _) => ListAsync(context, OptionsOf(parsed, context, shared), parsed.GetValue(shared.Json)));
        return new("tools", "What the service may have this device do.") { list, Call(context, shared) };
    }

    private static Command Call(ProgramContext context, SharedOptions shared)
    {
        var name = new Argument<string>("NAME") { Description = "The tool." };
        var arguments = new Argument<string?>("ARGUMENTS")
        {
            Description = "Its arguments as JSON, for example '{\"percent\":40}'.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var session = new ControlSession(context, shared);
        var call = new Command("call", "Runs a tool as the service would: one of your own here, a built-in one in the running agent.")
        {
            name, arguments, session.Timeout,
        };
        call.SetAction((parsed, token) => CallAsync(context, shared, session, parsed, parsed.GetValue(name)!, parsed.GetValue(arguments) ?? "", token));
        return call;
    }

    private static async Task<int> CallAsync(
        ProgramContext context, SharedOptions shared, ControlSession session, ParseResult parsed, string name, string arguments,
        CancellationToken cancellationToken)
    {
        ToolOptions options = OptionsOf(parsed, context, shared);
        if (!ToolBox.Definitions(options).Any(tool => tool.Name == name))
        {
            string known = string.Join(", ", ToolBox.Definitions(options).Select(tool => tool.Name));
            throw new CommandException(ExitCode.Usage, $"{Printable.Value(name)} is no tool of this device; there is {(known.Length > 0 ? known : "none")}");
        }

        if (!options.User.Any(tool => tool.Definition.Name == name))
            return await session.CallToolAsync(parsed, new CallToolCommand(name, arguments), cancellationToken);
        using var box = new ToolBox();
        box.Fill(options, control: null, context.Time);
        ToolResult result = await new DeviceTools(box.Tools, context.Time).CallAsync(name, arguments, cancellationToken);
        await context.Out.WriteLineAsync(result.Output);
        return result.Ok ? ExitCode.Ok : ExitCode.Failed;
    }

    private static async Task<int> ListAsync(ProgramContext context, ToolOptions options, bool asJson)
    {
        ToolDefinition[] tools = [.. ToolBox.Definitions(options)];
        if (asJson)
        {
            await JsonOutput.WriteAsync(context.Out, json =>
            {
                json.WriteStartArray();
                foreach (ToolDefinition tool in tools) Write(json, tool);
                json.WriteEndArray();
            });
            return ExitCode.Ok;
        }

        foreach (ToolDefinition tool in tools)
        {
            await context.Out.WriteLineAsync($"{tool.Name}  {Printable.Line(tool.Description)}");
            foreach (ToolParameter parameter in tool.Parameters)
                await context.Out.WriteLineAsync($"    {parameter.Name} ({Describe(parameter)})  {Printable.Line(parameter.Description)}");
        }

        return ExitCode.Ok;
    }

    private static void Write(Utf8JsonWriter json, ToolDefinition tool)
    {
        json.WriteStartObject();
        json.WriteString("type", "function");
        json.WriteStartObject("function");
        json.WriteString("name", tool.Name);
        json.WriteString("description", tool.Description);
        json.WriteStartObject("parameters");
        json.WriteString("type", "object");
        json.WriteStartObject("properties");
        foreach (ToolParameter parameter in tool.Parameters) Write(json, parameter);
        json.WriteEndObject();
        json.WriteStartArray("required");
        foreach (ToolParameter parameter in tool.Parameters)
            if (parameter.Required) json.WriteStringValue(parameter.Name);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ToolParameter parameter)
    {
        json.WriteStartObject(parameter.Name);
        json.WriteString("type", NameOf(parameter.Type));
        json.WriteString("description", parameter.Description);
        if (parameter.Least is { } least) json.WriteNumber("minimum", least);
        if (parameter.Most is { } most) json.WriteNumber("maximum", most);
        if (parameter.Choices.Count > 0)
        {
            json.WriteStartArray("enum");
            foreach (string choice in parameter.Choices) json.WriteStringValue(choice);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static string Describe(ToolParameter parameter)
    {
        string type = NameOf(parameter.Type);
        if (parameter is { Least: { } least, Most: { } most })
            type += string.Create(CultureInfo.InvariantCulture, $" {least} to {most}");
        if (parameter.Choices.Count > 0) type += ": " + string.Join(", ", parameter.Choices);
        return parameter.Required ? type + ", required" : type;
    }

    private static string NameOf(ToolType type) => type switch
    {
        ToolType.Text => "string",
        ToolType.Whole => "integer",
        ToolType.Number => "number",
        ToolType.Flag => "boolean",
        ToolType.List => "array",
        _ => "object",
    };

    // Tools can be tried before there is a bot: only what is wrong with them, or with a file, is in the way.
    private static ToolOptions OptionsOf(ParseResult parsed, ProgramContext context, SharedOptions shared)
    {
        LoadedConfiguration loaded = shared.Load(parsed, context);
        ConfigurationError[] errors =
            [.. loaded.Errors.Where(error => error.Key is null || error.Key.StartsWith("Tools:", StringComparison.OrdinalIgnoreCase))];
        return errors.Length == 0
            ? ToolKeys.Build(loaded)
            : throw new CommandException(ExitCode.Configuration, SharedOptions.Describe(errors));
    }
}
