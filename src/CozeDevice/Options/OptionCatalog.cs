namespace CozeDevice.Options;

/// <summary>Every key there is, in the order people read them. Binding, checks, help and schema follow this
/// table.</summary>
internal static class OptionCatalog
{
    /// <summary>The key that names the board; it has no section.</summary>
    public const string Board = "Board";

    /// <summary>The keys.</summary>
    public static IReadOnlyList<OptionKey> Keys { get; } =
    [
        Text(Board, null, "A board whose wiring is known: its values stand between the defaults and the files.") with
        {
            WhenUnset = "none",
        },
        Text("Coze:ApiUrl", "https://api.coze.cn", "Base of the REST endpoints.") with
        {
            Check = static text => EndpointRule.Check(text, "https", "http"),
        },
        Text("Coze:WebSocketUrl", "wss://ws.coze.cn", "Base of the WebSocket endpoints.") with
        {
            Check = static text => EndpointRule.Check(text, "wss", "ws"),
        },
        Text("Coze:BotId", null, "The bot to talk to.") with { IsRequired = true, Check = TextRules.Id, Field = "bot_id (query)" },
        Text("Coze:WorkflowId", null, "A dialogue flow to run in place of the bot's own logic.") with
        {
            Check = TextRules.Id, WhenUnset = "none", Field = "workflow_id (query)",
        },
        Text("Coze:DeviceId", null, "A number by which the service's support finds this device.") with
        {
            Check = TextRules.DeviceNumber, WhenUnset = "none", Field = "device_id (query)",
        },
        Text("Coze:UserId", null, "Who is talking.") with
        {
            Check = TextRules.Id, WhenUnset = "an id of this board", Field = "chat_config.user_id",
        },
        Text("Coze:ConversationId", null, "A conversation to go on with.") with
        {
            Check = TextRules.Id, WhenUnset = "the remembered one, or a new one", Field = "chat_config.conversation_id",
        },
        Text("Coze:VoiceId", null, "A voice other than the bot's own.") with
        {
            Check = TextRules.Id, WhenUnset = "the bot's own voice", Field = "output_audio.voice_id",
        },
        Text("Coze:Plan", "free", "The plan of the account; the commands for REST calls keep its rates.") with
        {
            Choices = ["free", "personal", "team", "enterprise"],
        },
        Text("Coze:CaFile", null, "A PEM file with further trusted roots.") with { Check = TextRules.CertificateFile },
        .. AuthKeys.All,
        Text("Audio:Capture", "default", "The microphone: an ALSA name, file:PATH.wav or null.") with
        {
            Check = TextRules.AudioDevice,
        },
        Text("Audio:Playback", "default", "The speaker: an ALSA name, file:PATH.wav or null.") with
        {
            Check = TextRules.AudioDevice,
        },
        Text("Audio:Codec", "opus", "The codec asked for in both directions.") with
        {
            Choices = ["opus", "g711a", "g711u", "pcm"], Field = "input_audio.*, output_audio.codec, .pcm_config, .opus_config",
        },
        Integer("Audio:PreRollMs", 200, 0, 500, "Milliseconds before the press that are sent too; 0 keeps none."),
        Integer("Audio:PrebufferMs", 60, 20, 300, "Milliseconds of an answer that wait before it is heard; jitter adds to it."),
        Integer("Audio:IdleReleaseSeconds", 10, 0, 3_600, "Seconds of silence before the speaker is let go; 0 keeps it."),
        new("Audio:Volume", OptionType.Integer, null, "Volume in percent.")
        {
            Min = 0, Max = 100, WhenUnset = "70 on a hardware mixer, 100 in software",
        },
        Integer("Audio:MaxVolume", 100, 1, 100, "The loudest volume anybody may set, in percent; for toys."),
        Text("Audio:Mixer", "auto", "The sound card's volume control by name, auto, or none for software."),
        Text("Audio:EchoCancel", "off", "Hands-free: what takes the device's own voice out of the microphone (hardware/hands-free.md).") with
        {
            Choices = ["off", "speex"],
        },
        Integer("Audio:EchoTailMs", 200, 50, 500, "How long the room answers, in milliseconds; a longer filter learns more slowly."),
        Text("Audio:EchoDelayMs", "auto", "How late the echo comes, in milliseconds (0 to 1000), or auto to find out.") with
        {
            Check = EchoRules.Delay,
        },
        Text("Audio:LockMemory", "auto", "Whether memory stays in RAM where the system allows all of it.") with
        {
            Choices = ["auto", "off"],
        },
        Text("Prompts:Directory", "/etc/cozedevice/prompts", "Where WAV files of the same name replace the spoken prompts."),
        Text("Prompts:Language", null, "The language of the spoken prompts.") with
        {
            Choices = PromptLanguage.All, WhenUnset = "zh if LANG is Chinese, else en",
        },
        .. ChatKeys.Turn,
        .. ChatKeys.HandsFree,
        .. ChatKeys.Chat,
        .. ChatKeys.Voice,
        .. ChatKeys.Asr,
        .. ChatKeys.Processing,
        .. ToolKeys.All,
        .. ButtonKeys.All,
        .. LedKeys.All,
        Text("State:Directory", null, "Where volume, mute and conversation are remembered.") with
        {
            WhenUnset = "the state directory of the service or of the user",
        },
        .. MetricsKeys.All,
        .. UpdateKeys.All,
        Text("Control:Socket", "/run/cozedevice/control.sock", "Path of the control socket.") with
        {
            Check = TextRules.SocketPath,
        },
    ];

    /// <summary>Names of the sections, in order.</summary>
    public static IReadOnlyList<string> Sections { get; } = [.. Keys.Select(key => key.Section).Where(section => section.Length > 0).Distinct()];

    /// <summary>Finds a key without regard to case, as environment variables are often all capitals.</summary>
    public static OptionKey? Find(string path)
    {
        foreach (var key in Keys)
            if (string.Equals(key.Path, path, StringComparison.OrdinalIgnoreCase)) return key;
        return null;
    }

    private static OptionKey Text(string path, string? @default, string summary) =>
        new(path, OptionType.Text, @default, summary);

    private static OptionKey Integer(string path, int @default, int min, int max, string summary) =>
        new(path, OptionType.Integer, @default.ToString(System.Globalization.CultureInfo.InvariantCulture), summary)
        {
            Min = min,
            Max = max,
        };
}
