using CozeDevice.Simulator;
using CozeDevice.Simulator.Recording;
using Xunit;

namespace CozeDevice.Tests.Simulator;

public sealed class PushToTalkTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_pcm_utterance_comes_back_bit_for_bit()
    {
        await using SimulatorHost host = await SimulatorHost.StartAsync(new SimulatorOptions());
        await using WireClient client = await WireClient.OpenAsync(host, Requests.Pcm16);
        byte[] audio = Requests.Noise(64_000);

        await client.SayAsync(audio, 640);
        List<WireEvent> turn = await client.UntilAsync("conversation.chat.completed");

        byte[] heard = [.. turn.Where(e => e.Type == "conversation.audio.delta").SelectMany(e => e.Audio)];
        Assert.Equal(audio, heard);
    }

    [Fact]
    public async Task The_record_holds_every_append_of_the_utterance_in_order()
    {
        await using SimulatorHost host = await SimulatorHost.StartAsync(new SimulatorOptions());
        await using WireClient client = await WireClient.OpenAsync(host, Requests.Pcm16);
        byte[] audio = Requests.Noise(6_400);

        await client.SayAsync(audio, 640);
        ConnectionRecord connection = await host.Record.WaitForConnectionAsync(1).WaitAsync(Deadline);
        UtteranceRecord utterance = await connection.WaitForUtteranceAsync().WaitAsync(Deadline);

        Assert.Equal(audio.Chunk(640), utterance.Appends);
    }

    [Fact]
    public async Task A_turn_has_the_documented_order()
    {
        await using SimulatorHost host = await SimulatorHost.StartAsync(new SimulatorOptions());
        await using WireClient client = await WireClient.OpenAsync(host, Requests.Pcm16);

        await client.SayAsync(Requests.Bytes(Requests.Tone(16000, 3000)), 640);
        List<WireEvent> turn = await client.UntilAsync("conversation.chat.completed");

        Assert.Equal(
            [
                "input_audio_buffer.completed",
                "conversation.audio_transcript.update",
                "conversation.audio_transcript.completed",
                "conversation.message.completed",
                "conversation.chat.created",
                "conversation.chat.in_progress",
                "conversation.message.delta",
                "conversation.audio.sentence_start",
                "conversation.audio.delta",
                "conversation.message.delta",
                "conversation.message.completed",
                "conversation.audio.delta",
                "conversation.audio.completed",
                "conversation.chat.completed",
            ],
            Requests.Order(turn));
    }
}
