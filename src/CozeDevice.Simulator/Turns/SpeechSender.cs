using System.Text.Json.Nodes;
using CozeDevice.Simulator.Audio;
using CozeDevice.Simulator.Chat;

namespace CozeDevice.Simulator.Turns;

/// <summary>Sends the audio events of one reply: captions, paced deltas, and the mark of the end.</summary>
internal sealed class SpeechSender : IDisposable
{
    private readonly Outbox _outbox;
    private readonly TurnIds _ids;
    private readonly string _messageId;
    private readonly Pacer _pacer;
    private readonly IEnumerator<byte[]> _deltas;

    /// <summary>Prepares the audio of a reply.</summary>
    internal SpeechSender(
        Outbox outbox, TurnIds ids, string messageId, Speech speech, OutputAudio output, TimeProvider time)
    {
        _outbox = outbox;
        _ids = ids;
        _messageId = messageId;
        _pacer = new Pacer(output.Limit, time);
        _deltas = SpeechDeltas.Cut(speech, output).GetEnumerator();
    }

    /// <summary>Sends the caption of the audio that follows.</summary>
    internal ValueTask StartSentenceAsync(string text, CancellationToken cancellationToken) =>
        _outbox.SendAsync(
            "conversation.audio.sentence_start", new JsonObject { ["text"] = text }, cancellationToken);

    /// <summary>Sends at most so many deltas.</summary>
    internal async Task SendAsync(RunningReply reply, int most, CancellationToken cancellationToken)
    {
        for (int sent = 0; sent < most && _deltas.MoveNext(); sent++)
        {
            await _pacer.WaitAsync(cancellationToken);
            JsonObject delta = _ids.Message(
                _messageId, "assistant", "answer", Convert.ToBase64String(_deltas.Current), "audio");
            reply.LastDelta = delta;
            await _outbox.SendAsync("conversation.audio.delta", delta, cancellationToken);
        }
    }

    /// <summary>Tells that all audio has been sent.</summary>
    internal void Complete() => _outbox.Post(
        "conversation.audio.completed", _ids.Message(_messageId, "assistant", "answer", "", "audio"));

    /// <inheritdoc/>
    public void Dispose() => _deltas.Dispose();
}
