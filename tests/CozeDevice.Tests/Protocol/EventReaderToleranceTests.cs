using System.Text;
using CozeDevice.Codecs;
using CozeDevice.Protocol;
using Xunit;

namespace CozeDevice.Tests.Protocol;

public sealed class EventReaderToleranceTests
{
    [Theory]
    [InlineData("""{"event_type":"error","id":"e","data":{"code":1,"msg":"m"},"detail":{"logid":"L"}}""")]
    [InlineData("""{"id":"e","event_type":"error","data":{"code":1,"msg":"m"},"detail":{"logid":"L"}}""")]
    [InlineData("""{"data":{"msg":"m","code":1},"detail":{"logid":"L"},"id":"e","event_type":"error"}""")]
    [InlineData("""{"detail":{"logid":"L"},"data":{"msg":"m","code":1},"event_type":"error"}""")]
    [InlineData("""  { "detail" : { "logid" : "L" } , "data" : { "msg" : "m", "code" : 1 } , "event_type" : "error" }  """)]
    public void Members_may_come_in_any_order(string json) =>
        Assert.Equal(new ServerError(1, "m") { LogId = "L" }, Sample.ReadText(json));

    [Fact]
    public void An_error_text_without_end_is_cut()
    {
        string text = new('m', 100_000);

        var error = Assert.IsType<ServerError>(
            Sample.ReadText($$$"""{"event_type":"error","data":{"code":1,"msg":"{{{text}}}"}}"""));

        Assert.Equal(1024, error.Message.Length);
    }

    [Fact]
    public void Audio_may_come_before_its_event_type()
    {
        var reader = new EventReader();

        var kind = reader.Read(
            """{"data":{"chat_id":"7","content":"AQID"},"id":"x","event_type":"conversation.audio.delta"}"""u8, out _);

        Assert.Equal(ReadKind.Audio, kind);
        Assert.Equal(new byte[] { 1, 2, 3 }, reader.Audio.ToArray());
        Assert.Equal("7", reader.AudioChatId);
    }

    [Theory]
    [InlineData("""{"event_type":"chat.created","event_type":"error","data":{"code":1},"data":{"code":2}}""")]
    [InlineData("""{"event_type":"error","data":{"code":1,"code":2,"msg":""}}""")]
    public void The_last_of_duplicate_members_counts(string json) =>
        Assert.Equal(new ServerError(2, ""), Sample.ReadText(json));

    [Theory]
    [InlineData("""{"event_type":"error"}""", null, "")]
    [InlineData("""{"event_type":"error","data":null}""", null, "")]
    [InlineData("""{"event_type":"error","data":[]}""", null, "")]
    [InlineData("""{"event_type":"error","data":"text"}""", null, "")]
    [InlineData("""{"event_type":"error","data":{}}""", null, "")]
    [InlineData("""{"event_type":"error","data":{"code":null,"msg":null}}""", null, "")]
    [InlineData("""{"event_type":"error","data":{"code":{"a":[1]},"msg":["x"]}}""", null, "")]
    [InlineData("""{"event_type":"error","data":{"code":"4100","msg":42}}""", 4100, "42")]
    [InlineData("""{"event_type":"error","data":{"code":4100.0}}""", 4100, "")]
    [InlineData("""{"event_type":"error","data":{"code":4.1e3}}""", 4100, "")]
    [InlineData("""{"event_type":"error","data":{"code":"4.1"}}""", null, "")]
    [InlineData("""{"event_type":"error","data":{"code":"4100 "}}""", 4100, "")]
    [InlineData("""{"event_type":"error","data":{"code":"broken"}}""", null, "")]
    [InlineData("""{"event_type":"error","data":{"code":""}}""", null, "")]
    [InlineData("""{"event_type":"error","data":{"code":99999999999}}""", null, "")]
    [InlineData("""{"event_type":"error","data":{"code":1e999}}""", null, "")]
    [InlineData("""{"event_type":"error","data":{"code":true}}""", null, "")]
    [InlineData("""{"event_type":"error","data":{"Code":717990703,"Msg":"opus"}}""", 717990703, "opus")]
    [InlineData("""{"event_type":"error","data":{"x":{"code":9},"code":1,"y":[{"code":8}],"msg":"m"}}""", 1, "m")]
    public void A_code_is_read_from_whatever_carries_it(string json, int? code, string message) =>
        Assert.Equal(new ServerError(code, message), Sample.ReadText(json));

    [Theory]
    [InlineData("""{"code":4013,"msg":"model error"}""", 4013, "model error")]
    [InlineData("""{"Code":4013,"Msg":"model error"}""", 4013, "model error")]
    [InlineData("""{"Code":"4013","Msg":"model error"}""", 4013, "model error")]
    [InlineData("null", 0, "")]
    [InlineData("\"text\"", 0, "")]
    public void A_last_error_is_read_in_every_spelling(string lastError, int code, string message)
    {
        var json = $$$"""{"event_type":"conversation.chat.failed","data":{"id":"7","last_error":{{{lastError}}}}}""";

        Assert.Equal(new TurnFailed(code, message) { ChatId = "7" }, Sample.ReadText(json));
    }

    [Theory]
    [InlineData("""{"token_count":9,"output_count":5,"input_count":4}""", 9, 5, 4)]
    [InlineData("""{"token_count":9,"output_tokens":5,"input_tokens":4}""", 9, 5, 4)]
    [InlineData("""{"token_count":"9","output_count":"5","input_count":"4"}""", 9, 5, 4)]
    [InlineData("""{"token_count":null}""", 0, 0, 0)]
    public void Usage_is_read_in_every_spelling(string usage, int total, int output, int input)
    {
        var json = $$$"""{"event_type":"conversation.chat.completed","data":{"usage":{{{usage}}}}}""";

        Assert.Equal(new TurnCompleted { Usage = new ChatUsage(total, output, input) }, Sample.ReadText(json));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"usage":null}""")]
    [InlineData("""{"usage":[1]}""")]
    public void Usage_is_null_where_there_is_none(string data) => Assert.Equal(
        new TurnCompleted(), Sample.ReadText($$"""{"event_type":"conversation.chat.completed","data":{{data}}}"""));

    [Fact]
    public void A_chat_id_stands_in_for_a_missing_id() => Assert.Equal(
        new TurnCreated { ChatId = "8" },
        Sample.ReadText("""{"event_type":"conversation.chat.created","data":{"chat_id":"8"}}"""));

    [Fact]
    public void An_id_written_as_a_number_keeps_every_digit() => Assert.Equal(
        new MessageDelta("7526000000000000568", "hi"),
        Sample.ReadText(
            """{"event_type":"conversation.message.delta","data":{"chat_id":7526000000000000568,"content":"hi"}}"""));

    [Theory]
    [InlineData("conversation.chat.canceled", typeof(TurnCanceled))]
    [InlineData("conversation.chat.completed", typeof(TurnCompleted))]
    [InlineData("conversation.chat.requires_action", typeof(RequiresAction))]
    [InlineData("conversation.message.completed", typeof(MessageCompleted))]
    [InlineData("conversation.audio.completed", typeof(AudioCompleted))]
    [InlineData("conversation.audio.sentence_start", typeof(SentenceStart))]
    [InlineData("conversation.audio_transcript.completed", typeof(Transcript))]
    [InlineData("chat.updated", typeof(ChatUpdated))]
    public void An_event_without_data_is_still_an_event(string eventType, Type expected) =>
        Assert.IsType(expected, Sample.ReadText($$"""{"event_type":"{{eventType}}"}"""));

    [Theory]
    [InlineData("null")]
    [InlineData("""{"type":"x"}""")]
    [InlineData("""{"submit_tool_outputs":null}""")]
    [InlineData("""{"submit_tool_outputs":{"tool_calls":null}}""")]
    [InlineData("""{"submit_tool_outputs":{"tool_calls":{}}}""")]
    [InlineData("""{"submit_tool_outputs":{"tool_calls":[null,1,"x",[{}]]}}""")]
    public void A_tool_request_without_calls_has_none(string action)
    {
        var json = $$$"""{"event_type":"conversation.chat.requires_action","data":{"required_action":{{{action}}}}}""";

        Assert.Empty(Assert.IsType<RequiresAction>(Sample.ReadText(json)).Calls);
    }

    [Fact]
    public void Arguments_given_as_an_object_become_its_text()
    {
        var request = Sample.ReadText(
            """
            {"event_type":"conversation.chat.requires_action","data":{"required_action":{"submit_tool_outputs":
            {"tool_calls":[1,{"id":"a","type":"function","function":{"name":"f","arguments":{"n":[1,2]}}},{"id":"b"}]}}}}
            """);

        Assert.Equal(
            [new ToolCall("a", "function", "f", """{"n":[1,2]}"""), new ToolCall("b", "", "", "")],
            Assert.IsType<RequiresAction>(request).Calls);
    }

    [Fact]
    public void A_long_call_id_is_kept_whole_because_the_answer_repeats_it()
    {
        var id = new string('k', 700);
        var json = $$$$$"""
            {"event_type":"conversation.chat.requires_action","data":{"required_action":{"submit_tool_outputs":
            {"tool_calls":[{"id":"{{{{{id}}}}}"}]}}}}
            """;

        Assert.Equal(id, Assert.Single(Assert.IsType<RequiresAction>(Sample.ReadText(json)).Calls).Id);
    }

    [Theory]
    [InlineData("""{"codec":"opus","opus_config":{"sample_rate":24000}}""", AudioCodec.Opus, 24000)]
    [InlineData("""{"codec":"opus","opus_config":{"sample_rate":"16000"}}""", AudioCodec.Opus, 16000)]
    [InlineData("""{"codec":"opus"}""", AudioCodec.Opus, 24000)]
    [InlineData("""{"codec":"pcm"}""", AudioCodec.Pcm, 24000)]
    [InlineData("""{"codec":"pcm","pcm_config":{"sample_rate":16000},"opus_config":{"sample_rate":8000}}""", AudioCodec.Pcm, 16000)]
    [InlineData("""{"pcm_config":{"sample_rate":44100},"codec":"pcm"}""", AudioCodec.Pcm, 44100)]
    [InlineData("""{"codec":"g711a","pcm_config":{"sample_rate":8000}}""", AudioCodec.G711A, 8000)]
    [InlineData("""{"codec":"g711u"}""", AudioCodec.G711U, 8000)]
    public void The_echo_names_the_downlink_format(string output, AudioCodec codec, int sampleRate)
    {
        var echo = Assert.IsType<ChatUpdated>(
            Sample.ReadText($$$"""{"event_type":"chat.updated","data":{"output_audio":{{{output}}}}}"""));

        Assert.Equal(new WireFormat(codec, sampleRate), echo.Output);
    }

    [Theory]
    [InlineData("""{"output_audio":{"codec":"mp3"}}""", "mp3")]
    [InlineData("""{"output_audio":{"codec":"PCM"}}""", "PCM")]
    [InlineData("""{"output_audio":{"codec":null}}""", null)]
    [InlineData("""{"output_audio":{"speech_rate":0}}""", null)]
    [InlineData("""{"output_audio":null}""", null)]
    [InlineData("{}", null)]
    [InlineData("""{"output_audio":{"codec":"opus","opus_config":{"sample_rate":44100}}}""", "opus")]
    [InlineData("""{"output_audio":{"codec":"pcm","pcm_config":{"sample_rate":-1}}}""", "pcm")]
    public void An_echo_of_no_format_of_ours_is_null_with_its_name(string data, string? name) => Assert.Equal(
        new ChatUpdated(null, name, null),
        Sample.ReadText($$"""{"event_type":"chat.updated","data":{{data}}}"""));

    [Theory]
    [InlineData("""{"conversation_id":"7"}""", "7")]
    [InlineData("""{"conversation_id":""}""", null)]
    [InlineData("""{"conversation_id":null}""", null)]
    public void An_echoed_conversation_id_counts_when_it_is_not_empty(string conversation, string? expected) => Assert.Equal(
        new ChatUpdated(null, null, expected),
        Sample.ReadText($$$"""{"event_type":"chat.updated","data":{"chat_config":{{{conversation}}}}}"""));

    [Theory]
    [InlineData("""a\"b\\c\/d\b\f\n\r\t""", "a\"b\\c/d\b\f\n\r\t")]
    [InlineData("""\u4f60\u597D""", "你好")]
    [InlineData("""\ud83d\ude00""", "😀")]
    [InlineData("""x\ud83dy""", "x\uFFFDy")]
    [InlineData("""\ude00\ud83d""", "\uFFFD\uFFFD")]
    [InlineData("""\ud83d\n""", "\uFFFD\n")]
    [InlineData("""\u0000""", "\0")]
    [InlineData("😀", "😀")]
    public void Escapes_are_resolved_and_half_surrogates_replaced(string escaped, string expected)
    {
        var json = $$$"""{"event_type":"conversation.audio.sentence_start","data":{"text":"{{{escaped}}}"}}""";

        Assert.Equal(new SentenceStart(expected), Sample.ReadText(json));
    }

    [Fact]
    public void Escaped_names_are_names() => Assert.Equal(
        new ServerError(7, "m"),
        Sample.ReadText("""{"event\u005ftype":"er\u0072or","d\u0061ta":{"\u0063ode":7,"msg":"m","\ud800":1}}"""));

    [Fact]
    public void Bytes_that_are_not_utf8_become_replacement_characters()
    {
        byte[] json =
        [
            .. """{"event_type":"conversation.audio.sentence_start","data":{"text":"a"""u8, 0xc3, 0x28,
            .. "\"}}"u8,
        ];

        new EventReader().Read(json, out var serverEvent);

        Assert.Equal(new SentenceStart("a\uFFFD("), serverEvent);
    }

    [Fact]
    public void Long_texts_are_kept_whole()
    {
        var text = new string('长', 20_000) + "\\n";
        var json = $$$"""{"event_type":"conversation.audio_transcript.completed","data":{"content":"{{{text}}}"}}""";

        Assert.Equal(20_001, Assert.IsType<Transcript>(Sample.ReadText(json)).Text.Length);
    }

    [Fact]
    public void Ids_are_cut_to_128_characters()
    {
        var id = new string('7', 200);
        var json = $$$"""
            {"event_type":"conversation.chat.created","data":{"id":"{{{id}}}","conversation_id":"{{{id}}}"},
            "detail":{"logid":"{{{id}}}"}}
            """;
        var cut = new string('7', 128);

        Assert.Equal(new TurnCreated { ChatId = cut, ConversationId = cut, LogId = cut }, Sample.ReadText(json));
    }

    [Fact]
    public void A_cut_does_not_split_a_surrogate_pair()
    {
        var type = new string('x', 127) + "😀";

        Assert.Equal(new UnknownEvent(new string('x', 127)), Sample.ReadText($$"""{"event_type":"{{type}}"}"""));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("""{"logid":null}""")]
    [InlineData("""{"logid":{"a":1}}""")]
    public void A_log_id_may_be_missing(string detail) =>
        Assert.Null(Sample.ReadText($$"""{"event_type":"chat.created","detail":{{detail}}}""").LogId);

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("null")]
    [InlineData("7")]
    [InlineData("\"error\"")]
    [InlineData("[]")]
    [InlineData("""[{"event_type":"error"}]""")]
    [InlineData("{}")]
    [InlineData("""{"event_type":null}""")]
    [InlineData("""{"event_type":7}""")]
    [InlineData("""{"event_type":""}""")]
    [InlineData("""{"event_type":{"a":1}}""")]
    [InlineData("""{"event_type":"error"} x""")]
    [InlineData("""{"event_type":"error"}{"event_type":"error"}""")]
    [InlineData("""{"event_type":"error",}""")]
    [InlineData("""{"event_type":"error" /* comment */}""")]
    [InlineData("""{'event_type':'error'}""")]
    [InlineData("""{"event_type":"error","data":{"code":1}""")]
    [InlineData("""{"event_type":"error","data":{"code":01}}""")]
    [InlineData("\uFEFF{\"event_type\":\"error\"}")]
    public void What_is_no_event_is_malformed(string json) => Assert.Equal(ReadKind.Malformed, Sample.KindOf(json));

    [Theory]
    [InlineData(63, ReadKind.Event)]
    [InlineData(64, ReadKind.Malformed)]
    [InlineData(100_000, ReadKind.Malformed)]
    public void Nesting_deeper_than_64_is_malformed(int arrays, ReadKind expected)
    {
        var json = new StringBuilder("""{"event_type":"chat.created","x":""")
            .Append('[', arrays).Append(']', arrays).Append('}').ToString();

        Assert.Equal(expected, Sample.KindOf(json));
    }

    [Fact]
    public void A_malformed_message_does_not_spoil_the_next()
    {
        var reader = new EventReader();
        reader.Read("""{"event_type":"conversation.audio.delta","data":{"content":"!!!!"}}"""u8, out _);

        var kind = reader.Read(Sample.Bytes("chat.created"), out var serverEvent);

        Assert.Equal(ReadKind.Event, kind);
        Assert.IsType<ChatCreated>(serverEvent);
    }
}
