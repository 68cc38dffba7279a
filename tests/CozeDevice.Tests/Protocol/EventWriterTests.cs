using System.Reflection;
using System.Text;
using System.Text.Json;
using CozeDevice.Codecs;
using CozeDevice.Protocol;
using Xunit;

namespace CozeDevice.Tests.Protocol;

public sealed class EventWriterTests
{
    public static TheoryData<ClientEvent, string> Events => new()
    {
        { new UpdateChat(FullChatConfig.Value), $$"""{"event_type":"chat.update","data":{{FullChatConfig.Json}}}""" },
        { new UpdateChat(new ChatConfig()), """{"event_type":"chat.update","data":{}}""" },
        { new CompleteInput(), """{"event_type":"input_audio_buffer.complete"}""" },
        { new ClearInput(), """{"event_type":"input_audio_buffer.clear"}""" },
        { new ClearConversation(), """{"event_type":"conversation.clear"}""" },
        { new CancelChat(), """{"event_type":"conversation.chat.cancel"}""" },
        {
            new CreateMessage("user", "text", "What's \"up\"?\n你好 +<&>"),
            """
            {"event_type":"conversation.message.create",
             "data":{"role":"user","content_type":"text","content":"What's \"up\"?\n你好 +<&>"}}
            """
        },
        {
            new CreateMessage("assistant", "object_string", """[{"type":"image","file_id":"74"}]"""),
            """
            {"event_type":"conversation.message.create",
             "data":{"role":"assistant","content_type":"object_string","content":"[{\"type\":\"image\",\"file_id\":\"74\"}]"}}
            """
        },
        {
            new SubmitToolOutputs("777", [new ToolOutput("a", """{"volume":40}"""), new ToolOutput("b", "")]),
            """
            {"event_type":"conversation.chat.submit_tool_outputs","data":{"chat_id":"777","tool_outputs":[
             {"tool_call_id":"a","output":"{\"volume\":40}"},{"tool_call_id":"b","output":""}]}}
            """
        },
        {
            new GenerateAudio("Battery low."),
            """{"event_type":"input_text.generate_audio","data":{"mode":"text","text":"Battery low."}}"""
        },
    };

    [Theory]
    [MemberData(nameof(Events), DisableDiscoveryEnumeration = true)]
    public void An_event_becomes_its_message(ClientEvent clientEvent, string expected)
    {
        var message = Parse(new EventWriter().Write(clientEvent));

        Assert.NotEqual("", message.GetProperty("id").GetString());
        AssertSame(expected, WithoutId(message));
    }

    [Fact]
    public void Every_client_event_is_written_by_the_table_above()
    {
        var all = typeof(ClientEvent).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(ClientEvent)));
        var written = Events.Select(row => row.Data.Item1.GetType()).Distinct();

        Assert.Equal(all.Select(type => type.Name).Order(), written.Select(type => type.Name).Order());
    }

    [Fact]
    public void The_full_configuration_sets_every_member_there_is()
    {
        AssertNothingNull(FullChatConfig.Value);

        static void AssertNothingNull(object section)
        {
            foreach (var property in section.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
            {
                var value = property.GetValue(section);
                Assert.True(value is not null, $"{section.GetType().Name}.{property.Name}");
                if (value.GetType() is { Namespace: "CozeDevice.Protocol", IsClass: true })
                    AssertNothingNull(value);
            }
        }
    }

    [Fact]
    public void The_full_configuration_is_valid() => Assert.Empty(ChatConfigValidator.Validate(FullChatConfig.Value));

    [Fact]
    public void An_empty_section_is_an_empty_object()
    {
        var config = new ChatConfig { Conversation = new(), Asr = new(), OutputAudio = new() { Opus = new() } };

        var data = Parse(new EventWriter().Write(new UpdateChat(config))).GetProperty("data");

        AssertSame("""{"chat_config":{},"output_audio":{"opus_config":{}},"asr_config":{}}""", data);
    }

    [Theory]
    [InlineData(AudioCodec.Opus, 16000, "opus_config")]
    [InlineData(AudioCodec.Pcm, 16000, "pcm_config")]
    [InlineData(AudioCodec.G711A, 8000, "pcm_config")]
    [InlineData(AudioCodec.G711U, 8000, "pcm_config")]
    public void A_wire_format_makes_both_directions(AudioCodec codec, int sampleRate, string section)
    {
        var format = new WireFormat(codec, sampleRate);
        var config = new ChatConfig
        {
            InputAudio = InputAudioConfig.For(format),
            OutputAudio = OutputAudioConfig.For(format, 20, new LimitConfig(1, 60)),
        };

        var data = Parse(new EventWriter().Write(new UpdateChat(config))).GetProperty("data");

        var name = AudioCodecNames.NameOf(codec);
        AssertSame(
            $$$$$"""
            {"input_audio":{"format":"pcm","codec":"{{{{{name}}}}}","sample_rate":{{{{{sampleRate}}}}},"channel":1,"bit_depth":16},
             "output_audio":{"codec":"{{{{{name}}}}}","{{{{{section}}}}}":{"sample_rate":{{{{{sampleRate}}}}},"frame_size_ms":20,
              "limit_config":{"period":1,"max_frame_num":60}}}}
            """,
            data);
    }

    [Fact]
    public void Ids_are_unique_over_both_paths_and_over_writers()
    {
        var ids = new HashSet<string>();
        for (var session = 0; session < 20; session++)
        {
            var writer = new EventWriter();
            for (var i = 0; i < 100; i++)
            {
                Assert.True(ids.Add(Id(writer.Write(new CancelChat()))));
                Assert.True(ids.Add(Id(writer.WriteAppend([1, 2, 3]))));
            }
        }
    }

    [Fact]
    public void Chinese_text_is_sent_as_utf8_and_not_as_escapes()
    {
        var message = new EventWriter().Write(new GenerateAudio("电量低+"));

        Assert.Contains("电量低+", Encoding.UTF8.GetString(message.Span), StringComparison.Ordinal);
    }

    [Fact]
    public void Half_a_surrogate_pair_is_sent_as_a_replacement_character()
    {
        var message = Parse(new EventWriter().Write(new CreateMessage("user", "text", "a\ud83d")));

        Assert.Equal("a\uFFFD", message.GetProperty("data").GetProperty("content").GetString());
    }

    [Fact]
    public void A_large_message_is_followed_by_a_small_one()
    {
        var writer = new EventWriter();
        writer.Write(new SubmitToolOutputs("7", [new ToolOutput("a", new string('x', 300_000))]));

        var message = Parse(writer.Write(new CancelChat()));

        Assert.Equal("conversation.chat.cancel", message.GetProperty("event_type").GetString());
    }

    [Fact]
    public void An_invalid_event_is_refused_with_every_path()
    {
        var refusal = Assert.Throws<ArgumentException>(() => new EventWriter().Write(new CreateMessage("system", "html", "x")));

        Assert.Contains("data.role", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("data.content_type", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_refused_event_does_not_spoil_the_next()
    {
        var writer = new EventWriter();
        Assert.Throws<ArgumentException>(() => writer.Write(new GenerateAudio("")));

        AssertSame("""{"event_type":"input_audio_buffer.clear"}""", WithoutId(Parse(writer.Write(new ClearInput()))));
    }

    internal static JsonElement Parse(ReadOnlyMemory<byte> message) => JsonElement.Parse(message.Span);

    private static string Id(ReadOnlyMemory<byte> message) => Parse(message).GetProperty("id").GetString()!;

    private static JsonElement WithoutId(JsonElement message) => FullChatConfig.Element(
        "{" + string.Join(',', message.EnumerateObject()
            .Where(member => member.Name != "id")
            .Select(member => $"\"{member.Name}\":{member.Value.GetRawText()}")) + "}");

    private static void AssertSame(string expected, JsonElement actual) =>
        Assert.True(
            JsonElement.DeepEquals(FullChatConfig.Element(expected), actual),
            $"expected {expected}, got {actual.GetRawText()}");
}
