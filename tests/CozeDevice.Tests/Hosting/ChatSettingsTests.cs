using CozeDevice.Codecs;
using CozeDevice.Conversation;
using CozeDevice.Hosting;
using CozeDevice.Options;
using CozeDevice.Panel;
using CozeDevice.Protocol;
using Xunit;

namespace CozeDevice.Tests.Hosting;

public sealed class ChatSettingsTests
{
    [Theory]
    [InlineData("wss://ws.coze.cn", "wss://ws.coze.cn/v1/chat?bot_id=73%2F5")]
    [InlineData("wss://ws.coze.cn/", "wss://ws.coze.cn/v1/chat?bot_id=73%2F5")]
    [InlineData("wss://proxy.example/coze/", "wss://proxy.example/coze/v1/chat?bot_id=73%2F5")]
    [InlineData("ws://127.0.0.1:8790", "ws://127.0.0.1:8790/v1/chat?bot_id=73%2F5")]
    public void The_path_and_the_bot_are_appended_to_the_base(string url, string endpoint) =>
        Assert.Equal(endpoint, ChatSettings.LinkOf(Options(url: url)).Endpoint.AbsoluteUri);

    [Theory]
    [InlineData(AudioCodec.Opus, 16_000)]
    [InlineData(AudioCodec.Pcm, 16_000)]
    [InlineData(AudioCodec.G711A, 8_000)]
    [InlineData(AudioCodec.G711U, 8_000)]
    public void Both_directions_are_asked_for_in_the_configured_codec(AudioCodec codec, int rate)
    {
        ChatConfig chat = ChatSettings.LinkOf(Options(codec)).Chat;

        Assert.Equal(new WireFormat(codec, rate), ChatSettings.FormatOf(codec));
        Assert.Equal(InputAudioConfig.For(ChatSettings.FormatOf(codec)), chat.InputAudio);
        Assert.Empty(ClientEventValidator.Validate(new UpdateChat(chat)));
    }

    [Theory]
    [InlineData(TurnMode.PushToTalk, "client_interrupt")]
    [InlineData(TurnMode.ServerVad, "server_vad")]
    public void The_turn_mode_is_the_services_turn_detection(TurnMode mode, string type) =>
        Assert.Equal(type, ChatSettings.LinkOf(Options(mode: mode)).Chat.TurnDetection!.Type);

    [Fact]
    public void No_greeting_is_played_so_that_none_is_repeated_after_a_reconnect() =>
        Assert.False(ChatSettings.LinkOf(Options()).Chat.NeedPlayPrologue);

    [Theory]
    [InlineData(null, null, null)]
    [InlineData(null, "remembered", "remembered")]
    [InlineData("configured", null, "configured")]
    [InlineData("configured", "remembered", "configured")]
    public void A_configured_conversation_wins_over_the_remembered_one(
        string? configured, string? remembered, string? used) =>
        Assert.Equal(
            used, ChatSettings.LinkOf(Options(conversation: configured), remembered).Chat.Conversation!.ConversationId);

    internal static DeviceOptions Options(
        AudioCodec codec = AudioCodec.Pcm,
        TurnMode mode = TurnMode.PushToTalk,
        string url = "ws://127.0.0.1:1",
        string? conversation = null) => new()
        {
            Coze = new CozeOptions
            {
                ApiUrl = new Uri("http://127.0.0.1:1"),
                WebSocketUrl = new Uri(url),
                BotId = "73/5",
                UserId = "board-17",
                ConversationId = conversation,
            },
            Auth = new AuthOptions(),
            Audio = new AudioOptions
            {
                Capture = "null",
                Playback = "null",
                Codec = codec,
                PreRollMs = 0,
                PrebufferMs = 60,
                IdleReleaseSeconds = 10,
                LockMemory = false,
            },
            Prompts = new PromptOptions { Directory = "/nonexistent", Language = "en" },
            Turn = new TurnOptions { Mode = mode },
            Chat = new ChatConfig
            {
                TurnDetection = new TurnDetectionConfig
                {
                    Type = mode == TurnMode.ServerVad ? TurnDetectionConfig.ServerVad : TurnDetectionConfig.ClientInterrupt,
                },
                NeedPlayPrologue = false,
            },
            Buttons = [],
            Gesture = null!,
            Led = new LedOptions
            {
                Kind = LedKind.None,
                IsDefault = false,
                Lines = [],
                ActiveLow = false,
                Names = [],
                Channels = [],
                Device = "",
                Count = 1,
                Light = new LedSettings(),
            },
            State = null!,
            Control = null!,
        };
}
