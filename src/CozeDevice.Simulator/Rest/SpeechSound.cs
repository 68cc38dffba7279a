namespace CozeDevice.Simulator.Rest;

/// <summary>Speech in the formats the service offers.</summary>
/// <remarks>There is no encoder for mp3 and Ogg Opus here: those answers are valid streams of the right length that
/// hold silence.</remarks>
internal static class SpeechSound
{
    /// <summary>Speaks a text.</summary>
    /// <param name="text">What to say.</param>
    /// <param name="format"><c>wav</c>, <c>pcm</c>, <c>mp3</c> or <c>ogg_opus</c>.</param>
    /// <param name="rate">Samples in a second.</param>
    /// <param name="speed">1 is normal.</param>
    /// <param name="loudness">1 is normal.</param>
    internal static byte[] Render(string text, string format, int rate, double speed, double loudness)
    {
        var pcm = ToneSpeech.Render(text, rate, speed, loudness);
        var duration = TimeSpan.FromSeconds(pcm.Length / 2.0 / rate);
        return format switch
        {
            "wav" => WavFile.Wrap(pcm, rate),
            "pcm" => pcm,
            "mp3" => Mp3Silence.Render(duration, rate),
            _ => OggOpusSilence.Render(duration),
        };
    }

    /// <summary>The media type of a format.</summary>
    internal static string ContentType(string format) => format switch
    {
        "wav" => "audio/wav",
        "pcm" => "audio/pcm",
        "mp3" => "audio/mpeg",
        _ => "audio/ogg",
    };
}
