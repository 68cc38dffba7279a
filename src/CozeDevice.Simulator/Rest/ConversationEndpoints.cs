using Microsoft.AspNetCore.Routing;

namespace CozeDevice.Simulator.Rest;

/// <summary><c>/v1/conversation/*</c> and <c>/v1/conversations*</c>.</summary>
/// <param name="store">Where conversations are kept.</param>
internal sealed class ConversationEndpoints(ConversationStore store)
{
    private const int MaxNameLength = 100;
    private const int MaxPageSize = 50;

    /// <summary>Registers the endpoints.</summary>
    internal void Map(RestRoutes routes)
    {
        routes.Api("POST", "/v1/conversation/create", CreateAsync);
        routes.Api("GET", "/v1/conversation/retrieve", RetrieveAsync);
        routes.Api("GET", "/v1/conversations", ListAsync);
        routes.Api("POST", "/v1/conversations/{id}/clear", ClearAsync);
    }

    private async Task CreateAsync(RestCall call)
    {
        var body = await call.ReadJsonAsync();
        var conversation = new Conversation(Ids.Next(), store.Now())
        {
            BotId = body.Text("bot_id") ?? "",
            Name = body.Text("name", MaxNameLength) ?? "",
            ConnectorId = body.Text("connector_id") is { Length: > 0 } connector ? connector : "1024",
            MetaData = MetaData.Read(body),
        };
        conversation.Remember(Message.ReadList(body, "messages"));
        store.Add(conversation);
        await call.AnswerAsync(conversation.WriteTo);
    }

    private Task RetrieveAsync(RestCall call) =>
        call.AnswerAsync(store.Find(call.RequiredQuery("conversation_id")).WriteTo);

    private Task ListAsync(RestCall call)
    {
        var found = store.With(call.RequiredQuery("bot_id"), call.Query("connector_id"));
        if (call.QueryChoice("sort_order", "ASC", "DESC") == "ASC") Array.Reverse(found);
        var pageNumber = call.QueryInteger("page_num", 1, 1, int.MaxValue);
        var pageSize = call.QueryInteger("page_size", MaxPageSize, 1, MaxPageSize);
        var page = Page<Conversation>.Of(found, pageNumber, pageSize);
        return call.AnswerAsync(json =>
        {
            json.WriteStartObject();
            json.WriteBoolean("has_more", page.HasMore);
            json.WriteStartArray("conversations");
            foreach (var conversation in page.Items) conversation.WriteTo(json);
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    private Task ClearAsync(RestCall call)
    {
        var conversation = store.Find(call.Http.GetRouteValue("id") as string ?? "");
        var section = conversation.Clear();
        return call.AnswerAsync(json =>
        {
            json.WriteStartObject();
            json.WriteString("id", section);
            json.WriteString("conversation_id", conversation.Id);
            json.WriteEndObject();
        });
    }
}
