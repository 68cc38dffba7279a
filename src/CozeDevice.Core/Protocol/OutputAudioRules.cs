namespace CozeDevice.Protocol;

/// <summary>Limits of <c>output_audio</c> (protocol §3.1.3, §6.3).</summary>
internal static class OutputAudioRules
{
    private const string Path = "data.output_audio";
    private const int LeastRate = -50;
    private const int MostRate = 100;

    internal static ReadOnlySpan<string> Emotions =>
        new[] { "happy", "sad", "angry", "surprised", "fear", "hate", "excited", "coldness", "neutral" };

    internal static void Check(OutputAudioConfig config, ProblemList problems)
    {
        problems.OneOf($"{Path}.codec", config.Codec, ["pcm", "opus", "g711a", "g711u", "mp3"]);
        Pcm(config, problems);
        if (config.Opus is { } opus)
            Opus(opus, problems);
        if (config.Mp3 is { } mp3)
            Mp3(mp3, problems);
        problems.Within($"{Path}.speech_rate", config.SpeechRate, LeastRate, MostRate);
        problems.Within($"{Path}.loudness_rate", config.LoudnessRate, LeastRate, MostRate);
        problems.Require(config.VoiceId is not "", $"{Path}.voice_id", "must be left out instead of empty");
        if (config.Emotion is { } emotion)
        {
            problems.OneOf($"{Path}.emotion_config.emotion", emotion.Emotion, Emotions);
            problems.Within($"{Path}.emotion_config.emotion_scale", emotion.EmotionScale, 1, 5);
        }
    }

    private static void Pcm(OutputAudioConfig config, ProblemList problems)
    {
        const string Section = $"{Path}.pcm_config";
        if (config.Codec is "g711a" or "g711u")
        {
            problems.Require(
                config.Pcm?.SampleRate == SampleRates.G711[0],
                $"{Section}.sample_rate",
                $"must be 8000 for {config.Codec}; the default is 24000");
        }
        else
        {
            problems.OneOf($"{Section}.sample_rate", config.Pcm?.SampleRate, SampleRates.Pcm);
        }
        problems.Within($"{Section}.frame_size_ms", config.Pcm?.FrameSizeMs, 0, 1000);
        if (config.Pcm?.Limit is { } limit)
            Limit(Section, limit, config.Pcm.FrameSizeMs, problems);
    }

    private static void Opus(OpusOutputConfig config, ProblemList problems)
    {
        const string Section = $"{Path}.opus_config";
        problems.OneOf($"{Section}.sample_rate", config.SampleRate, SampleRates.Opus);
        problems.NotBelow($"{Section}.bitrate", config.Bitrate, 1);
        problems.OneOf($"{Section}.frame_size_ms", config.FrameSizeMs, [2.5, 5, 10, 20, 40, 60]);
        if (config.Limit is { } limit)
            Limit(Section, limit, config.FrameSizeMs, problems);
    }

    private static void Mp3(Mp3OutputConfig config, ProblemList problems)
    {
        problems.OneOf($"{Path}.mp3_config.sample_rate", config.SampleRate, SampleRates.Mp3);
        problems.Within($"{Path}.mp3_config.bit_rate", config.BitRate, 8000, 1_600_000);
    }

    private static void Limit(string section, LimitConfig limit, double? frameMs, ProblemList problems)
    {
        var path = $"{section}.limit_config";
        problems.NotBelow($"{path}.period", limit.Period, 1);
        problems.NotBelow($"{path}.max_frame_num", limit.MaxFrameNum, 1);
        if (frameMs is not > 0)
            problems.Add(path, $"has no effect without {section}.frame_size_ms above 0");
        else if (limit is { Period: > 0, MaxFrameNum: > 0 } && limit.MaxFrameNum * frameMs < limit.Period * 1000.0)
            problems.Add($"{path}.max_frame_num", "must not be below real time: period divided by frame_size_ms");
    }
}
