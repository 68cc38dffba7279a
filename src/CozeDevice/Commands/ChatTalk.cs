using System.Text;
using CozeDevice.Options;
using CozeDevice.Protocol;
using CozeDevice.Rest;

namespace CozeDevice.Commands;

/// <summary>One question and its answer on the terminal.</summary>
/// <param name="context">Where it is printed.</param>
/// <param name="chats">The service.</param>
/// <param name="asJson">Whether as one JSON object at the end.</param>
internal sealed class ChatTalk(ProgramContext context, ChatApi chats, bool asJson)
{
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan CancelLimit = TimeSpan.FromSeconds(3);

    private readonly StringBuilder _text = new();
    private ChatState? _chat;
    private ServerError? _error;

    /// <summary>Asks and prints.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="CommandException">The agent gave no answer.</exception>
    public async Task<int> RunAsync(ChatRequest request, CancellationToken cancellationToken)
    {
        try
        {
            if (request.Stream == true) await StreamAsync(request, cancellationToken);
            else await WaitAsync(request, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await CancelAsync();
            throw;
        }
        finally
        {
            if (!asJson && _text.Length > 0) await context.Out.WriteLineAsync();
        }

        return await EndAsync();
    }

    private async Task StreamAsync(ChatRequest request, CancellationToken cancellationToken)
    {
        await foreach (var next in chats.StreamAsync(request, cancellationToken))
        {
            switch (next)
            {
                case MessageDelta delta:
                    await PrintAsync(delta.Text);
                    break;
                // A card, or an answer that was ready at once, comes without pieces.
                case MessageCompleted { Role: "assistant", Type: "answer" } message when _text.Length == 0:
                    await PrintAsync(message.Content);
                    break;
                case ChatEvent chat:
                    _chat = StateOf(chat);
                    break;
                case ServerError error:
                    _error = error;
                    break;
            }
        }
    }

    private async Task WaitAsync(ChatRequest request, CancellationToken cancellationToken)
    {
        _chat = await chats.CreateAsync(request, cancellationToken);
        _chat = await chats.WaitAsync(_chat, AnswerLimit, cancellationToken);
        if (_chat.Status != "completed") return;
        foreach (var message in await chats.MessagesAsync(ChatApi.Of(_chat), cancellationToken))
            if (message.Type == "answer") await PrintAsync(message.Content);
    }

    private async Task PrintAsync(string text)
    {
        _text.Append(text);
        if (asJson) return;
        await context.Out.WriteAsync(Printable.Text(text));
        await context.Out.FlushAsync(CancellationToken.None);
    }

    private async Task<int> EndAsync()
    {
        if (asJson && _chat is not null) await JsonOutput.WriteAsync(context.Out, json => ChatResultJson.Write(json, _chat, _text.ToString()));
        if (_error is { } error)
        {
            var log = error.LogId is { } id ? $" (log id {id})" : "";
            throw new CommandException(ExitCode.Failed, $"the agent failed: {RestRefusal.Words(error.Code ?? 0, error.Message)}{log}");
        }

        switch (_chat?.Status)
        {
            case "completed":
                if (!asJson) await context.Error.WriteLineAsync($"go on with: --conversation {Printable.Line(_chat.ConversationId)}");
                return ExitCode.Ok;
            case "failed":
                throw new CommandException(ExitCode.Failed, $"the agent failed: {RestRefusal.Words(_chat.ErrorCode, _chat.ErrorMessage)}");
            case "requires_action":
                throw new CommandException(ExitCode.Failed, Wanted(_chat.Calls));
            default:
                throw new CommandException(ExitCode.Failed, "the chat ended without an answer");
        }
    }

    // Tools belong to a device that can do something; a text on a terminal has none.
    private static string Wanted(IReadOnlyList<ToolCall> calls)
    {
        var names = calls.Select(call => call.Type == "reply_message"
            ? "asks a question of its workflow"
            : $"calls {Printable.Line(call.Name)} {Printable.Line(call.Arguments)}");
        return $"the agent needs this device: it {string.Join(" and ", names)}; `chat` runs no tools, the running agent does";
    }

    private async Task CancelAsync()
    {
        if (_chat is not { Id.Length: > 0, IsOver: false } chat) return;
        using var limit = new CancellationTokenSource(CancelLimit, context.Time);
        try
        {
            await chats.CancelAsync(ChatApi.Of(chat), limit.Token);
            await context.Error.WriteLineAsync("cozedevice: the chat was cancelled");
        }
        catch (Exception e) when (e is RestException or OperationCanceledException)
        {
            await context.Error.WriteLineAsync($"cozedevice: the chat could not be cancelled: {e.Message}");
        }
    }

    private static ChatState StateOf(ChatEvent chat) => new(chat.ChatId, chat.ConversationId, chat switch
    {
        TurnCompleted => "completed",
        TurnFailed => "failed",
        RequiresAction => "requires_action",
        _ => "in_progress",
    })
    {
        ErrorCode = chat is TurnFailed failed ? failed.Code : 0,
        ErrorMessage = (chat as TurnFailed)?.Message ?? "",
        Usage = (chat as TurnCompleted)?.Usage,
        Calls = (chat as RequiresAction)?.Calls ?? [],
    };
}
