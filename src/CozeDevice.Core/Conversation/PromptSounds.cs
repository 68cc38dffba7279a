using System.Buffers.Binary;
using CozeDevice.Audio;

namespace CozeDevice.Conversation;

/// <summary>What is heard in place of a prompt whose file cannot be used: one short melody per reason.</summary>
internal static class PromptSounds
{
    private const int NoteMs = 140;
    private const int GapMs = 40;
    private const double Amplitude = 0.25;
    private const double SoftAmplitude = 0.08;

    /// <summary>The sound of a reason, as 16-bit little-endian samples at 16 kHz.</summary>
    public static byte[] Render(PromptReason reason)
    {
        ReadOnlySpan<int> notes = Notes(reason);
        var bytes = new byte[notes.Length * AudioFormat.Samples(NoteMs + GapMs) * sizeof(short)];
        double amplitude = reason == PromptReason.NothingHeard ? SoftAmplitude : Amplitude;
        int at = 0;
        foreach (int hertz in notes)
        {
            int length = AudioFormat.Samples(NoteMs);
            for (int i = 0; i < length; i++)
            {
                // A raised cosine over 10 ms at both ends, so that no note clicks.
                int edge = Math.Min(i, length - 1 - i);
                double fade = edge >= 160 ? 1 : 0.5 - 0.5 * Math.Cos(Math.PI * edge / 160);
                double value = amplitude * fade * Math.Sin(2 * Math.PI * hertz * i / AudioFormat.SampleRate);
                BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan((at + i) * 2), (short)(value * short.MaxValue));
            }
            at += AudioFormat.Samples(NoteMs + GapMs);
        }
        return bytes;
    }

    // Falling, soft: it no longer listens.
    // Falling: it is gone. Low: no. High and low: look at the microphone. Rising: try again.
    private static ReadOnlySpan<int> Notes(PromptReason reason) => reason switch
    {
        PromptReason.Muted => [660, 440],
        PromptReason.NoMicrophone => [880, 330, 880],
        PromptReason.NotAuthorised => [440, 440, 440, 440],
        PromptReason.Refused => [330, 330, 330],
        PromptReason.Offline => [660, 550, 440],
        PromptReason.LinkLost => [660, 440, 330],
        PromptReason.NothingHeard => [550, 370],
        _ => [440, 550],
    };
}
