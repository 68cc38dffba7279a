using CozeDevice.Account;
namespace CozeDevice.Protocol;

/// <summary>Turns an envelope into its record. Every member may be absent, null or of another type.</summary>
internal static class ServerEventParser
{
    internal static ServerEvent Parse(ServerEventKind kind, Envelope envelope)
    {
        var logId = envelope.LogId();
        var data = envelope.Data;
        return kind switch
        {
            ServerEventKind.ChatCreated => new ChatCreated { LogId = logId },
            ServerEventKind.ChatUpdated => ChatUpdatedParser.Parse(data, logId),
            ServerEventKind.InputCompleted => new InputCompleted { LogId = logId },
            ServerEventKind.InputCleared => new InputCleared { LogId = logId },
            ServerEventKind.SpeechStarted => new SpeechStarted { LogId = logId },
            ServerEventKind.SpeechStopped => new SpeechStopped { LogId = logId },
            ServerEventKind.TranscriptUpdate => new Transcript(Text(data, "content"u8), Final: false) { LogId = logId },
            ServerEventKind.TranscriptCompleted =>
                new Transcript(Text(data, "content"u8), Final: true) { LogId = logId },
            ServerEventKind.MessageDelta => MessageDelta(data, logId),
            ServerEventKind.MessageCompleted => MessageCompleted(data, logId),
            ServerEventKind.TurnCreated or ServerEventKind.TurnInProgress or ServerEventKind.TurnCompleted
                or ServerEventKind.TurnFailed or ServerEventKind.RequiresAction => ChatParser.Parse(kind, data, logId),
            ServerEventKind.TurnCanceled => TurnCanceled(data, logId),
            ServerEventKind.SentenceStart => new SentenceStart(Text(data, "text"u8)) { LogId = logId },
            ServerEventKind.AudioCompleted => new AudioCompleted(Id(data, "chat_id"u8)) { LogId = logId },
            ServerEventKind.ConversationCleared => new ConversationCleared { LogId = logId },
            ServerEventKind.Error => ServerError(data, logId),
            _ => new UnknownEvent(TypeOf(envelope.Type)) { LogId = logId },
        };
    }

    /// <summary>The longest error text that is kept, in UTF-16 units: it goes to log lines.</summary>
    internal const int MaxMessageLength = 1024;

    /// <summary>Reads <c>{code,msg}</c>, of which one documentation table spells the members <c>Code</c> and
    /// <c>Msg</c>; a text over <see cref="MaxMessageLength"/> is cut, and a token in it is masked.</summary>
    internal static (int? Code, string Message) CodeAndMessage(ReadOnlySpan<byte> utf8)
    {
        int? code = null;
        var message = "";
        var members = new ObjectReader(utf8);
        while (members.Next())
        {
            if (members.Name.SequenceEqual("code"u8) || members.Name.SequenceEqual("Code"u8))
                code = members.Integer();
            else if (members.Name.SequenceEqual("msg"u8) || members.Name.SequenceEqual("Msg"u8))
                message = TokenText.WithoutTokens(JsonText.Cut(members.Text(), MaxMessageLength));
        }
        return (code, message);
    }

    private static MessageDelta MessageDelta(ReadOnlySpan<byte> data, string? logId) =>
        new(Id(data, "chat_id"u8), Text(data, "content"u8)) { LogId = logId };

    private static MessageCompleted MessageCompleted(ReadOnlySpan<byte> data, string? logId) =>
        new(
            Id(data, "chat_id"u8),
            Id(data, "role"u8),
            Id(data, "type"u8),
            Text(data, "content"u8),
            Id(data, "content_type"u8))
        { LogId = logId };

    private static TurnCanceled TurnCanceled(ReadOnlySpan<byte> data, string? logId)
    {
        var (code, message) = CodeAndMessage(data);
        return new TurnCanceled(code ?? 0, message) { LogId = logId };
    }

    private static ServerError ServerError(ReadOnlySpan<byte> data, string? logId)
    {
        var (code, message) = CodeAndMessage(data);
        return new ServerError(code, message) { LogId = logId };
    }

    private static string Text(ReadOnlySpan<byte> data, ReadOnlySpan<byte> name)
    {
        var text = "";
        var members = new ObjectReader(data);
        while (members.Next())
        {
            if (members.Name.SequenceEqual(name))
                text = members.TextOrJson();
        }
        return text;
    }

    private static string Id(ReadOnlySpan<byte> data, ReadOnlySpan<byte> name)
    {
        var id = "";
        var members = new ObjectReader(data);
        while (members.Next())
        {
            if (members.Name.SequenceEqual(name))
                id = members.Id();
        }
        return id;
    }

    private static string TypeOf(ReadOnlySpan<byte> type) =>
        JsonText.Cut(JsonText.Decode(type, isEscaped: false), ObjectReader.MaxIdLength);
}
