using CozeDevice.Audio;
using CozeDevice.Codecs;
using CozeDevice.Linux.Opus;
using CozeDevice.Protocol;
using CozeDevice.Simulator.Network;
using CozeDevice.Simulator.Recording;
using CozeDevice.Tests.Linux;
using CozeDevice.Tests.Support;
using Xunit;
using UtteranceEnd = CozeDevice.Simulator.Recording.UtteranceEnd;

namespace CozeDevice.Tests.Link;

/// <summary>Three seconds of speech, the link cut everywhere: the service holds the utterance bit for bit, and one end mark.</summary>
public sealed class CutUtteranceTests
{
    private const int Frames = 3000 / AudioFormat.FrameMs;
    private const string Append = "input_audio_buffer.append";
    private const string End = "input_audio_buffer.complete";

    // It thinks until the test lets it go on.
    private const string Thinking = """{ "replies": { "text": "ok", "audio": "none", "thinking_ms": 1000 } }""";

    [Fact]
    public async Task Cut_at_every_frame_the_utterance_arrives_whole_and_once()
    {
        byte[][] frames = FramesOf(AudioCodec.Pcm);
        await using CutBench bench = await CutBench.StartAsync(AudioCodec.Pcm, Thinking);
        for (int cut = 0; cut <= Frames; cut++)
            await CutAtAsync(bench, frames, cut);
    }

    [Fact]
    public async Task So_it_does_with_a_law()
    {
        byte[][] frames = FramesOf(AudioCodec.G711A);
        await using CutBench bench = await CutBench.StartAsync(AudioCodec.G711A, Thinking);
        for (int cut = 0; cut <= Frames; cut += 15)
            await CutAtAsync(bench, frames, cut);
    }

    [OpusFact]
    public async Task So_it_does_with_packets_of_opus()
    {
        byte[][] frames = FramesOf(AudioCodec.Opus);
        await using CutBench bench = await CutBench.StartAsync(AudioCodec.Opus, Thinking);
        for (int cut = 0; cut <= Frames; cut += 15)
            await CutAtAsync(bench, frames, cut);
    }

    [Fact]
    public async Task Cut_inside_messages_while_everything_waits_to_be_sent()
    {
        byte[][] frames = FramesOf(AudioCodec.Pcm);
        await using CutBench bench = await CutBench.StartAsync(AudioCodec.Pcm, Thinking);
        var random = new Random(5);
        // An append is a little under 1 000 bytes.
        for (int cut = 0; cut < 30; cut++)
        {
            ConnectionRecord before = bench.Last;
            bench.Simulator.Network!.Inject(new NetworkFault(NetworkFaultKind.Reset)
            {
                AfterBytes = random.Next(1, Frames * 900),
                Direction = NetworkDirection.Up,
            });
            bench.Begin();
            bench.Write(frames);
            bench.Complete();

            await HeldAsync(bench, before, frames, $"cut {cut}");
        }
    }

    [Fact]
    public async Task Cut_after_the_end_mark_and_before_its_acknowledgement()
    {
        byte[][] frames = FramesOf(AudioCodec.Pcm);
        await using CutBench bench = await CutBench.StartAsync(AudioCodec.Pcm, Thinking);
        ConnectionRecord before = bench.Last;
        bench.Begin();
        bench.Write(frames);
        bench.Deafen();
        bench.Complete();
        await before.WaitForUplinkAsync(End).Within(CutBench.Limit);
        bench.Cut();

        await HeldAsync(bench, before, frames, "before the acknowledgement", ended: true);
    }

    // The last event the agent got before the cut, as the scenario stops the service behind it: none of these is an answer.
    [Theory]
    [InlineData("input_audio_buffer.completed")]
    [InlineData("conversation.audio_transcript.update")]
    [InlineData("conversation.audio_transcript.completed")]
    [InlineData("conversation.message.completed")]
    [InlineData("conversation.chat.created")]
    [InlineData("conversation.chat.in_progress")]
    public async Task Cut_while_the_service_thinks(string last)
    {
        byte[][] frames = FramesOf(AudioCodec.Pcm);
        await using CutBench bench = await CutBench.StartAsync(AudioCodec.Pcm, Stopped(last, """{ "text": "ok", "audio": "none" }"""));
        ConnectionRecord before = bench.Last;
        bench.Begin();
        bench.Write(frames);
        bench.Complete();
        await bench.EventAsync(e => Is(last, e));
        bench.Cut();

        await HeldAsync(bench, before, frames, last, ended: true);
    }

    [Theory]
    [InlineData("conversation.message.delta", """{ "text": "ok" }""")]
    [InlineData("conversation.audio.delta", """{ "text": "ok" }""")]
    [InlineData("conversation.chat.requires_action", """{ "tools": { "name": "set_volume" } }""")]
    [InlineData("conversation.chat.completed", """{ "text": "ok", "audio": "none" }""")]
    [InlineData("conversation.chat.failed", """{ "failed": { "code": 4013 } }""")]
    [InlineData("conversation.chat.canceled", """{ "no_answer": true }""")]
    public async Task Once_the_answer_began_nothing_is_sent_twice(string first, string reply)
    {
        await using CutBench bench = await CutBench.StartAsync(AudioCodec.Pcm, Stopped(first, reply));
        bench.Begin();
        bench.Write(FramesOf(AudioCodec.Pcm));
        bench.Complete();
        if (first == "conversation.chat.canceled")
        {
            // The service takes the turn back by itself.
            await bench.EventAsync(e => e is TurnInProgress);
            bench.Simulator.Live[0].SendRaw("""{"event_type":"conversation.chat.canceled"}""");
        }
        if (first == "conversation.audio.delta")
            await bench.NoticeAsync(notice => notice is CozeDevice.Link.AudioArrived);
        else
            await bench.EventAsync(e => Is(first, e));
        Assert.False(bench.Outbound.SpeechWaits);
        bench.Cut();
        await bench.OnlineAsync();

        // Whatever would be sent again stands ahead of this.
        Assert.True(bench.Outbound.TryEnqueue(new ClearConversation()));
        await bench.Last.WaitForUplinkAsync("conversation.clear").Within(CutBench.Limit);
        Assert.Equal(["chat.update", "conversation.clear"], bench.Last.Uplink.Select(uplink => uplink.Type));
        Assert.Equal(2, bench.Simulator.Record.Connections.Count);
    }

    private static async Task CutAtAsync(CutBench bench, byte[][] frames, int cut)
    {
        ConnectionRecord before = bench.Last;
        bench.Begin();
        bench.Write(frames[..cut]);
        // Frames may have been joined where a send took its time: it is the bytes that count.
        int wanted = frames[..cut].Sum(frame => frame.Length);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(CutBench.Limit));
        while (before.Utterances.Sum(part => part.Audio.Length) < wanted)
            await Task.Delay(1, limit.Token);
        bench.Cut();
        bench.Write(frames[cut..]);
        bench.Complete();

        await HeldAsync(bench, before, frames, $"cut at frame {cut}");
    }

    // The connection after the cut holds the utterance, and nothing but it; the one before holds a beginning of it at most.
    private static async Task HeldAsync(
        CutBench bench, ConnectionRecord before, byte[][] frames, string what, bool ended = false)
    {
        ConnectionRecord after = await bench.Simulator.Record.WaitForConnectionAsync(before.Number + 1).Within(CutBench.Limit, what);
        await after.WaitForUplinkAsync(End).Within(CutBench.Limit, what);
        await bench.AnsweredAsync();

        UtteranceRecord whole = Assert.Single(after.Utterances);
        Assert.Equal(UtteranceEnd.Completed, whole.End);
        Assert.Equal(frames.SelectMany(frame => frame), whole.Audio);
        Assert.Single(after.Uplink, uplink => uplink.Type == End);
        Assert.Equal(before.Number + 1, bench.Simulator.Record.Connections.Count);
        Assert.False(bench.Outbound.SpeechWaits);
        byte[] lost = [.. before.Utterances.Where(part => part.End != UtteranceEnd.Completed || ended).SelectMany(part => part.Audio)];
        Assert.Equal(frames.SelectMany(frame => frame).Take(lost.Length), lost);
    }

    private static string Stopped(string at, string reply) =>
        $$"""{ "faults": { "at": "{{at}}", "do": "stall", "connections": "1" }, "replies": [{{reply}}] }""";

    private static bool Is(string type, ServerEvent e) => type switch
    {
        "input_audio_buffer.completed" => e is InputCompleted,
        "conversation.audio_transcript.update" => e is Transcript { Final: false },
        "conversation.audio_transcript.completed" => e is Transcript { Final: true },
        "conversation.message.completed" => e is MessageCompleted { Role: "user" },
        "conversation.chat.created" => e is TurnCreated,
        "conversation.chat.in_progress" => e is TurnInProgress,
        "conversation.message.delta" => e is MessageDelta,
        "conversation.chat.requires_action" => e is RequiresAction,
        "conversation.chat.completed" => e is TurnCompleted,
        "conversation.chat.failed" => e is TurnFailed,
        "conversation.chat.canceled" => e is TurnCanceled,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
    };

    // Noise: no frame is like another, so a frame lost, doubled or moved is seen.
    private static byte[][] FramesOf(AudioCodec codec)
    {
        var random = new Random(11);
        using IFrameEncoder encoder = new LinuxCodecs().CreateEncoder(codec);
        byte[][] frames = new byte[Frames][];
        short[] samples = new short[AudioFormat.FrameSamples];
        byte[] payload = new byte[encoder.MaxPayloadBytes];
        for (int i = 0; i < Frames; i++)
        {
            for (int s = 0; s < samples.Length; s++)
                samples[s] = (short)random.Next(-20_000, 20_000);
            frames[i] = payload[..encoder.Encode(samples, payload)];
        }
        return frames;
    }
}
