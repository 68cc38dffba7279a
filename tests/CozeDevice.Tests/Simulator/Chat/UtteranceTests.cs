using CozeDevice.Simulator.Recording;
using CozeDevice.Tests.Linux;
using Xunit;

namespace CozeDevice.Tests.Simulator.Chat;

public sealed class UtteranceTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Clear_drops_what_was_appended_and_says_so()
    {
        await using Bench bench = await Bench.OpenAsync();
        byte[] kept = Requests.Noise(1280, seed: 2);
        await bench.Client.AppendAsync(Requests.Noise(640));

        await bench.Client.SendAsync("input_audio_buffer.clear");
        WireEvent cleared = (await bench.Client.ReadAsync())!;
        List<WireEvent> turn = await bench.SayAsync(kept);

        Assert.Equal(("input_audio_buffer.cleared", false), (cleared.Type, cleared.HasData));
        Assert.Equal(kept, Requests.Heard(turn));
    }

    [Fact]
    public async Task A_cleared_utterance_is_kept_in_the_record_as_cleared()
    {
        await using Bench bench = await Bench.OpenAsync();
        await bench.Client.AppendAsync(Requests.Noise(640));

        await bench.Client.SendAsync("input_audio_buffer.clear");
        ConnectionRecord record = await bench.RecordAsync();
        UtteranceRecord cleared = await record.WaitForUtteranceAsync(end: UtteranceEnd.Cleared).WaitAsync(Deadline);

        Assert.Equal(Requests.Noise(640), cleared.Audio);
    }

    [Fact]
    public async Task An_empty_utterance_is_acknowledged_and_nothing_follows()
    {
        await using Bench bench = await Bench.OpenAsync();

        await bench.Client.SendAsync("input_audio_buffer.complete");
        await bench.Client.SendAsync("conversation.clear");

        Assert.Equal("input_audio_buffer.completed", (await bench.Client.ReadAsync())!.Type);
        Assert.Equal("conversation.cleared", (await bench.Client.ReadAsync())!.Type);
    }

    [Fact]
    public async Task An_empty_utterance_can_be_an_error()
    {
        await using Bench bench = await Bench.OpenAsync(scenario: """{"empty":"error"}""");

        await bench.Client.SendAsync("input_audio_buffer.complete");
        List<WireEvent> events = await bench.Client.UntilAsync("error");

        Assert.Equal(["input_audio_buffer.completed", "error"], events.Select(e => e.Type));
    }

    [Fact]
    public async Task An_empty_utterance_can_be_a_chat_without_an_answer()
    {
        await using Bench bench = await Bench.OpenAsync(scenario: """{"empty":"completed_chat"}""");

        await bench.Client.SendAsync("input_audio_buffer.complete");
        List<WireEvent> events = await bench.Client.UntilAsync("conversation.chat.completed");

        Assert.Equal(
            [
                "input_audio_buffer.completed", "conversation.chat.created", "conversation.chat.in_progress",
                "conversation.chat.completed",
            ],
            events.Select(e => e.Type));
    }

    [Fact]
    public async Task Silence_is_answered_too()
    {
        await using Bench bench = await Bench.OpenAsync();

        List<WireEvent> turn = await bench.SayAsync(new byte[32_000]);

        Assert.Equal(new byte[32_000], Requests.Heard(turn));
    }

    [Fact]
    public async Task Samples_cut_between_two_appends_are_put_together_again()
    {
        await using Bench bench = await Bench.OpenAsync();
        byte[] audio = Requests.Noise(3000);

        List<WireEvent> turn = await bench.SayAsync(audio, appendBytes: 333);

        Assert.Equal(audio, Requests.Heard(turn));
    }

    [Fact]
    public async Task Without_interim_recognition_only_the_final_transcript_comes()
    {
        await using Bench bench = await Bench.OpenAsync(Requests.Config(
            """{"format":"pcm","codec":"pcm","sample_rate":16000}""",
            """{"codec":"pcm"}""",
            "\"asr_config\":{\"stream_mode\":\"output_no_stream\"}"));

        List<WireEvent> turn = await bench.SayAsync(Requests.Noise(3200));

        Assert.DoesNotContain(turn, e => e.Type == "conversation.audio_transcript.update");
        Assert.Contains(turn, e => e.Type == "conversation.audio_transcript.completed");
    }

    [Fact]
    public async Task The_question_is_the_transcript_of_the_scenario()
    {
        await using Bench bench = await Bench.OpenAsync(scenario: """{"replies":[{"transcript":"what time is it"}]}""");

        List<WireEvent> turn = await bench.SayAsync(Requests.Noise(3200));

        WireEvent question = turn.First(e => e.Type == "conversation.message.completed");
        Assert.Equal(
            ("user", "question", "what time is it"),
            (question.Text("role"), question.Text("type"), question.Text("content")));
    }

    [OpusFact]
    public async Task Broken_opus_is_told_once_for_each_utterance()
    {
        await using Bench bench = await Bench.OpenAsync(Requests.Config(
            """{"format":"pcm","codec":"opus","sample_rate":16000}""", """{"codec":"pcm"}"""));

        for (int utterance = 0; utterance < 2; utterance++)
        {
            await bench.Client.AppendAsync([0xFF, 0xFF, 0xFF]);
            await bench.Client.AppendAsync([0xFF, 0xFF, 0xFF]);
            await bench.Client.SendAsync("input_audio_buffer.complete");
            await bench.Client.UntilAsync("input_audio_buffer.completed");
        }

        Assert.Equal(
            [717990703, 717990703],
            bench.Client.Seen.Where(e => e.Type == "error").Select(e => e.Data.GetProperty("code").GetInt32()));
    }
}
