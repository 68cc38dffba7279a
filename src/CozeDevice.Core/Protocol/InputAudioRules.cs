namespace CozeDevice.Protocol;

/// <summary>Limits of <c>input_audio</c> (protocol §3.1.2, §6.1).</summary>
internal static class InputAudioRules
{
    private const string Path = "data.input_audio";
    private const string DefaultFormat = "wav";
    private const string DefaultCodec = "pcm";
    private const int DefaultSampleRate = 24000;

    internal static void Check(InputAudioConfig config, ProblemList problems)
    {
        problems.OneOf($"{Path}.format", config.Format, ["pcm", "wav", "ogg"]);
        problems.OneOf($"{Path}.codec", config.Codec, ["pcm", "opus", "g711a", "g711u"]);
        problems.OneOf($"{Path}.sample_rate", config.SampleRate, SampleRates.Pcm);
        problems.OneOf($"{Path}.channel", config.Channel, [1, 2]);
        problems.OneOf($"{Path}.bit_depth", config.BitDepth, [8, 16, 24]);

        var format = config.Format ?? DefaultFormat;
        var rate = config.SampleRate ?? DefaultSampleRate;
        switch (config.Codec ?? DefaultCodec)
        {
            case "pcm":
                problems.Require(format != "ogg", $"{Path}.codec", "must be opus for format ogg");
                break;
            case "opus":
                problems.Require(
                    format != "wav",
                    $"{Path}.format",
                    "must be pcm for raw opus packets (or ogg for Ogg pages); the default is wav");
                if (SampleRates.Pcm.Contains(rate))
                    problems.OneOf($"{Path}.sample_rate", rate, SampleRates.OpusInput);
                break;
            case "g711a" or "g711u":
                problems.Require(format == "pcm", $"{Path}.format", $"must be pcm for {config.Codec}; the default is wav");
                problems.Require(
                    rate == SampleRates.G711[0],
                    $"{Path}.sample_rate",
                    $"must be 8000 for {config.Codec}; the default is 24000");
                problems.Require((config.Channel ?? 1) == 1, $"{Path}.channel", $"must be 1 for {config.Codec}");
                break;
        }
    }
}
