using System.Text.Json.Nodes;

namespace CozeDevice.Simulator.Configuration;

/// <summary>Fills in the defaults that depend on what was chosen.</summary>
internal static class ConfigDefaults
{
    /// <summary>Adds the members of the chosen output codec and turn mode that were not sent.</summary>
    internal static void Fill(JsonObject members)
    {
        JsonObject output = members["output_audio"]!.AsObject();
        switch (output["codec"]!.GetValue<string>())
        {
            case "opus":
                JsonObject opus = Section(output, "opus_config");
                Default(opus, "sample_rate", 24000);
                Default(opus, "bitrate", 48000);
                Default(opus, "use_cbr", false);
                Default(opus, "frame_size_ms", 10);
                break;
            case "mp3":
                Default(Section(output, "mp3_config"), "sample_rate", 44100);
                break;
            case "pcm":
                Default(Section(output, "pcm_config"), "sample_rate", 24000);
                break;
            default:
                Default(Section(output, "pcm_config"), "sample_rate", 8000);
                break;
        }

        JsonObject turns = members["turn_detection"]!.AsObject();
        string mode = turns["type"]!.GetValue<string>();
        if (mode != "client_interrupt")
        {
            Default(turns, "prefix_padding_ms", 600);
            Default(turns, "silence_duration_ms", 500);
        }

        if (mode == "semantic_vad")
        {
            JsonObject semantic = Section(turns, "semantic_vad_config");
            Default(semantic, "silence_threshold_ms", 300);
            Default(semantic, "semantic_unfinished_wait_time_ms", 500);
        }
    }

    private static JsonObject Section(JsonObject parent, string name)
    {
        if (parent[name] is not JsonObject section)
        {
            section = [];
            parent[name] = section;
        }

        return section;
    }

    private static void Default(JsonObject section, string name, JsonNode value) => section[name] ??= value;
}
