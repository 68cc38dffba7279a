namespace CozeDevice.Simulator.Rest;

/// <summary>Tells a chat as a stream of events.</summary>
/// <param name="turn">The chat.</param>
/// <param name="events">Where the events go.</param>
/// <param name="options">The pace.</param>
internal sealed class ChatStream(ChatTurn turn, EventStream events, RestOptions options)
{
    private const int PieceRunes = 4;
    private const int AudioRate = 24000;
    private const int AudioPieceBytes = AudioRate * 2 / 5;

    /// <summary>Sends every event until the chat is over or waits for tools.</summary>
    /// <param name="isNew"><see langword="false"/> when the chat goes on after tool outputs.</param>
    /// <param name="aborted">Signaled when the client has gone.</param>
    internal async Task RunAsync(bool isNew, CancellationToken aborted)
    {
        var told = turn.Messages.Length;
        try
        {
            if (isNew) await SendChatAsync("conversation.chat.created", "created");
            await SendChatAsync("conversation.chat.in_progress", "in_progress");
            if (turn.Answer is { FailCode: null, Tools.Count: 0 }) await SendAnswerAsync(aborted);
        }
        finally
        {
            turn.End();
        }

        foreach (var message in turn.Messages.Skip(told))
            await events.SendAsync("conversation.message.completed", json => message.WriteTo(json, turn));

        var last = turn.Status switch
        {
            ChatStatus.Completed => "conversation.chat.completed",
            ChatStatus.Failed => "conversation.chat.failed",
            ChatStatus.RequiresAction => "conversation.chat.requires_action",
            _ => null,
        };
        // No event is documented for a canceled chat; the stream just ends.
        if (last is not null) await SendChatAsync(last, null);
        await events.SendAsync("done", static json => json.WriteStringValue("[DONE]"));
    }

    private async Task SendAnswerAsync(CancellationToken aborted)
    {
        var answer = turn.AnswerMessage;
        foreach (var piece in Pieces(answer.Content))
        {
            if (!await StillRunsAsync(aborted)) return;
            await events.SendAsync("conversation.message.delta", json => answer.WriteTo(json, turn, piece));
        }

        if (!turn.HasAudio) return;
        var pcm = ToneSpeech.Render(answer.Content, AudioRate);
        for (var start = 0; start < pcm.Length; start += AudioPieceBytes)
        {
            if (!await StillRunsAsync(aborted)) return;
            var piece = Convert.ToBase64String(pcm.AsSpan(start, Math.Min(AudioPieceBytes, pcm.Length - start)));
            await events.SendAsync("conversation.audio.delta", json => answer.WriteTo(json, turn, piece, "audio"));
        }
    }

    private async Task<bool> StillRunsAsync(CancellationToken aborted)
    {
        if (options.ChatPieceDelay > TimeSpan.Zero) await Task.Delay(options.ChatPieceDelay, options.Time, aborted);
        return turn.Status == ChatStatus.InProgress;
    }

    private Task SendChatAsync(string name, string? status) =>
        events.SendAsync(name, json => ChatJson.Write(json, turn, status));

    private static IEnumerable<string> Pieces(string text)
    {
        var start = 0;
        var runes = 0;
        for (var i = 0; i < text.Length; i += char.IsSurrogatePair(text, i) ? 2 : 1)
        {
            if (runes++ % PieceRunes != 0 || i == start) continue;
            yield return text[start..i];
            start = i;
        }

        yield return text[start..];
    }
}
