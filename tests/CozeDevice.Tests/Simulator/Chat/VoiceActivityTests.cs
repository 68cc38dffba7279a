using Xunit;

namespace CozeDevice.Tests.Simulator.Chat;

public sealed class VoiceActivityTests
{
    private const string Input = """{"format":"pcm","codec":"pcm","sample_rate":16000}""";
    private const string Output = """{"codec":"pcm","pcm_config":{"sample_rate":16000}}""";
    private const string Vad = """
        "turn_detection":{"type":"server_vad","silence_duration_ms":200,"prefix_padding_ms":100}
        """;

    private static readonly byte[] Speech = Requests.Bytes(Requests.Tone(16000, 300));
    private static readonly byte[] Silence = new byte[16 * 2 * 300];

    [Fact]
    public async Task Speech_between_silences_is_a_turn_without_complete()
    {
        await using Bench bench = await Bench.OpenAsync(Requests.Config(Input, Output, Vad));

        await StreamAsync(bench, [.. Silence, .. Speech, .. Silence]);
        List<WireEvent> turn = await bench.Client.UntilAsync("conversation.chat.completed");

        Assert.Equal(
            [
                "input_audio_buffer.speech_started", "input_audio_buffer.speech_stopped",
                "conversation.audio_transcript.update", "conversation.audio_transcript.completed",
                "conversation.message.completed", "conversation.chat.created",
            ],
            Requests.Order(turn).Take(6));
    }

    [Fact]
    public async Task The_parrot_says_the_speech_with_its_padding_and_not_the_long_silence()
    {
        await using Bench bench = await Bench.OpenAsync(Requests.Config(Input, Output, Vad));

        await StreamAsync(bench, [.. Silence, .. Silence, .. Silence, .. Speech, .. Silence]);
        byte[] heard = Requests.Heard(await bench.Client.UntilAsync("conversation.chat.completed"));

        // 100 ms before it was noticed (which took 60 ms of speech), the speech, 200 ms of silence, all in 20 ms appends.
        Assert.InRange(heard.Length / 32, 300 + 200, 300 + 200 + 120);
        Assert.True(heard.AsSpan().IndexOf(Speech) > 0);
    }

    [Fact]
    public async Task Silence_alone_starts_nothing()
    {
        await using Bench bench = await Bench.OpenAsync(Requests.Config(Input, Output, Vad));

        await StreamAsync(bench, [.. Silence, .. Silence]);
        await bench.Client.SendAsync("conversation.clear");

        Assert.Equal("conversation.cleared", (await bench.Client.ReadAsync())!.Type);
    }

    [Fact]
    public async Task Complete_and_clear_have_no_effect()
    {
        await using Bench bench = await Bench.OpenAsync(Requests.Config(Input, Output, Vad));

        await bench.Client.SendAsync("input_audio_buffer.complete");
        await bench.Client.SendAsync("input_audio_buffer.clear");
        await bench.Client.SendAsync("conversation.clear");

        Assert.Equal("conversation.cleared", (await bench.Client.ReadAsync())!.Type);
    }

    [Fact]
    public async Task A_voice_interrupts_a_reply_with_code_1()
    {
        await using Bench bench = await Bench.OpenAsync(
            Requests.Config(Input, Output, Vad), """{"replies":[{"no_answer":true,"turn":1}]}""");
        await bench.Client.SendAsync("conversation.message.create", Requests.TextMessage("hello"));
        await bench.Client.UntilAsync("conversation.chat.in_progress");

        await StreamAsync(bench, Speech);
        WireEvent started = (await bench.Client.ReadAsync())!;
        WireEvent canceled = (await bench.Client.ReadAsync())!;

        Assert.Equal("input_audio_buffer.speech_started", started.Type);
        Assert.Equal(
            ("conversation.chat.canceled", 1), (canceled.Type, canceled.Data.GetProperty("code").GetInt32()));
    }

    [Theory]
    [InlineData("please 停一下 now", "keyword_contains", true)]
    [InlineData("please 停一下 now", "keyword_prefix", false)]
    [InlineData("停一下 now", "keyword_prefix", true)]
    [InlineData("go on", "keyword_contains", false)]
    public async Task In_a_keyword_mode_only_the_keyword_interrupts(string transcript, string mode, bool interrupts)
    {
        string turns = $$"""
            "turn_detection":{"type":"server_vad","silence_duration_ms":200,
            "interrupt_config":{"keywords":["停一下"],"mode":"{{mode}}" } }
            """;
        await using Bench bench = await Bench.OpenAsync(
            Requests.Config(Input, Output, turns),
            $$"""{"replies":[{"no_answer":true,"turn":1},{"transcript":"{{transcript}}"}]}""");
        await bench.Client.SendAsync("conversation.message.create", Requests.TextMessage("hello"));
        await bench.Client.UntilAsync("conversation.chat.in_progress");

        await StreamAsync(bench, [.. Speech, .. Silence]);
        await bench.Client.UntilAsync("input_audio_buffer.speech_stopped");
        await bench.Client.SendAsync("conversation.clear");

        Assert.Equal(
            interrupts ? "conversation.chat.canceled" : "conversation.cleared", (await bench.Client.ReadAsync())!.Type);
    }

    [Fact]
    public async Task Semantic_detection_waits_for_its_own_two_pauses()
    {
        const string Semantic = """
            "turn_detection":{"type":"semantic_vad","silence_duration_ms":20,
            "semantic_vad_config":{"silence_threshold_ms":200,"semantic_unfinished_wait_time_ms":400}}
            """;
        await using Bench bench = await Bench.OpenAsync(Requests.Config(Input, Output, Semantic));

        await StreamAsync(bench, [.. Speech, .. Silence]);
        await bench.Client.UntilAsync("input_audio_buffer.speech_started");
        await bench.Client.SendAsync("conversation.clear");
        WireEvent afterFirst = (await bench.Client.ReadAsync())!;
        await StreamAsync(bench, Silence);
        WireEvent afterSecond = (await bench.Client.ReadAsync())!;

        Assert.Equal("conversation.cleared", afterFirst.Type);
        Assert.Equal("input_audio_buffer.speech_stopped", afterSecond.Type);
    }

    private static async Task StreamAsync(Bench bench, byte[] audio)
    {
        foreach (byte[] append in audio.Chunk(640))
        {
            await bench.Client.AppendAsync(append);
        }
    }
}
