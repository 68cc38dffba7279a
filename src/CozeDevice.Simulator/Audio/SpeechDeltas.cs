namespace CozeDevice.Simulator.Audio;

/// <summary>Cuts speech into the payloads of <c>conversation.audio.delta</c>.</summary>
internal static class SpeechDeltas
{
    /// <summary>The payloads, encoded while they are asked for.</summary>
    internal static IEnumerable<byte[]> Cut(Speech speech, OutputAudio output)
    {
        if (output.Codec == "opus")
        {
            return PassesThroughAsOpus(speech, output) ? speech.Payloads! : EncodeOpus(speech, output);
        }

        byte[] bytes = PassesThroughAsG711(speech, output)
            ? [.. speech.Payloads!.SelectMany(payload => payload)]
            : Encode(Resampler.Convert(speech.Samples, speech.SampleRate, output.SampleRate), output.Codec);
        int sampleBytes = output.Codec == "pcm" ? 2 : 1;
        return output.FrameMs > 0
            ? CutEvenly(bytes, Math.Max(1, (int)Math.Round(output.SampleRate * output.FrameMs / 1000)) * sampleBytes)
            : CutLikeTheCapture(bytes, sampleBytes);
    }

    // The parrot hands Opus packets back untouched when they are what was asked for: same rate, same duration.
    private static bool PassesThroughAsOpus(Speech speech, OutputAudio output) =>
        speech.Original is { Format: "pcm", Codec: "opus" } original
        && original.SampleRate == output.SampleRate
        && speech.Payloads!.All(packet => OpusPacket.DurationMs(packet) == output.FrameMs);

    // The two zeros of the µ-law decode alike, so only the bytes themselves are exact.
    private static bool PassesThroughAsG711(Speech speech, OutputAudio output) =>
        output.Codec is "g711a" or "g711u" && speech.Original?.Codec == output.Codec;

    private static byte[] Encode(short[] samples, string codec) => codec switch
    {
        "g711a" => Array.ConvertAll(samples, G711.EncodeA),
        "g711u" => Array.ConvertAll(samples, G711.EncodeU),
        _ => PcmSamples.ToBytes(samples),
    };

    private static IEnumerable<byte[]> EncodeOpus(Speech speech, OutputAudio output)
    {
        using OpusEncoder encoder = new(output.SampleRate, output.FrameMs, output.Bitrate, output.UsesCbr);
        foreach (byte[] packet in encoder.Encode(
            Resampler.Convert(speech.Samples, speech.SampleRate, output.SampleRate)))
        {
            yield return packet;
        }
    }

    private static IEnumerable<byte[]> CutEvenly(byte[] bytes, int size)
    {
        for (int start = 0; start < bytes.Length; start += size)
        {
            yield return bytes[start..Math.Min(start + size, bytes.Length)];
        }
    }

    // Sizes as in the recorded traffic: mostly 10 800 … 14 400 bytes, now and then 4 … 300, always whole samples.
    private static IEnumerable<byte[]> CutLikeTheCapture(byte[] bytes, int sampleBytes)
    {
#pragma warning disable CA5394 // Not a secret: the same sizes every time.
        Random random = new(56);
        for (int start = 0, size; start < bytes.Length; start += size)
        {
            size = random.Next(5) == 0 ? random.Next(2, 150) * 2 : random.Next(5400, 7200) * 2;
            size -= size % sampleBytes;
            yield return bytes[start..Math.Min(start + size, bytes.Length)];
        }
#pragma warning restore CA5394
    }
}
