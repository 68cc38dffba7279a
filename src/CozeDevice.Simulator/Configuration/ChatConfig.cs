using System.Text.Json;
using System.Text.Json.Nodes;
using CozeDevice.Simulator.Audio;

namespace CozeDevice.Simulator.Configuration;

/// <summary>The effective configuration of one connection. Immutable: an update makes a new one.</summary>
internal sealed class ChatConfig
{
    private const string DefaultVoice = "7426720361733000000";

    // What the client sent over the fixed defaults; the defaults that depend on it are in _members only, so that they
    // follow when a later update chooses another codec.
    private readonly JsonObject _sent;
    private readonly JsonObject _members;

    private ChatConfig(JsonObject sent, JsonObject members)
    {
        _sent = sent;
        _members = members;
        InputAudio = ReadInput();
        OutputAudio = ReadOutput();
    }

    /// <summary>How uplink audio comes.</summary>
    internal InputAudio InputAudio { get; }

    /// <summary>How downlink audio goes.</summary>
    internal OutputAudio OutputAudio { get; }

    /// <summary>The conversation turns belong to.</summary>
    internal string ConversationId => Text("chat_config.conversation_id")!;

    /// <summary><c>client_interrupt</c>, <c>server_vad</c> or <c>semantic_vad</c>.</summary>
    internal string TurnMode => Text("turn_detection.type")!;

    /// <summary>Whether the service finds the end of speech itself.</summary>
    internal bool DetectsVoice => TurnMode != "client_interrupt";

    /// <summary>Audio kept from before detected speech.</summary>
    internal TimeSpan PrefixPadding => Milliseconds("turn_detection.prefix_padding_ms", 600);

    /// <summary>Silence that ends speech.</summary>
    internal TimeSpan SilenceDuration => TurnMode == "semantic_vad"
        ? Milliseconds("turn_detection.semantic_vad_config.silence_threshold_ms", 300)
            + Milliseconds("turn_detection.semantic_vad_config.semantic_unfinished_wait_time_ms", 500)
        : Milliseconds("turn_detection.silence_duration_ms", 500);

    /// <summary>The keyword mode; <see langword="null"/> lets any voice interrupt.</summary>
    internal string? InterruptMode => Text("turn_detection.interrupt_config.mode");

    /// <summary>The words that interrupt in a keyword mode.</summary>
    internal IReadOnlyList<string> InterruptKeywords => Texts("turn_detection.interrupt_config.keywords");

    /// <summary>Whether interim transcripts are sent.</summary>
    internal bool StreamsTranscript => Text("asr_config.stream_mode") != "output_no_stream";

    /// <summary>The events wanted; empty means all.</summary>
    internal IReadOnlyList<string> EventSubscriptions => Texts("event_subscriptions");

    /// <summary>Whether a greeting is spoken.</summary>
    internal bool NeedsPrologue => Find("need_play_prologue")?.GetValue<bool>() ?? false;

    /// <summary>The greeting's text, if the client gave one.</summary>
    internal string? PrologueContent => Text("prologue_content");

    /// <summary>The configuration before any <c>chat.update</c>, in a conversation of its own.</summary>
    internal static ChatConfig Default() => Complete(new JsonObject
    {
        ["chat_config"] = new JsonObject
        {
            ["conversation_id"] = Ids.Next(),
            ["auto_save_history"] = true,
            ["meta_data"] = new JsonObject(),
            ["custom_variables"] = new JsonObject(),
            ["extra_params"] = new JsonObject(),
        },
        ["input_audio"] = new JsonObject
        {
            ["format"] = "wav",
            ["codec"] = "pcm",
            ["sample_rate"] = 24000,
            ["channel"] = 1,
            ["bit_depth"] = 16,
        },
        ["output_audio"] = new JsonObject
        {
            ["codec"] = "pcm",
            ["speech_rate"] = 0,
            ["loudness_rate"] = 0,
            ["voice_id"] = DefaultVoice,
        },
        ["turn_detection"] = new JsonObject { ["type"] = "client_interrupt" },
        ["asr_config"] = new JsonObject
        {
            ["user_language"] = "common",
            ["enable_ddc"] = true,
            ["enable_itn"] = true,
            ["enable_punc"] = true,
            ["stream_mode"] = "bidirectional_stream",
        },
    });

    /// <summary>This configuration with an update laid over it.</summary>
    /// <param name="update">The <c>data</c> of <c>chat.update</c>.</param>
    /// <param name="keepsTurnMode">The turn mode cannot be changed on a live socket (D-kw): it keeps its value.</param>
    /// <exception cref="ConfigException">A member is not allowed.</exception>
    internal ChatConfig With(JsonElement update, bool keepsTurnMode)
    {
        JsonObject sent = _sent.DeepClone().AsObject();
        ConfigMerge.Apply(update, sent);
        if (keepsTurnMode)
        {
            sent["turn_detection"]!["type"] = TurnMode;
        }

        return Complete(sent);
    }

    private static ChatConfig Complete(JsonObject sent)
    {
        JsonObject members = sent.DeepClone().AsObject();
        ConfigDefaults.Fill(members);
        ConfigCombinations.Check(members);
        return new ChatConfig(sent, members);
    }

    /// <summary>The <c>data</c> of <c>chat.updated</c>. The documentation lists no subscriptions and no prologue in it.</summary>
    internal JsonObject ToEcho()
    {
        JsonObject echo = _members.DeepClone().AsObject();
        echo.Remove("event_subscriptions");
        echo.Remove("need_play_prologue");
        echo.Remove("prologue_content");
        return echo;
    }

    /// <summary>The <c>data</c> of the answer on a socket that knows only some sections.</summary>
    internal JsonObject ToEcho(params IReadOnlyList<string> sections)
    {
        JsonObject echo = [];
        foreach (string section in sections)
        {
            echo[section] = _members[section]?.DeepClone();
        }

        return echo;
    }

    private InputAudio ReadInput() => new(
        Text("input_audio.format")!,
        Text("input_audio.codec")!,
        (int)Number("input_audio.sample_rate", 24000),
        (int)Number("input_audio.channel", 1),
        (int)Number("input_audio.bit_depth", 16));

    private OutputAudio ReadOutput()
    {
        string codec = Text("output_audio.codec")!;
        string section = codec == "opus" ? "output_audio.opus_config" : "output_audio.pcm_config";
        double frameMs = Number($"{section}.frame_size_ms", codec == "opus" ? 10 : 0);
        double period = Number($"{section}.limit_config.period", 0);
        double maxFrames = Number($"{section}.limit_config.max_frame_num", 0);

        // The limit counts deltas, so it has no effect on deltas of open size.
        DeltaLimit? limit = frameMs > 0 && period > 0 && maxFrames > 0
            ? new DeltaLimit(TimeSpan.FromSeconds(period), (int)maxFrames)
            : null;
        return new OutputAudio(
            codec,
            (int)Number($"{section}.sample_rate", 24000),
            frameMs,
            limit,
            (int)Number($"{section}.bitrate", 48000),
            Find($"{section}.use_cbr")?.GetValue<bool>() ?? false,
            (int)Number("output_audio.speech_rate", 0),
            (int)Number("output_audio.loudness_rate", 0));
    }

    private JsonNode? Find(string path)
    {
        JsonNode? node = _members;
        foreach (string name in path.Split('.'))
        {
            node = (node as JsonObject)?[name];
        }

        return node;
    }

    private string? Text(string path) => Find(path)?.GetValue<string>();

    private double Number(string path, double otherwise) => Find(path) is { } node
        ? node.GetValueKind() == JsonValueKind.Number ? JsonElementNumber(node) : otherwise
        : otherwise;

    private TimeSpan Milliseconds(string path, int otherwise) => TimeSpan.FromMilliseconds(Number(path, otherwise));

    private string[] Texts(string path) =>
        Find(path) is JsonArray list ? [.. list.Select(item => item!.GetValue<string>())] : [];

    // A node may hold an int from here or a parsed number; both convert by way of their text.
    private static double JsonElementNumber(JsonNode node) =>
        double.Parse(node.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture);
}
