using System.Text;
using CozeDevice.Protocol;
using CozeDevice.Rest;
using Xunit;

namespace CozeDevice.Tests.Rest;

/// <summary>Every row of the creation of a conversation (protocol §7.5) and of §7.7.</summary>
public sealed class BodyFieldTests
{
    private static readonly SpeechRequest Speech = new() { Input = "hi", VoiceId = "v" };

    private static readonly (string Path, byte[] Body, string Json)[] Sent =
    [
        ("bot_id", Conversation(new() { BotId = "7" }), """{"bot_id":"7"}"""),
        ("name", Conversation(new() { Name = new string('字', 100) }), $$"""{"name":"{{new string('字', 100)}}"}"""),
        ("messages", Conversation(new() { Messages = [new("assistant", "yes")] }), """{"messages":[{"role":"assistant","content":"yes","content_type":"text"}]}"""),
        ("connector_id", Conversation(new() { ConnectorId = "999" }), """{"connector_id":"999"}"""),
        ("meta_data", Conversation(new() { MetaData = new Dictionary<string, string> { ["board"] = "17" } }), """{"meta_data":{"board":"17"}}"""),
        ("input", Spoken(Speech with { Input = new string('x', 1024) }), $$"""{"input":"{{new string('x', 1024)}}","voice_id":"v"}"""),
        ("voice_id", Spoken(Speech), """{"input":"hi","voice_id":"v"}"""),
        ("response_format", Spoken(Speech with { Format = "ogg_opus" }), """{"input":"hi","voice_id":"v","response_format":"ogg_opus"}"""),
        ("speed", Spoken(Speech with { Speed = 0.2 }), """{"input":"hi","voice_id":"v","speed":0.2}"""),
        ("sample_rate", Spoken(Speech with { SampleRate = 22050 }), """{"input":"hi","voice_id":"v","sample_rate":22050}"""),
        ("loudness_rate", Spoken(Speech with { LoudnessRate = -50 }), """{"input":"hi","voice_id":"v","loudness_rate":-50}"""),
        ("emotion", Spoken(Speech with { Emotion = "coldness" }), """{"input":"hi","voice_id":"v","emotion":"coldness"}"""),
        ("emotion_scale", Spoken(Speech with { EmotionScale = 5 }), """{"input":"hi","voice_id":"v","emotion_scale":5}"""),
        ("context_texts", Spoken(Speech with { ContextTexts = "whisper" }), """{"input":"hi","voice_id":"v","context_texts":"whisper"}"""),
    ];

    private static readonly (string Path, IReadOnlyList<ConfigProblem> Problems)[] Refused =
    [
        ("bot_id", FieldRules.Check(ConversationFields.Create, new() { BotId = "" })),
        ("name", FieldRules.Check(ConversationFields.Create, new() { Name = new string('字', 101) })),
        ("messages[0].role", FieldRules.Check(ConversationFields.Create, new() { Messages = [new("nobody", "x")] })),
        ("connector_id", FieldRules.Check(ConversationFields.Create, new() { ConnectorId = "" })),
        ("meta_data", FieldRules.Check(ConversationFields.Create, new() { MetaData = Enumerable.Range(0, 17).ToDictionary(i => $"k{i}", _ => "v") })),
        ("input", FieldRules.Check(AudioFields.Speech, Speech with { Input = null })),
        ("input", FieldRules.Check(AudioFields.Speech, Speech with { Input = new string('x', 1025) })),
        ("input", FieldRules.Check(AudioFields.Speech, Speech with { Input = new string('字', 342) })),
        ("voice_id", FieldRules.Check(AudioFields.Speech, Speech with { VoiceId = null })),
        ("response_format", FieldRules.Check(AudioFields.Speech, Speech with { Format = "flac" })),
        ("speed", FieldRules.Check(AudioFields.Speech, Speech with { Speed = 0.1 })),
        ("speed", FieldRules.Check(AudioFields.Speech, Speech with { Speed = double.NaN })),
        ("speed", FieldRules.Check(AudioFields.Speech, Speech with { Speed = 3.1 })),
        ("sample_rate", FieldRules.Check(AudioFields.Speech, Speech with { SampleRate = 11025 })),
        ("loudness_rate", FieldRules.Check(AudioFields.Speech, Speech with { LoudnessRate = -51 })),
        ("loudness_rate", FieldRules.Check(AudioFields.Speech, Speech with { LoudnessRate = 101 })),
        ("emotion", FieldRules.Check(AudioFields.Speech, Speech with { Emotion = "bored" })),
        ("emotion_scale", FieldRules.Check(AudioFields.Speech, Speech with { EmotionScale = 0.9 })),
        ("emotion_scale", FieldRules.Check(AudioFields.Speech, Speech with { EmotionScale = 5.1 })),
        ("context_texts", FieldRules.Check(AudioFields.Speech, Speech with { ContextTexts = "" })),
        ("file", FieldRules.Check(AudioFields.Upload, new())),
        ("file", FieldRules.Check(AudioFields.Upload, new() { File = new("a", Array.Empty<byte>()) })),
        ("file", FieldRules.Check(AudioFields.Upload, new() { File = new("a", new byte[(15 * 1024 * 1024) + 1]) })),
        ("file", FieldRules.Check(AudioFields.Transcription, new())),
        ("file", FieldRules.Check(AudioFields.Transcription, new() { File = new("a", new byte[(10 * 1024 * 1024) + 1]) })),
    ];

    public static TheoryData<int, string> SentRows => FieldRows.Of(Sent.Select(row => row.Path));

    public static TheoryData<int, string> RefusedRows => FieldRows.Of(Refused.Select(row => row.Path));

    [Theory]
    [MemberData(nameof(SentRows))]
    public void A_field_is_sent_as_documented(int row, string path)
    {
        Assert.Equal(path, Sent[row].Path);
        Assert.Equal(Sent[row].Json, Encoding.UTF8.GetString(Sent[row].Body));
    }

    [Theory]
    [MemberData(nameof(RefusedRows))]
    public void A_field_out_of_range_is_refused_by_its_path(int row, string path) =>
        Assert.Equal(path, Assert.Single(Refused[row].Problems).Path);

    [Fact]
    public void Every_row_of_the_tables_is_here()
    {
        FieldRows.Cover(ConversationFields.Create, Sent[..5].Select(row => row.Path), Refused[..5].Select(row => row.Path));
        FieldRows.Cover(AudioFields.Speech, Sent[5..].Select(row => row.Path), Refused[5..20].Select(row => row.Path));
    }

    [Theory]
    [InlineData("voice.wav", "filename=\"voice.wav\"\r\n")]
    [InlineData("a\"b\r\nX: 1.wav", "filename=\"a_b__X: 1.wav\"; filename*=utf-8''a%22b%0D%0AX%3A%201.wav\r\n")]
    [InlineData("语音.wav", "filename=\"__.wav\"; filename*=utf-8''%E8%AF%AD%E9%9F%B3.wav\r\n")]
    public async Task A_file_is_the_part_named_file_and_its_name_breaks_nothing(string name, string expected)
    {
        using var body = Multipart.Of(new(name, "abc"u8.ToArray()));
        var text = await body.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("form-data; name=\"file\"; " + expected, text, StringComparison.Ordinal);
        Assert.Contains("\r\n\r\nabc\r\n--", text, StringComparison.Ordinal);
    }

    private static byte[] Conversation(NewConversation request)
    {
        Assert.Empty(FieldRules.Check(ConversationFields.Create, request));
        return FieldWriter.Body(ConversationFields.Create, request);
    }

    private static byte[] Spoken(SpeechRequest request)
    {
        Assert.Empty(FieldRules.Check(AudioFields.Speech, request));
        return FieldWriter.Body(AudioFields.Speech, request);
    }
}
