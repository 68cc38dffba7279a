using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using CozeDevice.Options;
using CozeDevice.Rest;
using CozeDevice.Terminal;

namespace CozeDevice.Commands;

/// <summary><c>conversation create|list|show|clear</c>.</summary>
internal static class ConversationCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create(ProgramContext context, SharedOptions shared)
    {
        var session = new ApiSession(context, shared);
        return new("conversation", "Conversations, which are the memory of a talk.")
        {
            CreateOne(session),
            List(session),
            Show(session),
            Clear(session),
        };
    }

    private static Command CreateOne(ApiSession session)
    {
        var fields = new FieldOptions<NewConversation>(ConversationFields.Create);
        var command = new Command("create", "Creates a conversation; its id goes into Coze:ConversationId or --conversation.");
        fields.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            var loaded = session.Load(parsed);
            var request = fields.Apply(parsed, loaded, new NewConversation());
            fields.Require(request);
            return session.RunAsync(loaded, async api =>
                await WriteAsync(session, parsed, await api.Conversations.CreateAsync(request, cancellationToken)));
        });
        return command;
    }

    private static Command List(ApiSession session)
    {
        var fields = new FieldOptions<ConversationListQuery>(ConversationFields.List);
        var command = new Command("list", "Lists the conversations of an agent, all pages unless --page-num says one.");
        fields.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            var loaded = session.Load(parsed);
            var query = fields.Apply(parsed, loaded, new ConversationListQuery());
            fields.Require(query);
            return session.RunAsync(loaded, async api =>
            {
                var found = await api.Conversations.ListAsync(query, cancellationToken);
                if (session.IsJson(parsed))
                {
                    await JsonOutput.WriteAsync(session.Context.Out, json =>
                    {
                        json.WriteStartArray();
                        foreach (var conversation in found) Write(json, conversation);
                        json.WriteEndArray();
                    });
                    return ExitCode.Ok;
                }

                List<string[]> rows = [["id", "created", "updated", "connector", "name"]];
                rows.AddRange(found.Select(one => new[] { one.Id, Time(one.CreatedAt), Time(one.UpdatedAt), one.ConnectorId, one.Name }));
                foreach (var line in TextTable.Lines(rows)) await session.Context.Out.WriteLineAsync(line);
                return ExitCode.Ok;
            });
        });
        return command;
    }

    private static Command Show(ApiSession session)
    {
        var id = Id();
        var command = new Command("show", "Shows a conversation.") { id };
        command.SetAction((parsed, cancellationToken) => session.RunAsync(session.Load(parsed), async api =>
            await WriteAsync(session, parsed, await api.Conversations.RetrieveAsync(parsed.GetValue(id)!, cancellationToken))));
        return command;
    }

    private static Command Clear(ApiSession session)
    {
        var id = Id();
        var command = new Command("clear", "Lets the agent forget what was said in a conversation.") { id };
        command.SetAction((parsed, cancellationToken) => session.RunAsync(session.Load(parsed), async api =>
        {
            var section = await api.Conversations.ClearAsync(parsed.GetValue(id)!, cancellationToken);
            if (session.IsJson(parsed))
            {
                await JsonOutput.WriteAsync(session.Context.Out, json =>
                {
                    json.WriteStartObject();
                    json.WriteString("conversation_id", parsed.GetValue(id));
                    json.WriteString("section_id", section);
                    json.WriteEndObject();
                });
            }
            else
            {
                await session.Context.Out.WriteLineAsync($"cleared; new section {Printable.Line(section)}");
            }

            return ExitCode.Ok;
        }));
        return command;
    }

    private static Argument<string> Id()
    {
        var id = new Argument<string>("ID") { Description = "The conversation." };
        id.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && (text.Length == 0 || TextRules.Id(text) is not null))
                result.AddError("ID should be the id of a conversation; `cozedevice conversation list` shows them.");
        });
        return id;
    }

    private static async Task<int> WriteAsync(ApiSession session, ParseResult parsed, ConversationInfo conversation)
    {
        if (session.IsJson(parsed))
        {
            await JsonOutput.WriteAsync(session.Context.Out, json => Write(json, conversation));
            return ExitCode.Ok;
        }

        List<string[]> rows =
        [
            ["id", conversation.Id],
            ["name", conversation.Name],
            ["created", Time(conversation.CreatedAt)],
            ["updated", Time(conversation.UpdatedAt)],
            ["section", conversation.LastSectionId],
            ["connector", conversation.ConnectorId],
            ["creator", conversation.CreatorId],
        ];
        rows.AddRange(conversation.MetaData.Select(pair => new[] { "meta", $"{pair.Key}={pair.Value}" }));
        foreach (var line in TextTable.Lines(rows)) await session.Context.Out.WriteLineAsync(line);
        return ExitCode.Ok;
    }

    private static string Time(long seconds) => seconds is > 0 and < 253_402_300_800
        ? DateTimeOffset.FromUnixTimeSeconds(seconds).ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture)
        : "-";

    private static void Write(Utf8JsonWriter json, ConversationInfo conversation)
    {
        json.WriteStartObject();
        json.WriteString("id", conversation.Id);
        json.WriteString("name", conversation.Name);
        json.WriteStartObject("meta_data");
        foreach (var (name, value) in conversation.MetaData) json.WriteString(name, value);
        json.WriteEndObject();
        json.WriteString("creator_id", conversation.CreatorId);
        json.WriteString("connector_id", conversation.ConnectorId);
        json.WriteString("last_section_id", conversation.LastSectionId);
        json.WriteNumber("created_at", conversation.CreatedAt);
        json.WriteNumber("updated_at", conversation.UpdatedAt);
        json.WriteEndObject();
    }
}
