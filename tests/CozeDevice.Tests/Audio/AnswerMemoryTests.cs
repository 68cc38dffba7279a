using CozeDevice.Audio;
using CozeDevice.Codecs;
using Xunit;

namespace CozeDevice.Tests.Audio;

public sealed class AnswerMemoryTests
{
    private const int SecondBytes = 32_000;
    private static readonly WireFormat Pcm = new(AudioCodec.Pcm, 16_000);

    private readonly AnswerMemory _memory = new();

    [Fact]
    public void What_was_heard_is_played_byte_for_byte_with_its_end()
    {
        _memory.Keep(3, Pcm, [1, 2, 3, 4]);
        _memory.Keep(3, Pcm, [5, 6]);

        Assert.Equal([1, 2, 3, 4, 5, 6], Heard());
    }

    [Fact]
    public void Playing_it_twice_is_playing_the_same()
    {
        _memory.Keep(3, Pcm, [1, 2]);

        Assert.Equal(Heard(), Heard());
    }

    [Fact]
    public void The_next_answer_replaces_it()
    {
        _memory.Keep(3, Pcm, [1, 2]);
        _memory.Keep(4, Pcm, [3, 4]);

        Assert.Equal([3, 4], Heard());
    }

    [Fact]
    public void Opus_packets_keep_their_bounds()
    {
        var opus = new WireFormat(AudioCodec.Opus, 16_000);
        byte[][] packets = [[0x48, 1, 2], [0x48, 3]];
        foreach (byte[] packet in packets) _memory.Keep(1, opus, packet);
        var playout = new PlayoutBuffer();
        _memory.Play(10, playout);

        var payload = new byte[OpusPacket.MaxBytes];
        foreach (byte[] packet in packets)
        {
            Assert.Equal(PlayoutTake.Payload, playout.Take(10, payload, 0, 0, false, out int length));
            Assert.Equal(packet, payload[..length]);
        }
        Assert.Equal(PlayoutTake.End, playout.Take(10, payload, 0, 0, false, out _));
    }

    [Fact]
    public void A_minute_is_kept_and_no_more()
    {
        for (int i = 0; i < 100; i++) _memory.Keep(1, Pcm, new byte[SecondBytes]);

        var playout = new PlayoutBuffer();
        _memory.Play(2, playout);

        Assert.Equal(60_000, playout.Counters.QueuedMs);
    }

    [Fact]
    public void Nothing_is_kept_before_the_first_answer()
    {
        Assert.False(_memory.HasAnswer);
        _memory.Keep(1, Pcm, [1, 2]);
        Assert.True(_memory.HasAnswer);
    }

    [Fact]
    public void A_longest_answer_later_it_allocates_nothing()
    {
        byte[] delta = new byte[960];
        for (int i = 0; i < 3_000; i++) _memory.Keep(1, Pcm, delta);
        long before = GC.GetAllocatedBytesForCurrentThread();

        for (int i = 0; i < 2_000; i++) _memory.Keep(2, Pcm, delta);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private byte[] Heard()
    {
        var playout = new PlayoutBuffer();
        _memory.Play(8, playout);
        var heard = new byte[64];
        playout.Take(8, heard, heard.Length, sizeof(short), takesRest: true, out int length);
        Assert.Equal(PlayoutTake.End, playout.Take(8, heard, 2, sizeof(short), takesRest: true, out _));
        return heard[..length];
    }
}
