using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using CozeDevice.Simulator.Audio;
using CozeDevice.Simulator.Scenarios;
using CozeDevice.Simulator.Turns;

namespace CozeDevice.Simulator.Chat;

internal sealed partial class ChatSession
{
    private const int ClientCanceled = 2;
    private const int MessageInterrupted = 3;
    private const int MaxSpokenBytes = 1023;
    private static readonly TimeSpan LateDeltaInterval = TimeSpan.FromMilliseconds(20);

    private async Task AnswerAsync(Speech speech)
    {
        Reply reply = ReplyChoice.Find(_scenario, _turns + 1, null);
        string text = reply.Transcript
            ?? string.Create(CultureInfo.InvariantCulture, $"{speech.Duration.TotalSeconds:0.0} s of speech");
        await AskAsync(new Question(text, Speech: speech), reply);
    }

    private async Task CreateMessageAsync(UplinkEvent uplink)
    {
        string role = uplink.RequiredText("role");
        string contentType = uplink.RequiredText("content_type");
        string content = uplink.RequiredText("content");
        string text = MessageContent.TextOf(contentType, content);
        if (role == "assistant")
        {
            // Only added to the context, of which the simulator has none.
            return;
        }

        if (role != "user")
        {
            throw new ProtocolException("data.role: must be one of user, assistant");
        }

        await InterruptAsync(MessageInterrupted, "interrupted by a submitted message");
        await AskAsync(new Question(text, contentType), ReplyChoice.Find(_scenario, _turns + 1, text));
    }

    private async Task GenerateAudioAsync(UplinkEvent uplink)
    {
        if (uplink.RequiredText("mode") != "text")
        {
            throw new ProtocolException("data.mode: must be text");
        }

        string text = uplink.RequiredText("text");
        if (Encoding.UTF8.GetByteCount(text) is 0 or > MaxSpokenBytes)
        {
            throw new ProtocolException($"data.text: must have 1 to {MaxSpokenBytes} bytes");
        }

        // Running speech is cut. That a running chat is then reported as canceled is not documented; it must end somehow.
        await InterruptAsync(MessageInterrupted, "interrupted by input_text.generate_audio");
        await SpeakAsync(text);
    }

    private void SubmitToolOutputs(UplinkEvent uplink)
    {
        string chatId = uplink.RequiredText("chat_id");
        if (_reply is not { HasEnded: false, Tools: { } tools } || _reply.ChatId != chatId)
        {
            throw new ProtocolException($"data.chat_id: no chat {Printable(chatId)} waits for tool outputs");
        }

        tools.Submit(uplink.Data);
    }

    private async Task CancelAsync()
    {
        if (await InterruptAsync(ClientCanceled, "canceled by client"))
        {
            return;
        }

        switch (_scenario.IdleCancel)
        {
            case IdleCancel.Canceled:
                PostCanceled(ClientCanceled, "canceled by client");
                break;
            case IdleCancel.Error:
                throw new ProtocolException(ProtocolException.NothingToCancel, "no chat is running");
        }
    }

    // Stops what runs, and says so; false when nothing did.
    private async Task<bool> InterruptAsync(int code, string message)
    {
        if (_reply is not { } running || !running.TryEnd())
        {
            return false;
        }

        await running.StopAsync();
        PostCanceled(code, message);
        if (_scenario.LateDeltas > TimeSpan.Zero && running.LastDelta is { } delta)
        {
            _ = SendLateDeltasAsync(delta);
        }

        return true;
    }

    private void PostCanceled(int code, string message) =>
        _outbox.Post("conversation.chat.canceled", new JsonObject { ["code"] = code, ["msg"] = message });

    private async Task SendLateDeltasAsync(JsonObject delta)
    {
        long start = _time.GetTimestamp();
        while (_time.GetElapsedTime(start) < _scenario.LateDeltas && !_connection.IsCancellationRequested)
        {
            _outbox.Post("conversation.audio.delta", delta);
            await Task.Delay(LateDeltaInterval, _time, _connection)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private Task AskAsync(Question question, Reply reply) =>
        StartTurnAsync((turn, running, token) => turn.RunAsync(running, question, reply, token));

    private async Task StartTurnAsync(Func<ChatTurn, RunningReply, CancellationToken, Task> run)
    {
        _turns++;
        TurnIds ids = new(_botId, _conversationId, _sectionId, Ids.Next(), _time.GetUtcNow().ToUnixTimeSeconds());
        ChatTurn turn = new(_outbox, _config, ids, _time);
        await StartAsync(new RunningReply(ids.ChatId), (running, token) => run(turn, running, token));
    }

    private Task SpeakAsync(string text)
    {
        OutputAudio output = _config.OutputAudio;
        return StartAsync(
            new RunningReply("0"),
            (running, token) => PlainSpeech.RunAsync(running, _outbox, text, output, _time, token));
    }

    private async Task StartAsync(RunningReply reply, Func<RunningReply, CancellationToken, Task> run)
    {
        // One that is over may still be about to queue its last event; one that is not (a greeting) is cut.
        if (_reply is { } last)
        {
            last.TryEnd();
            await last.StopAsync();
            last.Dispose();
        }

        _reply = reply;
        reply.Start(
            async (running, token) =>
            {
                try
                {
                    await run(running, token);
                }
                catch (Exception exception) when (exception is not OperationCanceledException)
                {
                    running.TryEnd();
                    SimulatorLog.ReplyFailed(_log, exception);
                    _outbox.PostError(ProtocolException.Internal, $"the simulator failed: {exception.Message}");
                }
            },
            _connection);
    }
}
