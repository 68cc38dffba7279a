using System.Text.Json;
using CozeDevice.Hosting;
using CozeDevice.Options;
using CozeDevice.Protocol;
using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.Tests.Options;

/// <summary>Every setting of <c>chat.update</c>: from a configuration file to the message (protocol §3.1).</summary>
public sealed class ChatKeysTests : IDisposable
{
    private readonly TempDirectory _etc = new();

    /// <summary>Key, what is written, what else is needed, and what is sent.</summary>
    public static TheoryData<string, string, string, string> Sent { get; } = new()
    {
        { "Chat:AutoSaveHistory", "false", "", "false" },
        { "Chat:MetaData", """{ "shop": "17", "row": "b" }""", "", """{"shop":"17","row":"b"}""" },
        { "Chat:CustomVariables", """{ "owner_name": "小明" }""", "", """{"owner_name":"小明"}""" },
        { "Chat:Latitude", "31.2304", "", "\"31.2304\"" },
        { "Chat:Longitude", "-121.4737", "", "\"-121.4737\"" },
        { "Chat:Parameters", """{ "scene": "night", "level": 3, "list": [1, null] /* of the flow */ }""", "", """{"scene":"night","level":3,"list":[1,null]}""" },
        { "Chat:Prologue", "true", "", "true" },
        { "Chat:PrologueContent", "\"Good morning.\"", "Chat:Prologue=true", "\"Good morning.\"" },
        { "Voice:SpeechRate", "-50", "", "-50" },
        { "Voice:LoudnessRate", "100", "", "100" },
        { "Voice:ContextTexts", "\"gently\"", "", "\"gently\"" },
        { "Voice:Emotion", "\"happy\"", "", "\"happy\"" },
        { "Voice:EmotionScale", "2.5", "Voice:Emotion=sad", "2.5" },
        { "Voice:OpusBitrate", "16000", "Audio:Codec=opus", "16000" },
        { "Voice:OpusCbr", "true", "Audio:Codec=opus", "true" },
        { "Asr:HotWords", """["扣子", "Coze"]""", "", """["扣子","Coze"]""" },
        { "Asr:Context", "\"cooking\"", "", "\"cooking\"" },
        { "Asr:ContextType", "\"x\"", "", "\"x\"" },
        { "Asr:UserLanguage", "\"de-DE\"", "Asr:StreamMode=output_no_stream", "\"de-DE\"" },
        { "Asr:EnableDdc", "false", "", "false" },
        { "Asr:EnableItn", "false", "", "false" },
        { "Asr:EnablePunc", "false", "", "false" },
        { "Asr:StreamMode", "\"output_no_stream\"", "", "\"output_no_stream\"" },
        { "Asr:EnableNostream", "true", "", "true" },
        { "Asr:EnableEmotion", "true", "Asr:StreamMode=output_no_stream", "true" },
        { "Asr:EnableGender", "true", "Asr:StreamMode=output_no_stream", "true" },
        { "Asr:SystemFilter", "true", "", "true" },
        { "Asr:FilterWithEmpty", """["a"]""", "", """["a"]""" },
        { "Asr:FilterWithSigned", """["b", "c"]""", "", """["b","c"]""" },
        { "Turn:Mode", "\"semantic_vad\"", "", "\"semantic_vad\"" },
        { "Turn:PrefixPaddingMs", "0", "Turn:Mode=server_vad", "0" },
        { "Turn:SilenceDurationMs", "2000", "Turn:Mode=server_vad", "2000" },
        { "Turn:SemanticSilenceMs", "250", "Turn:Mode=semantic_vad", "250" },
        { "Turn:SemanticWaitMs", "100", "Turn:Mode=semantic_vad", "100" },
        { "Turn:InterruptMode", "\"keyword_prefix\"", "Turn:Mode=server_vad Turn:InterruptKeywords=停一下", "\"keyword_prefix\"" },
        { "Turn:InterruptKeywords", """["停一下"]""", "Turn:Mode=server_vad Turn:InterruptMode=keyword_contains", """["停一下"]""" },
        { "VoiceProcessing:EnableAns", "true", "", "true" },
        { "VoiceProcessing:EnablePdns", "true", "VoiceProcessing:VoicePrintFeatureId=7", "true" },
        { "VoiceProcessing:VoicePrintFeatureId", "\"7\"", "VoiceProcessing:EnablePdns=true", "\"7\"" },
        { "VoicePrint:GroupId", "\"g1\"", "", "\"g1\"" },
        { "VoicePrint:Score", "100", "", "100" },
        { "VoicePrint:ReuseVoiceInfo", "true", "", "true" },
        { "Coze:UserId", "\"kiosk-1\"", "", "\"kiosk-1\"" },
        { "Coze:ConversationId", "\"7500000000000000001\"", "", "\"7500000000000000001\"" },
        { "Coze:VoiceId", "\"7426720361733046281\"", "", "\"7426720361733046281\"" },
    };

    /// <summary>Key, a wrong value, what else is set, and what the line says.</summary>
    public static TheoryData<string, string, string, string> Refused { get; } = new()
    {
        { "Chat:AutoSaveHistory", "\"no\"", "", "true or false" },
        { "Chat:MetaData", $$"""{ "{{new string('k', 65)}}": "v" }""", "", "1 to 64 characters" },
        { "Chat:MetaData", """{ "k": "" }""", "", "1 to 512 characters" },
        { "Chat:MetaData", """{ "k": 5 }""", "", "put it in quotes" },
        { "Chat:MetaData", """{ "k": "1", "k": "2" }""", "", "twice" },
        { "Chat:MetaData", """["a"]""", "", "is a list" },
        { "Chat:CustomVariables", """{ "name1": "x" }""", "", "letters and underscores" },
        { "Chat:Latitude", "90.5", "", "from -90 to 90" },
        { "Chat:Latitude", "\"north\"", "", "without quotes" },
        { "Chat:Longitude", "181", "", "from -180 to 180" },
        { "Chat:Parameters", """{ "USER_INPUT": "x" }""", "", "USER_INPUT" },
        { "Chat:EventSubscriptions", """["conversation.chat.camplete"]""", "", "names no event" },
        { "Chat:EventSubscriptions", """[4]""", "", "entry 1" },
        { "Voice:SpeechRate", "101", "", "-50 to 100" },
        { "Voice:LoudnessRate", "-51", "", "-50 to 100" },
        { "Voice:Emotion", "\"bored\"", "", "happy or sad" },
        { "Voice:EmotionScale", "5.1", "", "from 1 to 5" },
        { "Voice:OpusBitrate", "1000", "", "6000 to 128000" },
        { "Asr:HotWords", "\"one word\"", "", "should be a list" },
        { "Asr:UserLanguage", "\"en\"", "", "en-US" },
        { "Asr:UserLanguage", "\"en-US\"", "", "output_no_stream" },
        { "Asr:EnableEmotion", "true", "", "output_no_stream" },
        { "Asr:EnableGender", "true", "", "output_no_stream" },
        { "Asr:StreamMode", "\"both\"", "", "bidirectional_stream or output_no_stream" },
        { "Turn:Mode", "\"client_interrupt\"", "", "push_to_talk or server_vad or semantic_vad" },
        { "Turn:PrefixPaddingMs", "-1", "", "from 0" },
        { "Turn:SilenceDurationMs", "199", "", "200 to 2000" },
        { "Turn:SemanticSilenceMs", "-1", "", "from 0" },
        { "Turn:SemanticWaitMs", "99", "", "100 to 2000" },
        { "Turn:InterruptMode", "\"all\"", "", "keyword_contains or keyword_prefix" },
        { "Turn:InterruptKeywords", """["stop it"]""", "Turn:InterruptMode=keyword_prefix", "server_vad only" },
        { "Turn:InterruptKeywords", """["stop"]""", "Turn:Mode=server_vad Turn:InterruptMode=keyword_prefix", "6 to 24 bytes" },
        { "Turn:InterruptKeywords", """["停一下", "b", "c", "d", "e", "f"]""", "Turn:Mode=server_vad Turn:InterruptMode=keyword_prefix", "1 to 5 words" },
        { "VoiceProcessing:EnablePdns", "true", "VoiceProcessing:EnableAns=true", "choose one" },
        { "VoicePrint:Score", "101", "", "0 to 100" },
        { "Coze:DeviceId", "\"SN-12\"", "", "digits only" },
    };

    [Theory]
    [MemberData(nameof(Sent))]
    public void A_setting_is_sent_as_the_field_it_names(string key, string written, string also, string sent)
    {
        JsonElement data = Update(Load(key, written, also));

        foreach (string member in OptionCatalog.Find(key)!.Field!.Split('.'))
            data = data.GetProperty(member);

        using JsonDocument expected = JsonDocument.Parse(sent);
        Assert.True(JsonElement.DeepEquals(expected.RootElement, data), data.GetRawText());
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void A_wrong_setting_is_named_with_its_line(string key, string written, string also, string says)
    {
        LoadedConfiguration loaded = Load(key, written, also);

        Assert.Contains(loaded.Errors, error => error.Key == key && error.ToString().Contains(says, StringComparison.Ordinal)
            && error.Origin.EndsWith("cozedevice.json:2", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_setting_of_the_service_is_among_those_that_are_sent()
    {
        string[] sent = [.. Sent.Select(row => row.Data.Item1)];
        string[] elsewhere = ["Coze:BotId", "Coze:WorkflowId", "Coze:DeviceId", "Audio:Codec", "Chat:EventSubscriptions"];

        Assert.Equal(
            OptionCatalog.Keys.Where(key => key.Field is not null).Select(key => key.Path).Order(StringComparer.Ordinal),
            sent.Concat(elsewhere).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_nobody_sets_is_left_out_of_the_message()
    {
        JsonElement data = Update(Load("Coze:UserId", "\"u\"", "Audio:Codec=pcm"));

        Assert.Equal(
            """{"chat_config":{"user_id":"u"},"input_audio":{"format":"pcm","codec":"pcm","sample_rate":16000,"channel":1,"bit_depth":16},"output_audio":{"codec":"pcm","pcm_config":{"sample_rate":16000,"frame_size_ms":20,"limit_config":{"period":1,"max_frame_num":60}}},"turn_detection":{"type":"client_interrupt"},"need_play_prologue":false}""",
            data.GetRawText());
    }

    [Fact]
    public void Subscriptions_always_hold_what_a_turn_needs()
    {
        JsonElement data = Update(Load("Chat:EventSubscriptions", """["conversation.audio.sentence_start", "error"]""", ""));

        string[] names = [.. data.GetProperty("event_subscriptions").EnumerateArray().Select(name => name.GetString()!)];
        Assert.Distinct(names);
        Assert.Contains("conversation.audio.sentence_start", names);
        Assert.Contains("chat.updated", names);
        Assert.Contains("conversation.audio.delta", names);
        Assert.DoesNotContain("conversation.message.completed", names);
    }

    [Fact]
    public void A_dialogue_flow_and_the_number_of_the_device_travel_in_the_address()
    {
        Uri endpoint = ChatSettings.LinkOf(
            Load("Coze:WorkflowId", "\"735\"", "Coze:DeviceId=240000000017").Options!).Endpoint;

        Assert.Equal("?bot_id=73&workflow_id=735&device_id=240000000017", endpoint.Query);
    }

    [Theory]
    [InlineData("扣子, Coze ,", """["扣子","Coze"]""")]
    [InlineData("""["a,b"]""", """["a,b"]""")]
    public void Behind_set_a_list_may_be_words_with_commas(string written, string sent)
    {
        LoadedConfiguration loaded = ConfigurationLoader.Load(new ConfigurationRequest(
            null, ["Coze:BotId=73", "Asr:HotWords=" + written], new Dictionary<string, string>())
        { Directory = _etc.Path });

        Assert.Empty(loaded.Errors);
        Assert.Equal(sent, loaded.Find("Asr:HotWords")!.Value);
    }

    public void Dispose() => _etc.Dispose();

    private LoadedConfiguration Load(string key, string written, string also)
    {
        string[] parts = key.Split(':');
        File.WriteAllText(_etc["cozedevice.json"], $"{{\n\"{parts[0]}\": {{ \"{parts[1]}\": {written} }} }}");
        string[] sets = ["Coze:BotId=73", .. also.Split(' ', StringSplitOptions.RemoveEmptyEntries)];
        return ConfigurationLoader.Load(
            new ConfigurationRequest(null, sets, new Dictionary<string, string>()) { Directory = _etc.Path });
    }

    private static JsonElement Update(LoadedConfiguration loaded)
    {
        Assert.Empty(loaded.Errors);
        ChatConfig chat = ChatSettings.LinkOf(loaded.Options!).Chat;
        Assert.Empty(ClientEventValidator.Validate(new UpdateChat(chat)));
        using JsonDocument message = JsonDocument.Parse(new EventWriter().Write(new UpdateChat(chat)));
        return message.RootElement.GetProperty("data").Clone();
    }
}
