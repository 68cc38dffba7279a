using CozeDevice.Simulator;
using Xunit;

namespace CozeDevice.Tests.Simulator.Configuration;

/// <summary>Every limit of <c>chat.update</c> (protocol §3.1) at its edge, on one connection after the other.</summary>
public sealed class ConfigValidationTests(ConfigValidationTests.Server server)
    : IClassFixture<ConfigValidationTests.Server>
{
    [Theory]
    [InlineData("chat_config", """{"chat_config":7}""")]
    [InlineData("chat_config.conversation_id", """{"chat_config":{"conversation_id":""}}""")]
    [InlineData("chat_config.conversation_id", """{"chat_config":{"conversation_id":7500000000000000001}}""")]
    [InlineData("chat_config.user_id", """{"chat_config":{"user_id":17}}""")]
    [InlineData("chat_config.auto_save_history", """{"chat_config":{"auto_save_history":"yes"}}""")]
    [InlineData("chat_config.meta_data", """{"chat_config":{"meta_data":{"":"x"}}}""")]
    [InlineData("chat_config.meta_data", """{"chat_config":{"meta_data":{"k":""}}}""")]
    [InlineData("chat_config.meta_data", """{"chat_config":{"meta_data":{"k":1}}}""")]
    [InlineData("chat_config.meta_data", """{"chat_config":{"meta_data":["k"]}}""")]
    [InlineData("chat_config.custom_variables", """{"chat_config":{"custom_variables":{"room1":"x"}}}""")]
    [InlineData("chat_config.custom_variables", """{"chat_config":{"custom_variables":{"a-b":"x"}}}""")]
    [InlineData("chat_config.custom_variables", """{"chat_config":{"custom_variables":{"room":true}}}""")]
    [InlineData("chat_config.extra_params", """{"chat_config":{"extra_params":{"latitude":31.2}}}""")]
    [InlineData("chat_config.parameters", """{"chat_config":{"parameters":"night"}}""")]
    [InlineData("input_audio", """{"input_audio":"pcm"}""")]
    [InlineData("input_audio.format", """{"input_audio":{"format":"mp3"}}""")]
    [InlineData("input_audio.format", """{"input_audio":{"format":"opus"}}""")]
    [InlineData("input_audio.codec", """{"input_audio":{"format":"pcm","codec":"g711"}}""")]
    [InlineData("input_audio.codec", """{"input_audio":{"codec":"opus"}}""")]
    [InlineData("input_audio.codec", """{"input_audio":{"format":"ogg","codec":"pcm"}}""")]
    [InlineData("input_audio.format", """{"input_audio":{"format":"wav","codec":"g711a","sample_rate":8000}}""")]
    [InlineData("input_audio.sample_rate", """{"input_audio":{"format":"pcm","codec":"g711u","sample_rate":16000}}""")]
    [InlineData("input_audio.channel", """{"input_audio":{"format":"pcm","codec":"g711a","sample_rate":8000,"channel":2}}""")]
    [InlineData("input_audio.sample_rate", """{"input_audio":{"sample_rate":12000}}""")]
    [InlineData("input_audio.sample_rate", """{"input_audio":{"sample_rate":"16000"}}""")]
    [InlineData("input_audio.channel", """{"input_audio":{"channel":0}}""")]
    [InlineData("input_audio.channel", """{"input_audio":{"channel":3}}""")]
    [InlineData("input_audio.bit_depth", """{"input_audio":{"bit_depth":32}}""")]
    [InlineData("output_audio", """{"output_audio":[]}""")]
    [InlineData("output_audio.codec", """{"output_audio":{"codec":"aac"}}""")]
    [InlineData("output_audio.pcm_config", """{"output_audio":{"pcm_config":16000}}""")]
    [InlineData("output_audio.pcm_config.sample_rate", """{"output_audio":{"pcm_config":{"sample_rate":12000}}}""")]
    [InlineData("output_audio.pcm_config.sample_rate", """{"output_audio":{"codec":"g711a","pcm_config":{"sample_rate":16000}}}""")]
    [InlineData("output_audio.pcm_config.frame_size_ms", """{"output_audio":{"pcm_config":{"frame_size_ms":-1}}}""")]
    [InlineData("output_audio.pcm_config.frame_size_ms", """{"output_audio":{"pcm_config":{"frame_size_ms":1000.5}}}""")]
    [InlineData("output_audio.pcm_config.limit_config.period", """{"output_audio":{"pcm_config":{"limit_config":{"period":0}}}}""")]
    [InlineData("output_audio.pcm_config.limit_config.period", """{"output_audio":{"pcm_config":{"limit_config":{"period":1.5}}}}""")]
    [InlineData("output_audio.pcm_config.limit_config.max_frame_num", """{"output_audio":{"pcm_config":{"limit_config":{"max_frame_num":0}}}}""")]
    [InlineData("output_audio.opus_config.sample_rate", """{"output_audio":{"opus_config":{"sample_rate":44100}}}""")]
    [InlineData("output_audio.opus_config.sample_rate", """{"output_audio":{"opus_config":{"sample_rate":22050}}}""")]
    [InlineData("output_audio.opus_config.bitrate", """{"output_audio":{"opus_config":{"bitrate":499}}}""")]
    [InlineData("output_audio.opus_config.bitrate", """{"output_audio":{"opus_config":{"bitrate":512001}}}""")]
    [InlineData("output_audio.opus_config.use_cbr", """{"output_audio":{"opus_config":{"use_cbr":1}}}""")]
    [InlineData("output_audio.opus_config.frame_size_ms", """{"output_audio":{"opus_config":{"frame_size_ms":30}}}""")]
    [InlineData("output_audio.opus_config.frame_size_ms", """{"output_audio":{"opus_config":{"frame_size_ms":120}}}""")]
    [InlineData("output_audio.opus_config.limit_config", """{"output_audio":{"opus_config":{"limit_config":3}}}""")]
    [InlineData("output_audio.opus_config.limit_config.period", """{"output_audio":{"opus_config":{"limit_config":{"period":-1}}}}""")]
    [InlineData("output_audio.opus_config.limit_config.max_frame_num", """{"output_audio":{"opus_config":{"limit_config":{"max_frame_num":"9"}}}}""")]
    [InlineData("output_audio.mp3_config.sample_rate", """{"output_audio":{"mp3_config":{"sample_rate":24000}}}""")]
    [InlineData("output_audio.mp3_config.bit_rate", """{"output_audio":{"mp3_config":{"bit_rate":7999}}}""")]
    [InlineData("output_audio.mp3_config.bit_rate", """{"output_audio":{"mp3_config":{"bit_rate":1600001}}}""")]
    [InlineData("output_audio.speech_rate", """{"output_audio":{"speech_rate":-51}}""")]
    [InlineData("output_audio.speech_rate", """{"output_audio":{"speech_rate":101}}""")]
    [InlineData("output_audio.loudness_rate", """{"output_audio":{"loudness_rate":-51}}""")]
    [InlineData("output_audio.loudness_rate", """{"output_audio":{"loudness_rate":101}}""")]
    [InlineData("output_audio.voice_id", """{"output_audio":{"voice_id":7426720361733000000}}""")]
    [InlineData("output_audio.context_texts", """{"output_audio":{"context_texts":["soft"]}}""")]
    [InlineData("output_audio.emotion_config.emotion", """{"output_audio":{"emotion_config":{"emotion":"bored"}}}""")]
    [InlineData("output_audio.emotion_config.emotion_scale", """{"output_audio":{"emotion_config":{"emotion_scale":0.9}}}""")]
    [InlineData("output_audio.emotion_config.emotion_scale", """{"output_audio":{"emotion_config":{"emotion_scale":5.1}}}""")]
    [InlineData("turn_detection.type", """{"turn_detection":{"type":"push_to_talk"}}""")]
    [InlineData("turn_detection.prefix_padding_ms", """{"turn_detection":{"prefix_padding_ms":-1}}""")]
    [InlineData("turn_detection.silence_duration_ms", """{"turn_detection":{"silence_duration_ms":0.5}}""")]
    [InlineData("turn_detection.semantic_vad_config.silence_threshold_ms", """{"turn_detection":{"semantic_vad_config":{"silence_threshold_ms":"300"}}}""")]
    [InlineData("turn_detection.semantic_vad_config.semantic_unfinished_wait_time_ms", """{"turn_detection":{"semantic_vad_config":{"semantic_unfinished_wait_time_ms":-5}}}""")]
    [InlineData("turn_detection.interrupt_config.mode", """{"turn_detection":{"interrupt_config":{"mode":"all"}}}""")]
    [InlineData("turn_detection.interrupt_config.keywords", """{"turn_detection":{"interrupt_config":{"keywords":["停"]}}}""")]
    [InlineData("turn_detection.interrupt_config.keywords", """{"turn_detection":{"interrupt_config":{"keywords":["停一下停一下停一下"]}}}""")]
    [InlineData("turn_detection.interrupt_config.keywords", """{"turn_detection":{"interrupt_config":{"keywords":["stop it!"]}}}""")]
    [InlineData("turn_detection.interrupt_config.keywords", """{"turn_detection":{"interrupt_config":{"keywords":["停一下","别说了","打住吧","等一等","安静点","换一个"]}}}""")]
    [InlineData("asr_config.hot_words", """{"asr_config":{"hot_words":"扣子"}}""")]
    [InlineData("asr_config.context", """{"asr_config":{"context":{}}}""")]
    [InlineData("asr_config.user_language", """{"asr_config":{"user_language":"xx-XX"}}""")]
    [InlineData("asr_config.enable_ddc", """{"asr_config":{"enable_ddc":0}}""")]
    [InlineData("asr_config.enable_itn", """{"asr_config":{"enable_itn":"true"}}""")]
    [InlineData("asr_config.enable_punc", """{"asr_config":{"enable_punc":[]}}""")]
    [InlineData("asr_config.stream_mode", """{"asr_config":{"stream_mode":"stream"}}""")]
    [InlineData("asr_config.enable_nostream", """{"asr_config":{"enable_nostream":1}}""")]
    [InlineData("asr_config.enable_emotion", """{"asr_config":{"enable_emotion":1}}""")]
    [InlineData("asr_config.enable_gender", """{"asr_config":{"enable_gender":1}}""")]
    [InlineData("asr_config.sensitive_words_filter.system_reserved_filter", """{"asr_config":{"sensitive_words_filter":{"system_reserved_filter":1}}}""")]
    [InlineData("asr_config.sensitive_words_filter.filter_with_empty", """{"asr_config":{"sensitive_words_filter":{"filter_with_empty":[1]}}}""")]
    [InlineData("asr_config.sensitive_words_filter.filter_with_signed", """{"asr_config":{"sensitive_words_filter":{"filter_with_signed":"x"}}}""")]
    [InlineData("event_subscriptions", """{"event_subscriptions":"error"}""")]
    [InlineData("event_subscriptions", """{"event_subscriptions":[1]}""")]
    [InlineData("need_play_prologue", """{"need_play_prologue":"true"}""")]
    [InlineData("prologue_content", """{"prologue_content":1}""")]
    [InlineData("voice_processing_config.enable_ans", """{"voice_processing_config":{"enable_ans":1}}""")]
    [InlineData("voice_processing_config.enable_pdns", """{"voice_processing_config":{"enable_ans":true,"enable_pdns":true}}""")]
    [InlineData("voice_processing_config.voice_print_feature_id", """{"voice_processing_config":{"voice_print_feature_id":1}}""")]
    [InlineData("voice_print_config.group_id", """{"voice_print_config":{"group_id":1}}""")]
    [InlineData("voice_print_config.score", """{"voice_print_config":{"score":101}}""")]
    [InlineData("voice_print_config.score", """{"voice_print_config":{"score":-1}}""")]
    [InlineData("voice_print_config.reuse_voice_info", """{"voice_print_config":{"reuse_voice_info":"no"}}""")]
    public async Task A_wrong_member_is_refused_by_its_path_and_the_session_goes_on(string path, string data)
    {
        await using WireClient client = await WireClient.ConnectAsync(server.Host);
        string message = $$"""{"event_type":"chat.update","data":{{data}}}""";

        await client.SendRawAsync(message);
        WireEvent error = (await client.UntilAsync("error"))[^1];
        await client.SendAsync("chat.update", Requests.Pcm16);
        List<WireEvent> after = await client.UntilAsync("chat.updated");

        Assert.Equal(4000, error.Data.GetProperty("code").GetInt32());
        Assert.StartsWith($"{path}: ", error.Text("msg"), StringComparison.Ordinal);
        Assert.Equal(message, error.Message.GetProperty("detail").GetProperty("origin_message").GetString());
        Assert.Equal(["chat.updated"], after.Select(e => e.Type));
    }

    [Theory]
    [InlineData("""{"output_audio":{"speech_rate":-50,"loudness_rate":100}}""")]
    [InlineData("""{"output_audio":{"speech_rate":100,"loudness_rate":-50}}""")]
    [InlineData("""{"output_audio":{"pcm_config":{"frame_size_ms":1000}}}""")]
    [InlineData("""{"output_audio":{"pcm_config":{"frame_size_ms":0,"limit_config":{"period":2,"max_frame_num":300}}}}""")]
    [InlineData("""{"output_audio":{"pcm_config":{"frame_size_ms":22.5}}}""")]
    [InlineData("""{"output_audio":{"emotion_config":{"emotion":"happy","emotion_scale":1}}}""")]
    [InlineData("""{"output_audio":{"emotion_config":{"emotion":"neutral","emotion_scale":5.0}}}""")]
    [InlineData("""{"turn_detection":{"interrupt_config":{"mode":"keyword_prefix","keywords":["停下","停一下停一下停一"]}}}""")]
    [InlineData("""{"voice_print_config":{"score":0}}""")]
    [InlineData("""{"voice_print_config":{"score":100}}""")]
    [InlineData("""{"asr_config":{"user_language":"fil-PH"}}""")]
    [InlineData("""{"asr_config":{"user_language":"cant"}}""")]
    [InlineData("""{"event_subscriptions":["conversation.chat.camplete"]}""")]
    [InlineData("""{"input_audio":{"format":"pcm","codec":"g711a","sample_rate":8000}}""")]
    [InlineData("""{"chat_config":{"parameters":{"scene":{"deep":[1,null]}}}}""")]
    public async Task A_value_at_its_limit_is_accepted(string data)
    {
        await using WireClient client = await WireClient.ConnectAsync(server.Host);

        await client.SendAsync("chat.update", data);

        Assert.Equal(["chat.created", "chat.updated"], (await client.UntilAsync("chat.updated")).Select(e => e.Type));
    }

    [Theory]
    [InlineData(16, 64, 512, "chat.updated")]
    [InlineData(17, 64, 512, "error")]
    [InlineData(1, 65, 512, "error")]
    [InlineData(1, 64, 513, "error")]
    public async Task Meta_data_has_its_limits(int pairs, int keyLength, int valueLength, string answer)
    {
        await using WireClient client = await WireClient.ConnectAsync(server.Host);
        string value = new('v', valueLength);
        string meta = string.Join(
            ',', Enumerable.Range(0, pairs).Select(n => $"\"{n.ToString("D2").PadLeft(keyLength, 'k')}\":\"{value}\""));

        await client.SendAsync("chat.update", $$"""{"chat_config":{"meta_data":{ {{meta}} } } }""");
        await client.UntilAsync("chat.created");

        Assert.Equal(answer, (await client.ReadAsync())!.Type);
    }

    [Fact]
    public async Task Mp3_is_refused_clearly_because_nothing_here_can_make_it()
    {
        await using WireClient client = await WireClient.ConnectAsync(server.Host);

        await client.SendAsync("chat.update", """{"output_audio":{"codec":"mp3"}}""");
        WireEvent error = (await client.UntilAsync("error"))[^1];

        Assert.Contains("mp3", error.Text("msg"), StringComparison.Ordinal);
    }

    public sealed class Server : IAsyncLifetime
    {
        public SimulatorHost Host { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Host = await SimulatorHost.StartAsync(new SimulatorOptions());

        public ValueTask DisposeAsync() => Host.DisposeAsync();
    }
}
