using CozeDevice.Codecs;
using CozeDevice.Conversation;
using CozeDevice.Options;
using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.Tests.Options;

public sealed class ConfigurationLoaderTests : IDisposable
{
    private readonly TempDirectory _etc = new();
    private readonly Dictionary<string, string> _environment = [];

    [Fact]
    public void A_bot_id_alone_is_enough_and_the_rest_has_the_documented_defaults()
    {
        var options = Right(Load("Coze:BotId=73"));

        Assert.Equal(new("https://api.coze.cn"), options.Coze.ApiUrl);
        Assert.Equal(new("wss://ws.coze.cn"), options.Coze.WebSocketUrl);
        Assert.Equal("73", options.Coze.BotId);
        Assert.StartsWith("board-", options.Coze.UserId, StringComparison.Ordinal);
        Assert.Null(options.Coze.ConversationId);
        Assert.Equal("default", options.Audio.Capture);
        Assert.Equal("default", options.Audio.Playback);
        Assert.Equal(AudioCodec.Opus, options.Audio.Codec);
        Assert.Equal(200, options.Audio.PreRollMs);
        Assert.Equal(60, options.Audio.PrebufferMs);
        Assert.Equal(10, options.Audio.IdleReleaseSeconds);
        Assert.Null(options.Audio.Volume);
        Assert.Equal(TurnMode.PushToTalk, options.Turn.Mode);
        Assert.Equal("GPIO17", options.Buttons[0].Line);
        Assert.True(options.Buttons[0].ActiveLow);
        Assert.Equal(5, options.Buttons[0].DebounceMs);
        Assert.Equal(LedKind.Gpio, options.Led.Kind);
        Assert.Equal(["GPIO25"], options.Led.Lines);
        Assert.Null(options.State.Directory);
        Assert.Equal("/run/cozedevice/control.sock", options.Control.Socket);
    }

    [Fact]
    public void The_documented_example_is_right()
    {
        _etc.Write("cozedevice.json", """
            {
              // The example of the manual.
              "Coze":    { "ApiUrl": "https://api.coze.cn", "WebSocketUrl": "wss://ws.coze.cn", "BotId": "73", "UserId": "board-17", "ConversationId": null, "VoiceId": null, "CaFile": null },
              "Auth":    { "Token": null, "TokenFile": null, "ClientId": null },
              "Audio":   { "Capture": "default", "Playback": "default", "Codec": "opus", "PreRollMs": 200, "Volume": 70 },
              "Turn":    { "Mode": "push_to_talk" },
              "Button":  { "Chip": null, "Line": "GPIO17", "ActiveLow": true, "DebounceMs": 5 },
              "Led":     { "Kind": "gpio", "Line": "GPIO25" },
              "State":   { "Directory": null },
              "Control": { "Socket": "/run/cozedevice/control.sock" }, /* trailing comma */
            }
            """);

        var options = Right(Load());

        Assert.Equal("board-17", options.Coze.UserId);
        Assert.Equal(70, options.Audio.Volume);
    }

    [Fact]
    public void Later_layers_win_and_every_value_knows_where_it_came_from()
    {
        _etc.Write("cozedevice.json", """
            {
              "Coze": { "BotId": "file", "UserId": "file", "VoiceId": "file" },
              "Audio": { "Capture": "file", "Playback": "file" }
            }
            """);
        _etc.Write("conf.d/90-site.json", """{ "Coze": { "UserId": "site" } }""");
        _etc.Write("conf.d/50-fleet.json", """{ "Coze": { "UserId": "fleet", "VoiceId": "fleet" } }""");
        _environment["COZEDEVICE_Audio__Capture"] = "environment";
        _environment["COZEDEVICE_Audio__Playback"] = "environment";

        var loaded = Load("Audio:Playback=set", "Audio:Playback=set again");

        Assert.Empty(loaded.Errors);
        Assert.Equal(("file", $"{_etc["cozedevice.json"]}:2"), ValueAndOrigin(loaded, "Coze:BotId"));
        Assert.Equal(("fleet", $"{_etc["conf.d/50-fleet.json"]}:1"), ValueAndOrigin(loaded, "Coze:VoiceId"));
        Assert.Equal(("site", $"{_etc["conf.d/90-site.json"]}:1"), ValueAndOrigin(loaded, "Coze:UserId"));
        Assert.Equal(("environment", "COZEDEVICE_Audio__Capture"), ValueAndOrigin(loaded, "Audio:Capture"));
        Assert.Equal(("set again", "--set"), ValueAndOrigin(loaded, "Audio:Playback"));
        Assert.Equal(("opus", "default"), ValueAndOrigin(loaded, "Audio:Codec"));
    }

    [Fact]
    public void A_named_file_replaces_all_default_files()
    {
        _etc.Write("cozedevice.json", """{ "Coze": { "VoiceId": "default file" } }""");
        _etc.Write("conf.d/50.json", """{ "Coze": { "UserId": "drop-in" } }""");
        var named = _etc.Write("named.json", """{ "Coze": { "BotId": "73" } }""");

        var loaded = ConfigurationLoader.Load(new(named, [], _environment) { Directory = _etc.Path });

        Assert.Null(Right(loaded).Chat.OutputAudio!.VoiceId);
    }

    [Fact]
    public void A_named_file_that_is_missing_is_an_error()
    {
        var loaded = ConfigurationLoader.Load(new(_etc["none.json"], ["Coze:BotId=73"], _environment));
        Assert.Equal($"{_etc["none.json"]}: does not exist", Assert.Single(loaded.Errors).ToString());
    }

    [Fact]
    public void Null_takes_a_value_of_an_earlier_layer_back()
    {
        _etc.Write("cozedevice.json", """{ "Coze": { "BotId": "73" }, "Audio": { "PreRollMs": 0, "Volume": 3 } }""");
        _etc.Write("conf.d/1.json", """{ "Audio": { "PreRollMs": null, "Volume": null } }""");

        var loaded = Load();

        Assert.Equal(200, Right(loaded).Audio.PreRollMs);
        Assert.Null(Right(loaded).Audio.Volume);
        Assert.Equal("default", loaded.Find("Audio:Volume")!.Origin.Text);
    }

    [Theory]
    [InlineData(null, "auto")]
    [InlineData("AUTO", "auto")]
    [InlineData("None", "none")]
    [InlineData("Line Out", "Line Out")]
    public void The_words_for_a_mixer_may_be_written_in_any_case(string? written, string expected)
    {
        string[] mixer = written is null ? [] : [$"Audio:Mixer={written}"];
        Assert.Equal(expected, Right(Load(["Coze:BotId=73", .. mixer])).Audio.Mixer);
    }

    [Fact]
    public void Names_of_keys_may_be_written_in_any_case()
    {
        _environment["COZEDEVICE_COZE__BOTID"] = "73";
        Assert.Equal("73", Right(Load()).Coze.BotId);
    }

    [Fact]
    public void Every_error_of_every_layer_is_reported_at_once()
    {
        _etc.Write("cozedevice.json", """
            {
              "Coze": { "ApiUrl": "http://example.org" },
              "Audio": { "PreRollMs": 501, "Kodec": "opus" }
            }
            """);
        _environment["COZEDEVICE_Button__ActiveLow"] = "perhaps";

        var errors = Load("Turn:Mode=open_mic").Errors.Select(error => error.Key);

        Assert.Equal(
            ["Audio:Kodec", "Coze:ApiUrl", "Coze:BotId", "Audio:PreRollMs", "Turn:Mode", "Button:ActiveLow"], errors);
    }

    [Theory]
    [InlineData("Button:Line=none")]
    [InlineData("Led:Kind=none")]
    [InlineData("Led:Kind=NONE")]
    [InlineData("Turn:Mode=server_vad")]
    [InlineData("Audio:Codec=g711a")]
    [InlineData("Audio:Codec=g711u")]
    [InlineData("Audio:Codec=pcm")]
    [InlineData("Audio:PreRollMs=0")]
    [InlineData("Audio:PreRollMs=500")]
    [InlineData("Audio:PrebufferMs=20")]
    [InlineData("Audio:PrebufferMs=300")]
    [InlineData("Audio:IdleReleaseSeconds=0")]
    [InlineData("Audio:IdleReleaseSeconds=3600")]
    [InlineData("Audio:Volume=0")]
    [InlineData("Audio:Volume=100")]
    [InlineData("Audio:MaxVolume=1")]
    [InlineData("Audio:MaxVolume=100")]
    [InlineData("Audio:EchoCancel=off")]
    [InlineData("Audio:EchoTailMs=50")]
    [InlineData("Audio:EchoTailMs=500")]
    [InlineData("Audio:EchoDelayMs=Auto")]
    [InlineData("Audio:EchoDelayMs=0")]
    [InlineData("Audio:EchoDelayMs=1000")]
    [InlineData("Audio:Mixer=none")]
    [InlineData("Audio:Mixer=PCM,1")]
    [InlineData("Audio:Capture=plughw:CARD=seeed2micvoicec")]
    [InlineData("Audio:Capture=file:/tmp/question.wav")]
    [InlineData("Audio:Playback=null")]
    [InlineData("Button:ActiveLow=False")]
    [InlineData("Coze:WebSocketUrl=ws://127.0.0.1:8080")]
    [InlineData("Coze:WebSocketUrl=ws://127.1.2.3:8080/base")]
    [InlineData("Coze:WebSocketUrl=ws://[::1]:8080")]
    [InlineData("Coze:WebSocketUrl=ws://localhost:8080")]
    [InlineData("Coze:ApiUrl=http://LOCALHOST:8080")]
    [InlineData("Coze:ApiUrl=https://api.coze.com/")]
    [InlineData("State:Directory=/tmp/state")]
    [InlineData("Control:Socket=control.sock")]
    public void Right_values_are_taken(string set) => Right(Load("Coze:BotId=73", set));

    [Theory]
    [InlineData("server_vad")]
    [InlineData("semantic_vad")]
    public void An_echo_canceller_is_for_hands_free_turns(string mode)
    {
        var audio = Right(Load("Coze:BotId=73", $"Turn:Mode={mode}", "Audio:EchoCancel=speex", "Audio:EchoDelayMs=120")).Audio;
        Assert.Equal(new CozeDevice.Audio.EchoOptions { TailMs = 200, DelayMs = 120 }, audio.Echo);
        Assert.Null(Right(Load("Coze:BotId=73", $"Turn:Mode={mode}")).Audio.Echo);
    }

    [Theory]
    [InlineData("Coze:BotId=7 3", "Coze:BotId", "no id has")]
    [InlineData("Coze:BotId=73…", "Coze:BotId", "no id has")]
    [InlineData("Coze:UserId=a\tb", "Coze:UserId", "no id has")]
    [InlineData("Coze:ApiUrl=api.coze.cn", "Coze:ApiUrl", "https://host")]
    [InlineData("Coze:ApiUrl=wss://api.coze.cn", "Coze:ApiUrl", "should be https://")]
    [InlineData("Coze:ApiUrl=http://api.coze.cn", "Coze:ApiUrl", "unencrypted to api.coze.cn; use https://")]
    [InlineData("Coze:WebSocketUrl=https://ws.coze.cn", "Coze:WebSocketUrl", "should be wss://")]
    [InlineData("Coze:WebSocketUrl=ws://ws.coze.cn", "Coze:WebSocketUrl", "use wss://")]
    [InlineData("Coze:WebSocketUrl=ws://192.168.1.5", "Coze:WebSocketUrl", "use wss://")]
    [InlineData("Coze:WebSocketUrl=ws://128.0.0.1", "Coze:WebSocketUrl", "use wss://")]
    [InlineData("Coze:WebSocketUrl=ws://[::2]", "Coze:WebSocketUrl", "use wss://")]
    [InlineData("Coze:WebSocketUrl=ws://localhost.example.org", "Coze:WebSocketUrl", "use wss://")]
    [InlineData("Coze:WebSocketUrl=wss://ws.coze.cn?token=secret", "Coze:WebSocketUrl", "should be wss://ws.coze.cn alone")]
    [InlineData("Coze:WebSocketUrl=wss://user:secret@ws.coze.cn", "Coze:WebSocketUrl", "should be wss://ws.coze.cn alone")]
    [InlineData("Coze:CaFile=/nowhere/ca.pem", "Coze:CaFile", "cannot be read")]
    [InlineData("Audio:Capture=file:", "Audio:Capture", "file:PATH.wav")]
    [InlineData("Audio:Codec=mp3", "Audio:Codec", "opus or g711a or g711u or pcm")]
    [InlineData("Audio:PreRollMs=-1", "Audio:PreRollMs", "from 0 to 500")]
    [InlineData("Audio:PreRollMs=501", "Audio:PreRollMs", "from 0 to 500")]
    [InlineData("Audio:PrebufferMs=19", "Audio:PrebufferMs", "from 20 to 300")]
    [InlineData("Audio:PrebufferMs=301", "Audio:PrebufferMs", "from 20 to 300")]
    [InlineData("Audio:IdleReleaseSeconds=3601", "Audio:IdleReleaseSeconds", "from 0 to 3600")]
    [InlineData("Audio:EchoCancel=webrtc", "Audio:EchoCancel", "off or speex")]
    [InlineData("Audio:EchoCancel=speex", "Audio:EchoCancel", "set Turn:Mode to server_vad or semantic_vad, or Audio:EchoCancel to off")]
    [InlineData("Audio:EchoTailMs=49", "Audio:EchoTailMs", "from 50 to 500")]
    [InlineData("Audio:EchoTailMs=501", "Audio:EchoTailMs", "from 50 to 500")]
    [InlineData("Audio:EchoDelayMs=1001", "Audio:EchoDelayMs", "auto or milliseconds from 0 to 1000")]
    [InlineData("Audio:EchoDelayMs=-1", "Audio:EchoDelayMs", "auto or milliseconds from 0 to 1000")]
    [InlineData("Audio:EchoDelayMs=soon", "Audio:EchoDelayMs", "auto or milliseconds from 0 to 1000")]
    [InlineData("Audio:PreRollMs=20.5", "Audio:PreRollMs", "whole number")]
    [InlineData("Audio:PreRollMs=99999999999", "Audio:PreRollMs", "from 0 to 500")]
    [InlineData("Audio:Volume=101", "Audio:Volume", "from 0 to 100")]
    [InlineData("Audio:MaxVolume=0", "Audio:MaxVolume", "from 1 to 100")]
    [InlineData("Audio:MaxVolume=101", "Audio:MaxVolume", "from 1 to 100")]
    [InlineData("Audio:Volume=loud", "Audio:Volume", "is \"loud\"; it should be a whole number")]
    [InlineData("Turn:Mode=client_interrupt", "Turn:Mode", "push_to_talk or server_vad")]
    [InlineData("Button:ActiveLow=1", "Button:ActiveLow", "true or false")]
    [InlineData("Button:DebounceMs=1000", "Button:DebounceMs", "from 0 to 200")]
    [InlineData("Led:Kind=neopixel", "Led:Kind", "gpio or rgb or sysfs or pwm or apa102 or ws2812 or none")]
    public void A_wrong_value_is_named_with_what_would_be_right(string set, string key, string hint)
    {
        var error = Assert.Single(Load("Coze:BotId=73", set).Errors);
        Assert.Equal((key, "--set"), (error.Key, error.Origin));
        Assert.Contains(hint, error.Problem, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "Coze": { "BotId": 73 } }""", "Coze:BotId", "in quotes")]
    [InlineData("""{ "Coze": { "BotId": true } }""", "Coze:BotId", "in quotes")]
    [InlineData("""{ "Coze": { "BotId": ["73"] } }""", "Coze:BotId", "one value")]
    [InlineData("""{ "Coze": { "BotId": "" } }""", "Coze:BotId", "is missing")]
    [InlineData("""{ "Audio": { "Volume": "70" } }""", "Audio:Volume", "without quotes")]
    [InlineData("""{ "Audio": { "Volume": true } }""", "Audio:Volume", "whole number")]
    [InlineData("""{ "Button": { "ActiveLow": "true" } }""", "Button:ActiveLow", "without quotes")]
    [InlineData("""{ "Button": { "ActiveLow": 1 } }""", "Button:ActiveLow", "true or false")]
    [InlineData("""{ "Button": { "Line": 17 } }""", "Button:Line", "in quotes")]
    [InlineData("""{ "Audio": "default" }""", "Audio", "not a known key")]
    [InlineData("""{ "Audio": { "Capture": { "Device": "x" } } }""", "Audio:Capture:Device", "Audio:Capture")]
    public void A_wrong_type_in_a_file_is_named_with_its_line(string json, string key, string hint)
    {
        _etc.Write("cozedevice.json", "\n" + json);

        var error = Load().Errors.First(e => e.Key == key);

        Assert.Contains(hint, error.Problem, StringComparison.Ordinal);
        Assert.True(error.Origin == $"{_etc["cozedevice.json"]}:2" || error.Problem.StartsWith("is missing", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Audio:Volum=3", "Audio:Volume")]
    [InlineData("Audoi:Volume=3", "Audio:Volume")]
    [InlineData("Coze:BotIdd=3", "Coze:BotId")]
    [InlineData("Audio:BotId=3", "Coze:BotId")]
    [InlineData("BotId=3", "Coze:BotId")]
    [InlineData("Audio.Codec=pcm", "Audio:Codec")]
    [InlineData("Buton:Line=GPIO4", "Button:Line")]
    [InlineData("Led:Lin=4", "Led:Line")]
    [InlineData("Coze:Url=https://x", "Coze:ApiUrl")]
    public void An_unknown_key_names_the_nearest_known_one(string set, string nearest)
    {
        var error = Assert.Single(Load("Coze:BotId=73", set).Errors);
        Assert.Equal($"is not a known key; did you mean {nearest}?", error.Problem);
    }

    [Fact]
    public void A_variable_with_one_underscore_too_few_is_noticed()
    {
        _environment["COZEDEVICE_Coze_BotId"] = "73";
        Assert.Contains("COZEDEVICE_Coze__BotId", Load("Coze:BotId=73").Errors[0].Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_variables_with_the_prefix_are_none_of_our_business()
    {
        _environment["COZEDEVICE_LONG"] = "1";
        Right(Load("Coze:BotId=73"));
    }

    [Fact]
    public void A_set_without_a_value_is_an_error_that_does_not_repeat_it()
    {
        var error = Assert.Single(Load("Coze:BotId=73", "pat_0123456789abcdef").Errors);
        Assert.Equal("--set: number 2 should be Section:Key=Value", error.ToString());
    }

    [Theory]
    [InlineData("{ \"Coze\": {\n \"BotId\": \"73\" ", 2)]
    [InlineData("{\n\n \"Coze\" }", 3)]
    [InlineData("", 1)]
    [InlineData("[]", 1)]
    [InlineData("{} {}", 1)]
    public void Broken_json_is_an_error_with_its_line(string json, int line)
    {
        _etc.Write("cozedevice.json", json);
        Assert.Contains(Load("Coze:BotId=73").Errors, e => e.Origin == $"{_etc["cozedevice.json"]}:{line}");
    }

    [Fact]
    public void A_byte_order_mark_and_windows_line_ends_do_no_harm()
    {
        File.WriteAllText(_etc["cozedevice.json"], "{\r\n\"Coze\": { \"BotId\": \"73\" }\r\n}", new System.Text.UTF8Encoding(true));
        Assert.Equal($"{_etc["cozedevice.json"]}:2", Load().Find("Coze:BotId")!.Origin.Text);
    }

    [Fact]
    public void A_schema_reference_for_editors_is_allowed()
    {
        _etc.Write("cozedevice.json", """{ "$schema": "./cozedevice.schema.json", "Coze": { "BotId": "73" } }""");
        Right(Load());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_token_in_the_open_is_refused_and_never_repeated(bool inEnvironment)
    {
        const string Token = "pat_0123456789abcdef";
        if (inEnvironment) _environment["COZEDEVICE_Auth__Token"] = Token;

        var loaded = inEnvironment ? Load("Coze:BotId=73") : Load("Coze:BotId=73", $"auth:token={Token}");

        var error = Assert.Single(loaded.Errors);
        Assert.Equal("Auth:Token", error.Key);
        Assert.DoesNotContain(Token, error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Auth:Tokn={0}")]
    [InlineData("{0}=x")]
    [InlineData("Audio:Codec={0}")]
    [InlineData("Audio:Volume={0}")]
    [InlineData("Coze:ApiUrl={0}")]
    [InlineData("Coze:CaFile={0}")]
    [InlineData("Coze:WebSocketUrl=wss://{0}@ws.coze.cn")]
    public void A_token_in_the_wrong_place_is_not_repeated(string set)
    {
        const string Token = "pat_0123456789abcdef";
        var text = string.Join('\n', Load("Coze:BotId=73", string.Format(null, set, Token)).Errors);
        Assert.NotEmpty(text);
        Assert.DoesNotContain(Token, text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_token_in_a_file_is_taken_with_the_file_it_is_in_and_never_printed()
    {
        _etc.Write("cozedevice.json", """{ "Coze": { "BotId": "73" }, "Auth": { "Token": "pat_0123456789abcdef" } }""");

        var loaded = Load();

        Assert.Equal("pat_0123456789abcdef", Right(loaded).Auth.Token);
        Assert.Equal(_etc["cozedevice.json"], Right(loaded).Auth.TokenWrittenIn);
        Assert.DoesNotContain("pat_", $"{loaded.Options} {string.Join(' ', loaded.Settings)}", StringComparison.Ordinal);
    }

    [Fact]
    public void A_socket_path_the_kernel_cannot_hold_is_an_error()
    {
        var error = Assert.Single(Load("Coze:BotId=73", $"Control:Socket=/{new string('a', 107)}").Errors);
        Assert.Contains("108 bytes", error.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_certificate_is_an_error()
    {
        var file = _etc.Write("ca.pem", "hello");
        Assert.Contains("no certificate", Load("Coze:BotId=73", $"Coze:CaFile={file}").Errors[0].Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"\xd6\xd0\"")] // 中 in GBK
    [InlineData("73 // \xd6\xd0")]
    public void A_file_that_is_not_UTF8_says_so_with_the_line(string latin)
    {
        var file = _etc.Write("cozedevice.json", "");
        File.WriteAllBytes(file, System.Text.Encoding.Latin1.GetBytes("{ \"Coze\": {\n \"BotId\": " + latin + "\n} }"));
        Assert.StartsWith($"{file}:2: is not UTF-8", Load("Coze:BotId=73").Errors[0].ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "Coze": { "BotId": "\ud800" } }""")]
    [InlineData("""{ "Coze": { "\udc00": "73" } }""")]
    [InlineData("""{ "Chat": { "MetaData": { "a\ud800": "b" } } }""")]
    [InlineData("""{ "Chat": { "Parameters": { "a": [{ "b": "\ud800" }] } } }""")]
    [InlineData("""{ "Tools": { "Allow": ["\ud800"] } }""")]
    public void Half_a_character_is_one_error_with_the_line(string content)
    {
        var file = _etc.Write("cozedevice.json", "\n" + content);
        var error = Assert.Single(Load("Coze:BotId=73").Errors);
        Assert.StartsWith($"{file}:2", error.Origin, StringComparison.Ordinal);
        Assert.Contains("half a character", error.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Half_a_character_in_an_argument_is_an_error_too() => Assert.Contains(
        "half a character", Assert.Single(Load("Coze:BotId=73", """Tools:Allow=["\ud800"]""").Errors).Problem, StringComparison.Ordinal);

    [Fact]
    public void A_missing_bot_id_says_where_to_write_it()
    {
        Assert.Contains("--set Coze:BotId=", Assert.Single(Load().Errors).Problem, StringComparison.Ordinal);
    }

    public void Dispose() => _etc.Dispose();

    private LoadedConfiguration Load(params string[] sets) =>
        ConfigurationLoader.Load(new(null, sets, _environment) { Directory = _etc.Path });

    private static DeviceOptions Right(LoadedConfiguration loaded)
    {
        Assert.Empty(loaded.Errors);
        return loaded.Options!;
    }

    private static (string? Value, string Origin) ValueAndOrigin(LoadedConfiguration loaded, string key) =>
        (loaded.Find(key)!.Value, loaded.Find(key)!.Origin.Text);
}
