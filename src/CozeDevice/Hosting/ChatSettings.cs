using CozeDevice.Audio;
using CozeDevice.Codecs;
using CozeDevice.Link;
using CozeDevice.Options;
using CozeDevice.Protocol;

namespace CozeDevice.Hosting;

/// <summary>From the configuration to what is asked of the service. Pure.</summary>
internal static class ChatSettings
{
    // 1.2 times real time: the buffer fills, and little is thrown away on a barge-in (design §5).
    private static readonly LimitConfig Pace = new(Period: 1, MaxFrameNum: 60);

    /// <summary>The format of both directions for a codec (design §5).</summary>
    public static WireFormat FormatOf(AudioCodec codec) => new(
        codec, codec is AudioCodec.G711A or AudioCodec.G711U ? 8_000 : AudioFormat.SampleRate);

    /// <summary>Where the socket is and what it is told.</summary>
    /// <param name="options">The configuration.</param>
    /// <param name="rememberedConversation">The conversation of the last run, used unless one is configured.</param>
    public static LinkSettings LinkOf(DeviceOptions options, string? rememberedConversation = null) => new()
    {
        Endpoint = EndpointOf(options.Coze),
        Chat = ChatOf(options, options.Coze.ConversationId ?? rememberedConversation),
    };

    private static Uri EndpointOf(CozeOptions coze)
    {
        var address = new UriBuilder(coze.WebSocketUrl);
        address.Path = address.Path.TrimEnd('/') + "/v1/chat";
        address.Query = "bot_id=" + Uri.EscapeDataString(coze.BotId)
            + Parameter("workflow_id", coze.WorkflowId) + Parameter("device_id", coze.DeviceId);
        return address.Uri;
    }

    private static string Parameter(string name, string? value) =>
        value is null ? "" : $"&{name}={Uri.EscapeDataString(value)}";

    // What people set, and around it what the device itself decides: formats, pace and the ids.
    private static ChatConfig ChatOf(DeviceOptions options, string? conversation)
    {
        WireFormat format = FormatOf(options.Audio.Codec);
        ChatConfig chat = options.Chat;
        OutputAudioConfig formats = OutputAudioConfig.For(format, AudioFormat.FrameMs, Pace);
        OutputAudioConfig voice = chat.OutputAudio ?? new OutputAudioConfig();
        return chat with
        {
            Conversation = (chat.Conversation ?? new ConversationConfig()) with
            {
                UserId = options.Coze.UserId,
                ConversationId = conversation,
            },
            InputAudio = InputAudioConfig.For(format),
            OutputAudio = voice with
            {
                Codec = formats.Codec,
                Pcm = formats.Pcm,
                Opus = formats.Opus is { } opus ? opus with { Bitrate = voice.Opus?.Bitrate, UseCbr = voice.Opus?.UseCbr } : null,
            },
            TurnDetection = (chat.TurnDetection ?? new TurnDetectionConfig()) with
            {
                Type = chat.TurnDetection?.Type ?? TurnDetectionConfig.ClientInterrupt,
            },
        };
    }
}
