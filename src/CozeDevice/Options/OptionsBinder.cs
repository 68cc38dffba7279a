using System.Globalization;
using CozeDevice.Audio;
using CozeDevice.Codecs;
using CozeDevice.Conversation;

namespace CozeDevice.Options;

/// <summary>Checks the winning settings and builds the options from them.</summary>
internal static class OptionsBinder
{
    /// <summary>Checks everything; the options are built only when nothing is wrong.</summary>
    public static LoadedConfiguration Bind(
        IReadOnlyDictionary<OptionKey, Setting> winners,
        IReadOnlyDictionary<string, string> environment,
        List<ConfigurationError> errors)
    {
        var settings = new List<EffectiveSetting>();
        foreach (var key in OptionCatalog.Keys)
        {
            if (!winners.TryGetValue(key, out var setting) || setting.Text.Length == 0)
            {
                if (key.IsRequired) errors.Add(Missing(key, setting));
                settings.Add(new(key, DefaultOf(key, environment), SettingOrigin.Default));
            }
            else if (SettingCheck.Problem(key, setting) is { } problem)
            {
                errors.Add(new(setting.Origin.Text, key.Path, problem));
            }
            else
            {
                settings.Add(new(key, SettingCheck.Canonical(key, setting.Text), setting.Origin));
            }
        }

        var loaded = new LoadedConfiguration(null, settings, errors);
        errors.AddRange([.. EchoRules.Together(loaded), .. LedRules.Together(loaded), .. ChatBinder.Together(loaded), .. ToolKeys.Together(loaded), .. AuthRules.Together(loaded)]);
        return errors.Count > 0 ? loaded : loaded with { Options = Build(loaded) };
    }

    private static string? DefaultOf(OptionKey key, IReadOnlyDictionary<string, string> environment) => key.Path switch
    {
        "Coze:UserId" => BoardId.OfThisBoard(),
        "Prompts:Language" => PromptLanguage.Of(environment),
        _ => key.Default,
    };

    private static ConfigurationError Missing(OptionKey key, Setting? setting) => new(
        setting?.Origin.Text ?? "configuration",
        key.Path,
        $"is missing; write it into /etc/cozedevice/cozedevice.json or give --set {key.Path}=…");

    private static DeviceOptions Build(LoadedConfiguration loaded)
    {
        return new()
        {
            Coze = new()
            {
                ApiUrl = new(Text("Coze:ApiUrl")),
                WebSocketUrl = new(Text("Coze:WebSocketUrl")),
                BotId = Text("Coze:BotId"),
                UserId = Text("Coze:UserId"),
                ConversationId = Value("Coze:ConversationId"),
                WorkflowId = Value("Coze:WorkflowId"),
                DeviceId = Value("Coze:DeviceId"),
                CaFile = Value("Coze:CaFile"),
            },
            Auth = AuthBinder.Build(loaded),
            Audio = new()
            {
                Capture = Text("Audio:Capture"),
                Playback = Text("Audio:Playback"),
                Codec = Codec(Text("Audio:Codec")),
                PreRollMs = Integer("Audio:PreRollMs"),
                PrebufferMs = Integer("Audio:PrebufferMs"),
                IdleReleaseSeconds = Integer("Audio:IdleReleaseSeconds"),
                Volume = Value("Audio:Volume") is null ? null : Integer("Audio:Volume"),
                MaxVolume = Integer("Audio:MaxVolume"),
                Mixer = Mixer(Text("Audio:Mixer")),
                Echo = EchoRules.Build(loaded),
                LockMemory = Text("Audio:LockMemory") == "auto",
            },
            Prompts = new() { Directory = Text("Prompts:Directory"), Language = Text("Prompts:Language") },
            Turn = new()
            {
                Mode = Text("Turn:Mode") == "push_to_talk" ? TurnMode.PushToTalk : TurnMode.ServerVad,
                ClearAfterIdle = TimeSpan.FromSeconds(Integer("Turn:ClearAfterIdleSeconds")),
                HalfDuplex = Text("Turn:HalfDuplex") == "off" ? HalfDuplexMode.Off : HalfDuplexMode.Auto,
                Tap = Text("Turn:Tap") == "talk" ? TapMode.Talk : TapMode.Stop,
                EndPauseMs = Integer("Turn:EndPauseMs"),
                FollowUp = TimeSpan.FromSeconds(Integer("Turn:FollowUpSeconds")),
            },
            Chat = ChatBinder.Build(loaded),
            Tools = ToolKeys.Build(loaded),
            Buttons = ButtonBinder.Buttons(loaded),
            Gesture = ButtonBinder.Gestures(loaded),
            Led = LedBinder.Build(loaded),
            State = new() { Directory = Value("State:Directory") },
            Metrics = new()
            {
                OtlpEndpoint = Value("Metrics:OtlpEndpoint") is { } collector ? new(collector) : null,
                IsGrpc = Text("Metrics:OtlpProtocol") == MetricsKeys.Grpc,
                Interval = TimeSpan.FromSeconds(Integer("Metrics:IntervalSeconds")),
                OtlpHeadersFile = Value("Metrics:OtlpHeadersFile"),
            },
            Control = new() { Socket = Text("Control:Socket") },
        };

        string? Value(string path) => loaded.Find(path)?.Value;
        string Text(string path) =>
            Value(path) ?? throw new InvalidOperationException($"{path} has neither a value nor a default.");
        int Integer(string path) => int.Parse(Text(path), CultureInfo.InvariantCulture);
    }

    // Names of controls are as the driver writes them; only our own two words are as people write them.
    private static string Mixer(string text)
    {
        foreach (var word in (ReadOnlySpan<string>)[IMixers.Auto, IMixers.None])
            if (string.Equals(word, text, StringComparison.OrdinalIgnoreCase)) return word;
        return text;
    }

    private static AudioCodec Codec(string name) => name switch
    {
        "g711a" => AudioCodec.G711A,
        "g711u" => AudioCodec.G711U,
        "pcm" => AudioCodec.Pcm,
        _ => AudioCodec.Opus,
    };
}
