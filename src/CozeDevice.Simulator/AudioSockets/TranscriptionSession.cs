using System.Globalization;
using System.Text.Json.Nodes;
using CozeDevice.Simulator.Audio;
using CozeDevice.Simulator.Chat;
using CozeDevice.Simulator.Configuration;
using CozeDevice.Simulator.Recording;
using CozeDevice.Simulator.Turns;

namespace CozeDevice.Simulator.AudioSockets;

/// <summary>One socket of <c>/v1/audio/transcriptions</c>: speech in, text out (protocol appendix A).</summary>
/// <remarks>Called from the receive loop only. Words come from the scenario, as on the chat socket.</remarks>
internal sealed class TranscriptionSession(SocketContext context) : ISocketSession
{
    private ChatConfig _config = ChatConfig.Default();
    private IUplinkDecoder? _decoder;
    private Utterance? _utterance;
    private int _utterances;

    /// <inheritdoc/>
    public void Open() => context.Outbox.Post("transcriptions.created");

    /// <inheritdoc/>
    public Task HandleAsync(UplinkEvent uplink)
    {
        switch (uplink.Type)
        {
            case "transcriptions.update":
                _config = _config.Updated(uplink);
                Reset();
                context.Outbox.Post("transcriptions.updated", _config.ToEcho("input_audio", "asr_config"));
                break;
            case "input_audio_buffer.append":
                Append(uplink.RequiredAudio());
                break;
            case "input_audio_buffer.complete":
                Complete();
                break;
            case "input_audio_buffer.clear":
                context.Record.EndUtterance(UtteranceEnd.Cleared);
                Reset();
                context.Outbox.Post("input_audio_buffer.cleared");
                break;
            default:
                throw ProtocolException.UnknownEvent(uplink.Type);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Reset();
        return ValueTask.CompletedTask;
    }

    private void Append(byte[] audio)
    {
        context.Record.AddAudio(audio);
        _decoder ??= UplinkDecoders.Create(_config.InputAudio);
        _utterance ??= new Utterance(_config.InputAudio);
        _utterance.Add(audio, _decoder.Decode(audio));
    }

    private void Complete()
    {
        context.Record.EndUtterance(UtteranceEnd.Completed);
        Speech? speech = _utterance?.ToSpeech(_decoder!.SampleRate);
        Reset();
        if (speech is not { Samples.Length: > 0 })
        {
            throw new ProtocolException("input_audio_buffer: no audio was appended");
        }

        string text = ReplyChoice.Find(context.Scenario, ++_utterances, null).Transcript
            ?? string.Create(CultureInfo.InvariantCulture, $"{speech.Duration.TotalSeconds:0.0} s of speech");
        context.Outbox.Post("input_audio_buffer.completed");
        context.Outbox.Post("transcriptions.message.update", new JsonObject { ["content"] = text });
        context.Outbox.Post("transcriptions.message.completed");
    }

    private void Reset()
    {
        _decoder?.Dispose();
        _decoder = null;
        _utterance = null;
    }
}
