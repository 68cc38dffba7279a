using System.Text.Json.Nodes;
using CozeDevice.Simulator.Audio;
using CozeDevice.Simulator.Chat;
using CozeDevice.Simulator.Configuration;
using CozeDevice.Simulator.Scenarios;

namespace CozeDevice.Simulator.Turns;

/// <summary>One turn of the model, from the question to <c>conversation.chat.completed</c> (protocol §5.2, §5.7).</summary>
internal sealed partial class ChatTurn(Outbox outbox, ChatConfig config, TurnIds ids, TimeProvider time)
{
    private const int ToolTimedOut = 4000;

    // The text runs ahead of the audio: this much of both comes before the rest of the text.
    private const int FirstTextDeltas = 2;
    private const int FirstAudioDeltas = 2;

    private int _inputCount;

    /// <summary>Sends the turn.</summary>
    internal async Task RunAsync(RunningReply running, Question question, Reply reply, CancellationToken cancellationToken)
    {
        if (question.Speech is not null)
        {
            await SendTranscriptAsync(question.Text, cancellationToken);
        }

        _inputCount = Words(question.Text).Count;
        await outbox.SendAsync(
            "conversation.message.completed",
            ids.Message(Ids.Next(), "user", "question", question.Text, question.ContentType),
            cancellationToken);
        await Task.Delay(reply.Thinking, time, cancellationToken);
        await outbox.SendAsync("conversation.chat.created", ids.Chat("created"), cancellationToken);
        await outbox.SendAsync("conversation.chat.in_progress", ids.Chat("in_progress"), cancellationToken);
        if (reply.IsSilent)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken);
        }

        await AnswerAsync(running, question, reply, "", cancellationToken);
    }

    /// <summary>Sends a turn without an answer.</summary>
    internal async Task RunEmptyAsync(RunningReply running, CancellationToken cancellationToken)
    {
        await outbox.SendAsync("conversation.chat.created", ids.Chat("created"), cancellationToken);
        await outbox.SendAsync("conversation.chat.in_progress", ids.Chat("in_progress"), cancellationToken);
        Complete(running, 0);
    }

    private async Task SendTranscriptAsync(string text, CancellationToken cancellationToken)
    {
        if (config.StreamsTranscript)
        {
            await outbox.SendAsync(
                "conversation.audio_transcript.update",
                new JsonObject { ["content"] = FirstHalf(text) },
                cancellationToken);
        }

        await outbox.SendAsync(
            "conversation.audio_transcript.completed", new JsonObject { ["content"] = text }, cancellationToken);
    }

    private async Task AnswerAsync(
        RunningReply running, Question question, Reply reply, string output, CancellationToken cancellationToken)
    {
        if (reply.FailCode is { } code)
        {
            Fail(running, code, reply.FailMessage);
            return;
        }

        if (reply.Tools.Count > 0)
        {
            if (await CallToolsAsync(running, reply, cancellationToken) is { } first)
            {
                await AnswerAsync(running, question, reply.Then ?? reply with { Tools = [] }, first, cancellationToken);
            }

            return;
        }

        string text = (reply.Text ?? (question.Speech is null ? "You wrote: {question}" : "I heard {question}."))
            .Replace("{question}", question.Text, StringComparison.Ordinal)
            .Replace("{output}", output, StringComparison.Ordinal);
        await SpeakAsync(running, text, Sound(question, reply, text), cancellationToken);
    }

    private async Task SpeakAsync(RunningReply running, string text, Speech? sound, CancellationToken cancellationToken)
    {
        string messageId = Ids.Next();
        using SpeechSender? sender = sound is null
            ? null
            : new SpeechSender(outbox, ids, messageId, sound, config.OutputAudio, time);
        List<string> words = Words(text);
        foreach (string word in words.Take(FirstTextDeltas))
        {
            await SendTextDeltaAsync(messageId, word, cancellationToken);
        }

        if (sender is not null)
        {
            await sender.StartSentenceAsync(text, cancellationToken);
            await sender.SendAsync(running, FirstAudioDeltas, cancellationToken);
        }

        foreach (string word in words.Skip(FirstTextDeltas))
        {
            await SendTextDeltaAsync(messageId, word, cancellationToken);
        }

        await SendTextDeltaAsync(messageId, "", cancellationToken);
        await outbox.SendAsync(
            "conversation.message.completed",
            ids.Message(messageId, "assistant", "answer", text, "text"),
            cancellationToken);
        await outbox.SendAsync(
            "conversation.message.completed",
            ids.Message(Ids.Next(), "assistant", "verbose", FinishMark, "text"),
            cancellationToken);
        if (sender is not null)
        {
            await sender.SendAsync(running, int.MaxValue, cancellationToken);
            sender.Complete();
        }

        Complete(running, words.Count);
    }

    private const string FinishMark =
        """{"msg_type":"generate_answer_finish","data":"{\"finish_reason\":0}","from_module":null,"from_unit":null}""";

    private Speech? Sound(Question question, Reply reply, string text) => reply.Audio switch
    {
        ReplyAudio.None => null,
        ReplyAudio.File => WavFile.Read(File.ReadAllBytes(reply.AudioFile!)),
        ReplyAudio.Parrot when question.Speech is { } heard => heard,
        _ => config.OutputAudio.Say(text),
    };

    private ValueTask SendTextDeltaAsync(string messageId, string text, CancellationToken cancellationToken) =>
        outbox.SendAsync(
            "conversation.message.delta",
            ids.Message(messageId, "assistant", "answer", text, "text"),
            cancellationToken);

    // The last event does not wait for room: once the end is claimed, nothing may stop it.
    private void Complete(RunningReply running, int outputCount)
    {
        if (running.TryEnd())
        {
            JsonObject chat = ids.Chat("completed", _inputCount, outputCount);
            chat["completed_at"] = time.GetUtcNow().ToUnixTimeSeconds();
            outbox.Post("conversation.chat.completed", chat);
        }
    }

    private void Fail(RunningReply running, int code, string message)
    {
        if (!running.TryEnd())
        {
            return;
        }

        JsonObject chat = ids.Chat("failed", _inputCount);
        chat["failed_at"] = time.GetUtcNow().ToUnixTimeSeconds();
        chat["last_error"] = new JsonObject { ["code"] = code, ["msg"] = message };
        outbox.Post("conversation.chat.failed", chat);
    }

    private static string FirstHalf(string text)
    {
        int length = text.Length / 2;
        return text[..(length > 0 && char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
    }

    // Words with the space that follows them; put together they are the text.
    private static List<string> Words(string text)
    {
        List<string> words = [];
        int start = 0;
        for (int index = 0; index < text.Length; index++)
        {
            if (text[index] == ' ')
            {
                words.Add(text[start..(index + 1)]);
                start = index + 1;
            }
        }

        if (start < text.Length)
        {
            words.Add(text[start..]);
        }

        return words;
    }
}
