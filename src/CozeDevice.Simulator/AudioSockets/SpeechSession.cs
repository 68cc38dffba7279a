using System.Text;
using System.Text.Json.Nodes;
using CozeDevice.Simulator.Audio;
using CozeDevice.Simulator.Chat;
using CozeDevice.Simulator.Configuration;

namespace CozeDevice.Simulator.AudioSockets;

/// <summary>One socket of <c>/v1/audio/speech</c>: text in, speech out (protocol appendix A).</summary>
/// <remarks>Called from the receive loop only. Speech runs beside it; a text completed while another is spoken is
/// spoken after it.</remarks>
internal sealed class SpeechSession(SocketContext context) : ISocketSession
{
    private const int MaxTextChars = 64 * 1024;

    private readonly StringBuilder _text = new();
    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(context.Closing);
    private ChatConfig _config = ChatConfig.Default();
    private Task _speaking = Task.CompletedTask;

    /// <inheritdoc/>
    public void Open() => context.Outbox.Post("speech.created");

    /// <inheritdoc/>
    public Task HandleAsync(UplinkEvent uplink)
    {
        switch (uplink.Type)
        {
            case "speech.update":
                _config = _config.Updated(uplink);
                context.Outbox.Post("speech.updated", _config.ToEcho("output_audio"));
                break;
            case "input_text_buffer.append":
                Append(uplink.RequiredText("delta"));
                break;
            case "input_text_buffer.complete":
                Complete();
                break;
            default:
                throw ProtocolException.UnknownEvent(uplink.Type);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _speaking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private void Append(string delta)
    {
        if (_text.Length + delta.Length > MaxTextChars)
        {
            throw new ProtocolException("input_text_buffer: too much text");
        }

        _text.Append(delta);
    }

    private void Complete()
    {
        string text = _text.ToString();
        _text.Clear();
        if (text.Length == 0)
        {
            throw new ProtocolException("input_text_buffer: no text was appended");
        }

        context.Outbox.Post("input_text_buffer.completed");
        _speaking = SpeakAsync(_speaking, text, _config.OutputAudio);
    }

    private async Task SpeakAsync(Task before, string text, OutputAudio output)
    {
        await before;
        await context.Outbox.SendAsync(
            "conversation.audio.sentence_start", new JsonObject { ["text"] = text }, _stop.Token);
        Pacer pacer = new(output.Limit, context.Time);
        foreach (byte[] delta in SpeechDeltas.Cut(output.Say(text), output))
        {
            await pacer.WaitAsync(_stop.Token);
            await context.Outbox.SendAsync(
                "speech.audio.update", new JsonObject { ["delta"] = Convert.ToBase64String(delta) }, _stop.Token);
        }

        context.Outbox.Post("speech.audio.completed");
    }
}
