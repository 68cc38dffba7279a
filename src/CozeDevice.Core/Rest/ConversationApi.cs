namespace CozeDevice.Rest;

/// <summary>Conversations.</summary>
/// <param name="transport">Sends the calls.</param>
internal sealed class ConversationApi(RestTransport transport)
{
    private const int MaxPages = 200;

    /// <summary>Makes one.</summary>
    /// <exception cref="RestException">It did not succeed.</exception>
    internal async Task<ConversationInfo> CreateAsync(NewConversation request, CancellationToken cancellationToken)
    {
        RestRequests.Require(ConversationFields.Create, request);
        var call = RestCall.Post("/v1/conversation/create", FieldWriter.Body(ConversationFields.Create, request));
        return ConversationInfo.Read(await transport.SendAsync(call, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Asks about one.</summary>
    /// <exception cref="RestException">It did not succeed.</exception>
    internal async Task<ConversationInfo> RetrieveAsync(string id, CancellationToken cancellationToken)
    {
        var query = new ConversationQuery { ConversationId = id };
        RestRequests.Require(ConversationFields.Retrieve, query);
        var call = RestCall.Get(FieldWriter.Query("/v1/conversation/retrieve", ConversationFields.Retrieve, query));
        return ConversationInfo.Read(await transport.SendAsync(call, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Every page, or the one that is asked for.</summary>
    /// <exception cref="RestException">It did not succeed.</exception>
    internal async Task<IReadOnlyList<ConversationInfo>> ListAsync(
        ConversationListQuery query, CancellationToken cancellationToken)
    {
        RestRequests.Require(ConversationFields.List, query);
        var conversations = new List<ConversationInfo>();
        for (var number = query.Page ?? 1; ; number++)
        {
            var call = RestCall.Get(FieldWriter.Query("/v1/conversations", ConversationFields.List, query with { Page = number }));
            var data = await transport.SendAsync(call, cancellationToken).ConfigureAwait(false);
            var page = Page<ConversationInfo>.Read(data, "conversations", ConversationInfo.Read);
            conversations.AddRange(page.Items);
            if (query.Page is not null || !page.HasMore || page.Items.Count == 0 || number == MaxPages)
                return conversations;
        }
    }

    /// <summary>Begins a new section: what was said before is no context any more. Twice is as good as once.</summary>
    /// <returns>The id of the new section.</returns>
    /// <exception cref="RestException">It did not succeed.</exception>
    internal async Task<string> ClearAsync(string id, CancellationToken cancellationToken)
    {
        RestRequests.Require(ConversationFields.Clear, new ConversationQuery { ConversationId = id });
        var call = RestCall.Post($"/v1/conversations/{Uri.EscapeDataString(id)}/clear", "{}"u8.ToArray()) with { IsRepeatable = true };
        return (await transport.SendAsync(call, cancellationToken).ConfigureAwait(false)).Text("id");
    }
}
