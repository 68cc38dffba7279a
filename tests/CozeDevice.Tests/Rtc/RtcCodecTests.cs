using System.Text.Json;
using CozeDevice.Protocol;
using CozeDevice.Rtc;
using Xunit;

namespace CozeDevice.Tests.Rtc;

/// <summary>Every row of protocol §10, up and down.</summary>
public sealed class RtcCodecTests
{
    private static readonly (string Name, RtcClientEvent Message, string Json)[] Up =
    [
        ("voice_id", Update(new() { VoiceId = "v" }), """{"voice_id":"v"}"""),
        ("speech_rate", Update(new() { SpeechRate = -50 }), """{"speech_rate":-50}"""),
        ("loudness_rate", Update(new() { LoudnessRate = 100 }), """{"loudness_rate":100}"""),
        ("longest_silence_ms", Update(new() { LongestSilenceMs = 180_000 }), """{"longest_silence_ms":180000}"""),
        ("event_subscriptions", Update(new() { EventSubscriptions = ["error", "live.created"] }), """{"event_subscriptions":["error","live.created"]}"""),
        ("meta_data", Chat(new() { MetaData = Pairs("a", "b") }), """{"chat_config":{"meta_data":{"a":"b"}}}"""),
        ("custom_variables", Chat(new() { CustomVariables = Pairs("a", "b") }), """{"chat_config":{"custom_variables":{"a":"b"}}}"""),
        ("extra_params", Chat(new() { ExtraParams = Pairs("latitude", "1") }), """{"chat_config":{"extra_params":{"latitude":"1"}}}"""),
        ("plugin_interrupt_mode", Chat(new() { PluginInterruptMode = "blocking" }), """{"chat_config":{"plugin_interrupt_mode":"blocking"}}"""),
        ("allow_voice_interrupt", Chat(new() { AllowVoiceInterrupt = false }), """{"chat_config":{"allow_voice_interrupt":false}}"""),
        ("interrupt_config", Chat(new() { Interrupt = new() { Mode = "keyword_prefix", Keywords = ["扣子"] } }), """{"chat_config":{"interrupt_config":{"mode":"keyword_prefix","keywords":["扣子"]}}}"""),
        ("interrupt_config all", Chat(new() { Interrupt = new() { Mode = "all" } }), """{"chat_config":{"interrupt_config":{"mode":"all"}}}"""),
        ("parameters", Chat(new() { Parameters = new Dictionary<string, JsonElement> { ["n"] = JsonElement.Parse("1") } }), """{"chat_config":{"parameters":{"n":1}}}"""),
        ("turn_detection", Update(new() { TurnDetection = new() { Type = "client_vad", SilenceDurationMs = 200 } }), """{"turn_detection":{"type":"client_vad","silence_duration_ms":200}}"""),
        ("asr_config", Update(new() { Asr = new() { HotWords = ["x"] } }), """{"asr_config":{"hot_words":["x"]}}"""),
        ("tts_config", Update(new() { Speech = new() { ContextTexts = "soft", Emotion = "sad", EmotionScale = 1 } }), """{"tts_config":{"context_texts":"soft","emotion":"sad","emotion_scale":1}}"""),
        ("voice_print_config", Update(new() { VoicePrint = new() { Score = 40 } }), """{"voice_print_config":{"score":40}}"""),
        ("voice_processing_config", Update(new() { VoiceProcessing = new() { EnableAns = true } }), """{"voice_processing_config":{"enable_ans":true}}"""),
        ("input_audio_buffer.start", new StartInput(), "{}"),
        ("client.vad", new ReportVoice(true), """{"vad":true}"""),
        ("pre_answer none", new UpdatePreAnswer(new("none"), null), """{"pre_answer":{"type":"none"}}"""),
        ("pre_answer audio", new UpdatePreAnswer(new("audio") { FileId = "7" }, new("event-driven")), """{"pre_answer":{"type":"audio","file_id":"7"},"trigger":{"type":"event-driven"}}"""),
        ("pre_answer text", new UpdatePreAnswer(new("text") { Texts = ["嗯"] }, new("time-trigger") { AfterMs = 1500 }), """{"pre_answer":{"type":"text","pre_answer_list":["嗯"]},"trigger":{"type":"time-trigger","time_after":1500}}"""),
        ("pre_answer bot", new UpdatePreAnswer(new("bot") { BotId = "8" }, new("mandatory")), """{"pre_answer":{"type":"bot","bot_id":"8"},"trigger":{"type":"mandatory"}}"""),
        ("mode.update", new UpdateMode("podcast"), """{"mode":"podcast"}"""),
        ("mode.update chat", new UpdateMode("chat") { UserLanguage = "de-DE" }, """{"mode":"chat","chat":{"user_language":"de-DE"}}"""),
        ("submit_tool_outputs", new SameAsSocket(new SubmitToolOutputs("7", [new("a", "x")])), """{"chat_id":"7","tool_outputs":[{"tool_call_id":"a","output":"x"}]}"""),
        ("message.create", new SameAsSocket(new CreateMessage("user", "text", "hi")), """{"role":"user","content_type":"text","content":"hi"}"""),
        ("generate_audio", new SameAsSocket(new GenerateAudio("hi")), """{"mode":"text","text":"hi"}"""),
    ];

    private static readonly (string Path, RtcClientEvent Message)[] Refused =
    [
        ("data.voice_id", Update(new() { VoiceId = "" })),
        ("data.speech_rate", Update(new() { SpeechRate = 101 })),
        ("data.loudness_rate", Update(new() { LoudnessRate = -51 })),
        ("data.longest_silence_ms", Update(new() { LongestSilenceMs = 0 })),
        ("data.event_subscriptions[0]", Update(new() { EventSubscriptions = ["conversation.audio.delta"] })),
        ("data.chat_config.meta_data.k", Chat(new() { MetaData = Pairs("k", "") })),
        ("data.chat_config.custom_variables.1", Chat(new() { CustomVariables = Pairs("1", "x") })),
        ("data.chat_config.extra_params.a", Chat(new() { ExtraParams = Pairs("a", "x") })),
        ("data.chat_config.parameters.USER_INPUT", Chat(new() { Parameters = new Dictionary<string, JsonElement> { ["USER_INPUT"] = JsonElement.Parse("1") } })),
        ("data.chat_config.plugin_interrupt_mode", Chat(new() { PluginInterruptMode = "sometimes" })),
        ("data.chat_config.interrupt_config", Chat(new() { AllowVoiceInterrupt = false, Interrupt = new() { Mode = "all" } })),
        ("data.chat_config.interrupt_config.mode", Chat(new() { Interrupt = new() })),
        ("data.chat_config.interrupt_config.keywords", Chat(new() { Interrupt = new() { Mode = "all", Keywords = [.. Enumerable.Repeat("停", 11)] } })),
        ("data.chat_config.interrupt_config.keywords[0]", Chat(new() { Interrupt = new() { Mode = "all", Keywords = ["九个字的关键词太长"] } })),
        ("data.turn_detection.type", Update(new() { TurnDetection = new() { Type = "client_interrupt" } })),
        ("data.turn_detection.silence_duration_ms", Update(new() { TurnDetection = new() { SilenceDurationMs = 199 } })),
        ("data.turn_detection.silence_duration_ms", Update(new() { TurnDetection = new() { SilenceDurationMs = 2001 } })),
        ("data.turn_detection.prefix_padding_ms", Update(new() { TurnDetection = new() { PrefixPaddingMs = -1 } })),
        ("data.turn_detection.semantic_vad_config.semantic_unfinished_wait_time_ms", Update(new() { TurnDetection = new() { Semantic = new() { UnfinishedWaitMs = 99 } } })),
        ("data.turn_detection.interrupt_config", Update(new() { TurnDetection = new() { Interrupt = new() { Mode = "keyword_prefix" } } })),
        ("data.asr_config.stream_mode", Update(new() { Asr = new() { StreamMode = "x" } })),
        ("data.tts_config.emotion", Update(new() { Speech = new() { Emotion = "bored" } })),
        ("data.tts_config.emotion_scale", Update(new() { Speech = new() { EmotionScale = 5.5 } })),
        ("data.voice_print_config.score", Update(new() { VoicePrint = new() { Score = 101 } })),
        ("data.voice_processing_config.enable_pdns", Update(new() { VoiceProcessing = new() { EnableAns = true, EnablePdns = true } })),
        ("data.pre_answer.type", new UpdatePreAnswer(new("song"), null)),
        ("data.pre_answer.file_id", new UpdatePreAnswer(new("audio"), null)),
        ("data.pre_answer.bot_id", new UpdatePreAnswer(new("bot"), null)),
        ("data.pre_answer.pre_answer_list", new UpdatePreAnswer(new("text"), null)),
        ("data.pre_answer.pre_answer_list[0]", new UpdatePreAnswer(new("text") { Texts = ["eleven char"] }, null)),
        ("data.trigger.type", new UpdatePreAnswer(new("none"), new("never"))),
        ("data.trigger.time_after", new UpdatePreAnswer(new("none"), new("time-trigger") { AfterMs = 3001 })),
        ("data.trigger.time_after", new UpdatePreAnswer(new("none"), new("mandatory") { AfterMs = 1 })),
        ("data.mode", new UpdateMode("default")),
        ("data.chat.user_language", new UpdateMode("podcast") { UserLanguage = "common" }),
        ("event_type", new SameAsSocket(new ClearInput())),
        ("event_type", new SameAsSocket(new UpdateChat(new()))),
        ("data.text", new SameAsSocket(new GenerateAudio(""))),
    ];

    private static readonly (string Json, ServerEvent Expected)[] Down =
    [
        ("""{"event_type":"session.created","data":{"voice_id":"v","log_id":"L"}}""", new SessionCreated("v") { LogId = "L" }),
        ("""{"event_type":"session.updated","detail":{"logid":"L"}}""", new SessionUpdated { LogId = "L" }),
        ("""{"event_type":"conversation.created","data":{"id":"75"}}""", new ConversationCreated("75")),
        ("""{"event_type":"conversation.created","data":{"conversation_id":75}}""", new ConversationCreated("75")),
        ("""{"event_type":"conversation.chat.created","data":{"id":"1","conversation_id":"2"}}""", new TurnCreated { ChatId = "1", ConversationId = "2" }),
        ("""{"event_type":"conversation.chat.in_progress","data":{"id":"1"}}""", new TurnInProgress { ChatId = "1" }),
        ("""{"event_type":"conversation.chat.completed","data":{"id":"1"}}""", new TurnCompleted { ChatId = "1" }),
        ("""{"event_type":"conversation.chat.failed","data":{"id":"1","last_error":{"code":4013,"msg":"m"}}}""", new TurnFailed(4013, "m") { ChatId = "1" }),
        ("""{"event_type":"conversation.message.delta","data":{"chat_id":"1","content":"hi"}}""", new MessageDelta("1", "hi")),
        ("""{"event_type":"conversation.message.completed","data":{"chat_id":"1","role":"assistant","type":"answer","content":"hi","content_type":"text"}}""", new MessageCompleted("1", "assistant", "answer", "hi", "text")),
        ("""{"event_type":"conversation.audio_transcript.delta","data":{"content":"what time"}}""", new Transcript("what time", Final: false)),
        ("""{"event_type":"audio.user.speech_started"}""", new UserSpeech(true)),
        ("""{"event_type":"audio.user.speech_stopped"}""", new UserSpeech(false)),
        ("""{"event_type":"audio.agent.speech_started"}""", new AgentSpeech(true)),
        ("""{"event_type":"audio.agent.speech_stopped"}""", new AgentSpeech(false)),
        ("""{"event_type":"input_audio_buffer.started"}""", new InputStarted()),
        ("""{"event_type":"input_audio_buffer.completed"}""", new InputCompleted()),
        ("""{"event_type":"session.pre_answer.updated"}""", new PreAnswerUpdated()),
        ("""{"event_type":"conversation.chat.pre_answer"}""", new PreAnswerSpoken()),
        ("""{"event_type":"mode.updated","data":{"mode":"podcast"}}""", new ModeUpdated("podcast")),
        ("""{"event_type":"live.created","data":{"live_id":"1"}}""", new LiveCreated()),
        ("""{"event_type":"error","data":{"code":4029,"msg":"idle"}}""", new ServerError(4029, "idle")),
        ("""{"event_type":"room.exploded","data":7}""", new UnknownEvent("room.exploded")),
    ];

    public static TheoryData<int, string> UpRows => Rows(Up.Select(row => row.Name));

    public static TheoryData<int, string> RefusedRows => Rows(Refused.Select(row => row.Path));

    public static TheoryData<int, string> DownRows => Rows(Down.Select(row => row.Json));

    [Theory]
    [MemberData(nameof(UpRows))]
    public void A_member_goes_up_as_documented(int row, string name)
    {
        Assert.Equal(name, Up[row].Name);
        using var sent = JsonDocument.Parse(RtcCodec.Write("r-1", Up[row].Message));
        Assert.Equal("r-1", sent.RootElement.GetProperty("id").GetString());
        Assert.Equal(Up[row].Json, sent.RootElement.GetProperty("data").GetRawText());
    }

    [Theory]
    [InlineData("session.update", 0)]
    [InlineData("input_audio_buffer.start", 18)]
    [InlineData("client.vad", 19)]
    [InlineData("session.pre_answer.update", 20)]
    [InlineData("mode.update", 24)]
    [InlineData("conversation.chat.submit_tool_outputs", 26)]
    [InlineData("conversation.message.create", 27)]
    [InlineData("input_text.generate_audio", 28)]
    public void Each_message_has_its_name(string name, int row) =>
        Assert.Contains($"\"event_type\":\"{name}\"", RtcCodec.Write("r", Up[row].Message), StringComparison.Ordinal);

    [Fact]
    public void Messages_without_data_have_their_names()
    {
        Assert.Contains("\"event_type\":\"input_audio_buffer.complete\"", RtcCodec.Write("r", new SameAsSocket(new CompleteInput())), StringComparison.Ordinal);
        Assert.Contains("\"event_type\":\"conversation.chat.cancel\"", RtcCodec.Write("r", new SameAsSocket(new CancelChat())), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(RefusedRows))]
    public void What_is_out_of_range_is_refused_by_its_path(int row, string path)
    {
        Assert.Equal(path, Assert.Single(RtcValidator.Validate(Refused[row].Message)).Path);
        Assert.StartsWith(path, Assert.Throws<ArgumentException>(() => RtcCodec.Write("r", Refused[row].Message)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(DownRows))]
    public void A_message_down_is_read(int row, string json) => Assert.Equal(Down[row].Expected, RtcCodec.Read(json));

    [Fact]
    public void Tool_calls_are_read_as_on_the_socket()
    {
        var read = Assert.IsType<RequiresAction>(RtcCodec.Read(
            """{"event_type":"conversation.chat.requires_action","data":{"id":"1","required_action":{"submit_tool_outputs":{"tool_calls":[{"id":"c","type":"function","function":{"name":"n","arguments":"{}"}}]}}}}"""));
        Assert.Equal(new ToolCall("c", "function", "n", "{}"), Assert.Single(read.Calls));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"event_type\":7}")]
    [InlineData("{\"event_type\":\"session.created\"} x")]
    [InlineData("\ud83d")]
    public void What_is_no_message_is_null(string text) => Assert.Null(RtcCodec.Read(text));

    [Theory]
    [InlineData("""{"event_type":"session.created","data":[]}""")]
    [InlineData("""{"event_type":"mode.updated","data":null}""")]
    [InlineData("""{"data":{"mode":{"a":1}},"event_type":"mode.updated","detail":7}""")]
    public void Data_of_another_type_is_survived(string text) => Assert.NotNull(RtcCodec.Read(text));

    [Fact]
    public void Every_name_down_that_may_be_subscribed_to_is_known()
    {
        Assert.All(RtcNames.ServerEvents, name => Assert.IsNotType<UnknownEvent>(RtcCodec.Read($$"""{"event_type":"{{name}}"}""")));
        Assert.Equal(23, RtcNames.ServerEvents.Count);
    }

    private static UpdateSession Update(RtcSession session) => new(session);

    private static UpdateSession Chat(RtcChatConfig chat) => new(new() { Chat = chat });

    private static Dictionary<string, string> Pairs(string name, string value) => new() { [name] = value };

    private static TheoryData<int, string> Rows(IEnumerable<string> names)
    {
        var data = new TheoryData<int, string>();
        foreach (var (row, name) in names.Index()) data.Add(row, name);
        return data;
    }
}
