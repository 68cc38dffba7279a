using CozeDevice.Audio;

namespace CozeDevice.Conversation;

/// <summary>Says the code of a login from one sound per letter and digit: a sentence, the code, and the code once more.</summary>
/// <remarks>The sounds are read when a code is said, because most devices never say one.</remarks>
/// <param name="find">Gives the samples of a file by its name below the prompts, or null.</param>
internal sealed class SpelledCode(Func<string, byte[]?> find)
{
    private const string Sentence = "sign_in.wav";
    private const int SignPauseMs = 250;
    private const int GroupPauseMs = 700;
    private const int RepeatPauseMs = 1_200;
    private const int MaxSigns = 16; // what the service calls a code has eight

    /// <summary>The whole sound, as 16-bit little-endian samples at 16 kHz; null when a sound is missing or it is no such code.</summary>
    public byte[]? Say(string code)
    {
        if (code.Length is 0 or > MaxSigns || find(Sentence) is not { } sentence)
            return null;
        var spelled = new List<byte>();
        foreach (char sign in code)
        {
            if (!char.IsAsciiLetterOrDigit(sign))
            {
                Pause(spelled, GroupPauseMs);
                continue;
            }
            if (find($"spell/{char.ToLowerInvariant(sign)}.wav") is not { } sound)
                return null;
            spelled.AddRange(sound);
            Pause(spelled, SignPauseMs);
        }
        var whole = new List<byte>(sentence);
        Pause(whole, GroupPauseMs);
        whole.AddRange(spelled);
        Pause(whole, RepeatPauseMs);
        whole.AddRange(spelled);
        return [.. whole];
    }

    private static void Pause(List<byte> sound, int milliseconds) =>
        sound.AddRange(new byte[AudioFormat.Samples(milliseconds) * sizeof(short)]);
}
