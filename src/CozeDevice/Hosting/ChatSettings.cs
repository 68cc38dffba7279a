using CozeDevice.Audio;
using CozeDevice.Codecs;
using CozeDevice.Conversation;
using CozeDevice.Link;
using CozeDevice.Options;
using CozeDevice.Protocol;

namespace CozeDevice.Hosting;

/// <summary>From the configuration to what is asked of the service. Pure.</summary>
internal static class ChatSettings
{
    private const int OpusBitrate = 24_000;

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
        address.Query = "bot_id=" + Uri.EscapeDataString(coze.BotId);
        return address.Uri;
    }

    private static ChatConfig ChatOf(DeviceOptions options, string? conversation)
    {
        WireFormat format = FormatOf(options.Audio.Codec);
        OutputAudioConfig output = OutputAudioConfig.For(format, AudioFormat.FrameMs, Pace) with
        {
            VoiceId = options.Coze.VoiceId,
        };
        if (output.Opus is { } opus)
            output = output with { Opus = opus with { Bitrate = OpusBitrate } };
        return new ChatConfig
        {
            Conversation = new ConversationConfig
            {
                UserId = options.Coze.UserId,
                ConversationId = conversation,
            },
            InputAudio = InputAudioConfig.For(format),
            OutputAudio = output,
            TurnDetection = new TurnDetectionConfig
            {
                Type = options.Turn.Mode == TurnMode.ServerVad
                    ? TurnDetectionConfig.ServerVad
                    : TurnDetectionConfig.ClientInterrupt,
            },
            NeedPlayPrologue = false,
        };
    }
}
