using CozeDevice.Protocol;

namespace CozeDevice.Rest;

/// <summary>Chats in text. What asks the model is never asked again by itself.</summary>
/// <param name="transport">Sends the calls.</param>
internal sealed partial class ChatApi(RestTransport transport)
{
    private static readonly TimeSpan FirstPoll = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LastPoll = TimeSpan.FromSeconds(2);

    /// <summary>Asks without a stream; the answer comes later.</summary>
    /// <exception cref="RestException">It did not succeed.</exception>
    internal async Task<ChatState> CreateAsync(ChatRequest request, CancellationToken cancellationToken) =>
        ChatState.Read(await transport.SendAsync(Create(request with { Stream = false }), cancellationToken).ConfigureAwait(false));

    /// <summary>How far a chat is.</summary>
    /// <exception cref="RestException">It did not succeed.</exception>
    internal async Task<ChatState> RetrieveAsync(ChatReference chat, CancellationToken cancellationToken) =>
        ChatState.Read(await AskAsync("/v3/chat/retrieve", chat, cancellationToken).ConfigureAwait(false));

    /// <summary>What was written in a chat.</summary>
    /// <exception cref="RestException">It did not succeed.</exception>
    internal async Task<IReadOnlyList<RestMessage>> MessagesAsync(ChatReference chat, CancellationToken cancellationToken)
    {
        var messages = new List<RestMessage>();
        foreach (var message in (await AskAsync("/v3/chat/message/list", chat, cancellationToken).ConfigureAwait(false)).Objects())
            messages.Add(RestMessageFormat.Read(message));
        return messages;
    }

    /// <summary>Looks at a chat until nothing more comes by itself.</summary>
    /// <param name="chat">As it was last seen.</param>
    /// <param name="limit">How long to look.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="RestException">A look did not succeed, or it took too long.</exception>
    internal async Task<ChatState> WaitAsync(ChatState chat, TimeSpan limit, CancellationToken cancellationToken)
    {
        var start = transport.Time.GetTimestamp();
        var pause = FirstPoll;
        while (!chat.IsOver)
        {
            if (transport.Time.GetElapsedTime(start) >= limit)
                throw new RestException(RestFailure.Timeout, $"no answer within {limit.TotalSeconds} s");
            await Task.Delay(pause, transport.Time, cancellationToken).ConfigureAwait(false);
            pause = pause * 2 < LastPoll ? pause * 2 : LastPoll;
            chat = await RetrieveAsync(Of(chat), cancellationToken).ConfigureAwait(false);
        }
        return chat;
    }

    /// <summary>Stops a chat.</summary>
    /// <returns>Whether it was running; one that has ended is left as it is.</returns>
    /// <exception cref="RestException">It did not succeed.</exception>
    internal async Task<bool> CancelAsync(ChatReference chat, CancellationToken cancellationToken)
    {
        RestRequests.Require(ChatFollowUpFields.Cancel, chat);
        var call = RestCall.Post("/v3/chat/cancel", FieldWriter.Body(ChatFollowUpFields.Cancel, chat)) with { IsRepeatable = true };
        try
        {
            await transport.SendAsync(call, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (RestException ended) when (ended.Code == ErrorCodes.CannotCancel)
        {
            return false;
        }
    }

    /// <summary>Answers every tool call of a chat without a stream.</summary>
    /// <exception cref="RestException">It did not succeed.</exception>
    internal async Task<ChatState> SubmitAsync(ToolOutputRequest request, CancellationToken cancellationToken) =>
        ChatState.Read(await transport.SendAsync(Submit(request with { Stream = false }), cancellationToken).ConfigureAwait(false));

    /// <summary>The reference to a chat.</summary>
    internal static ChatReference Of(ChatState chat) => new() { ConversationId = chat.ConversationId, ChatId = chat.Id };

    private static RestCall Create(ChatRequest request)
    {
        RestRequests.Require(ChatFields.All, request);
        return RestCall.Post(
            FieldWriter.Query("/v3/chat", ChatFields.All, request), FieldWriter.Body(ChatFields.All, request)) with
        { Rate = RateClass.Chat };
    }

    private static RestCall Submit(ToolOutputRequest request)
    {
        RestRequests.Require(ChatFollowUpFields.Submit, request);
        return RestCall.Post(
            FieldWriter.Query("/v3/chat/submit_tool_outputs", ChatFollowUpFields.Submit, request),
            FieldWriter.Body(ChatFollowUpFields.Submit, request)) with
        { Rate = RateClass.Chat };
    }

    private Task<System.Text.Json.JsonElement> AskAsync(string path, ChatReference chat, CancellationToken cancellationToken)
    {
        RestRequests.Require(ChatFollowUpFields.Question, chat);
        return transport.SendAsync(RestCall.Get(FieldWriter.Query(path, ChatFollowUpFields.Question, chat)), cancellationToken);
    }
}
