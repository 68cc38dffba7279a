using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CozeDevice.Protocol;

namespace CozeDevice.Rtc;

/// <summary>Messages of an RTC room to text and back. The vendor's SDK carries the text: up with
/// <c>sendUserMessage(bot_id, text)</c>, down in <c>onUserMessageReceived</c>.</summary>
public static class RtcCodec
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a message up.</summary>
    /// <param name="id">Unique; the service's people find the message by it.</param>
    /// <param name="message">The message.</param>
    /// <exception cref="ArgumentException">It breaks a limit of the protocol; the message names the path. Ask
    /// <see cref="RtcValidator"/> first.</exception>
    public static string Write(string id, RtcClientEvent message)
    {
        var problems = RtcValidator.Validate(message);
        if (problems.Count > 0)
            throw new ArgumentException(string.Join("; ", problems), nameof(message));
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("id"u8, id);
            RtcFormat.Write(json, message);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Reads a message down. Never throws, whatever the text is.</summary>
    /// <returns>The message, an <see cref="UnknownEvent"/> for a type this version does not know, or null for what is no
    /// message.</returns>
    public static ServerEvent? Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        try
        {
            var envelope = Envelope.Read(Encoding.UTF8.GetBytes(text));
            if (envelope.Type.IsEmpty)
                return null;
            // What the socket knows too has the same data there.
            return Own(envelope) ?? ServerEventParser.Parse(ProtocolNames.Find(envelope.Type), envelope);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static ServerEvent? Own(Envelope envelope)
    {
        var logId = envelope.LogId();
        ServerEvent? own = Encoding.UTF8.GetString(envelope.Type) switch
        {
            "session.created" => new SessionCreated(Member(envelope.Data, "voice_id"u8)),
            "session.updated" => new SessionUpdated(),
            "conversation.created" => new ConversationCreated(
                Member(envelope.Data, "id"u8) is { Length: > 0 } id ? id : Member(envelope.Data, "conversation_id"u8)),
            // A delta by name, but the whole text so far, as in the socket's update.
            "conversation.audio_transcript.delta" => new Transcript(Member(envelope.Data, "content"u8), Final: false),
            "input_audio_buffer.started" => new InputStarted(),
            "audio.user.speech_started" => new UserSpeech(true),
            "audio.user.speech_stopped" => new UserSpeech(false),
            "audio.agent.speech_started" => new AgentSpeech(true),
            "audio.agent.speech_stopped" => new AgentSpeech(false),
            "session.pre_answer.updated" => new PreAnswerUpdated(),
            "conversation.chat.pre_answer" => new PreAnswerSpoken(),
            "mode.updated" => new ModeUpdated(Member(envelope.Data, "mode"u8)),
            "live.created" => new LiveCreated(),
            _ => null,
        };
        if (own is SessionCreated && logId is null && Member(envelope.Data, "log_id"u8) is { Length: > 0 } early)
            logId = early;
        return own is null ? null : own with { LogId = logId };
    }

    private static string Member(ReadOnlySpan<byte> data, ReadOnlySpan<byte> name)
    {
        var text = "";
        var members = new ObjectReader(data);
        while (members.Next())
        {
            if (members.Name.SequenceEqual(name))
                text = members.Text();
        }
        return text;
    }
}
