using System.Text.Json.Nodes;
using CozeDevice.Simulator.Audio;

namespace CozeDevice.Simulator.Configuration;

/// <summary>The rules that tie members to each other.</summary>
internal static class ConfigCombinations
{
    /// <summary>Checks a complete configuration.</summary>
    /// <exception cref="ConfigException">Two members do not go together.</exception>
    internal static void Check(JsonObject members)
    {
        CheckInput(members["input_audio"]!);
        CheckOutput(members["output_audio"]!);
        if (IsTrue(members["voice_processing_config"]?["enable_ans"])
            && IsTrue(members["voice_processing_config"]?["enable_pdns"]))
        {
            throw new ConfigException("voice_processing_config.enable_pdns", "excludes enable_ans");
        }
    }

    private static void CheckInput(JsonNode input)
    {
        string format = input["format"]!.GetValue<string>();
        string codec = input["codec"]!.GetValue<string>();
        if (codec is "g711a" or "g711u")
        {
            Require(format == "pcm", "input_audio.format", $"must be pcm for {codec}");
            Require(IsNumber(input["sample_rate"], 8000), "input_audio.sample_rate", $"must be 8000 for {codec}");
            Require(IsNumber(input["channel"], 1), "input_audio.channel", $"must be 1 for {codec}");
        }

        Require(format != "wav" || codec == "pcm", "input_audio.codec", "must be pcm for the format wav");
        Require(format != "ogg" || codec == "opus", "input_audio.codec", "must be opus for the format ogg");
        Require(codec != "opus" || Libopus.IsAvailable, "input_audio.codec", NeedsLibopus);
    }

    private static void CheckOutput(JsonNode output)
    {
        string codec = output["codec"]!.GetValue<string>();
        if (codec is "g711a" or "g711u")
        {
            Require(
                IsNumber(output["pcm_config"]?["sample_rate"], 8000),
                "output_audio.pcm_config.sample_rate",
                $"must be 8000 for {codec}");
        }

        Require(codec != "opus" || Libopus.IsAvailable, "output_audio.codec", NeedsLibopus);
        Require(codec != "mp3", "output_audio.codec", "mp3 is not something this simulator can make; the real service can");
    }

    private const string NeedsLibopus = "opus needs libopus.so.0 on the simulator's machine (package libopus0)";

    private static void Require(bool holds, string path, string expectation)
    {
        if (!holds)
        {
            throw new ConfigException(path, expectation);
        }
    }

    private static bool IsTrue(JsonNode? node) => node is not null && node.GetValue<bool>();

    private static bool IsNumber(JsonNode? node, int expected) =>
        node is not null && double.Parse(
            node.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture) == expected;
}
