using System.Text;

namespace CozeDevice.Tests.Fuzz;

/// <summary>What mutation starts from: every downlink event as the protocol shows it (<c>Protocol/Samples</c>), and every message that
/// once did harm (<c>Fuzz/Findings</c>).</summary>
internal static class Seeds
{
    /// <summary>The chat id in the samples; a story writes its own over it, of the same length.</summary>
    public static ReadOnlySpan<byte> Chat => "7500000000000000777"u8;

    public static IReadOnlyDictionary<string, byte[]> Samples { get; } = Read(Path.Combine("Protocol", "Samples"));

    public static IReadOnlyDictionary<string, byte[]> Findings { get; } = Read(Path.Combine("Fuzz", "Findings"));

    /// <summary>A delta that is long enough to be heard by itself.</summary>
    public static byte[] Sound { get; } = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Samples["conversation.audio.delta"])
        .Replace("//79/w==", Convert.ToBase64String(new byte[6_400]), StringComparison.Ordinal));

    /// <summary>All of them.</summary>
    public static byte[][] All { get; } = [.. Samples.Values, .. Findings.Values, Sound];

    /// <summary>The events of one turn, in the order of protocol §5.2, with a tool in the middle.</summary>
    public static IReadOnlyList<byte[]> Turn { get; } =
    [
        Samples["conversation.audio_transcript.update"], Samples["input_audio_buffer.completed"],
        Samples["conversation.audio_transcript.completed"], Samples["conversation.chat.created"],
        Samples["conversation.chat.in_progress"], Samples["conversation.message.delta"],
        Samples["conversation.chat.requires_action"], Samples["conversation.chat.in_progress"],
        Samples["conversation.audio.sentence_start"], Sound, Samples["conversation.audio.delta"], Sound,
        Samples["conversation.message.completed"], Samples["conversation.audio.completed"],
        Samples["conversation.chat.completed"],
    ];

    /// <summary>The same as §5.3 has it: the service says when somebody speaks.</summary>
    public static IReadOnlyList<byte[]> HandsFreeTurn { get; } =
    [
        Samples["input_audio_buffer.speech_started"], Samples["conversation.audio_transcript.update"],
        Samples["input_audio_buffer.speech_stopped"], .. Turn.Skip(2),
    ];

    private static SortedDictionary<string, byte[]> Read(string folder)
    {
        var read = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (string file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, folder), "*.json"))
            read.Add(Path.GetFileNameWithoutExtension(file), File.ReadAllBytes(file));
        return read;
    }
}
