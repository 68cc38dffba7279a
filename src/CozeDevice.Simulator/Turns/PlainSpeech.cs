using CozeDevice.Simulator.Audio;
using CozeDevice.Simulator.Chat;

namespace CozeDevice.Simulator.Turns;

/// <summary>Speaks a text without a model turn: <c>input_text.generate_audio</c> and the greeting. Every id is
/// <c>"0"</c> (protocol §5.8; the greeting's events are not recorded anywhere and are assumed to be alike).</summary>
internal static class PlainSpeech
{
    /// <summary>Sends the whole speech.</summary>
    internal static async Task RunAsync(
        RunningReply reply, Outbox outbox, string text, OutputAudio output, TimeProvider time, CancellationToken cancellationToken)
    {
        using SpeechSender sender = new(outbox, TurnIds.None, "0", output.Say(text), output, time);
        await sender.StartSentenceAsync(text, cancellationToken);
        await sender.SendAsync(reply, int.MaxValue, cancellationToken);
        if (reply.TryEnd())
        {
            sender.Complete();
        }
    }
}
