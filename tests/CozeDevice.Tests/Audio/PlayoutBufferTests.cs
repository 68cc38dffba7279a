using CozeDevice.Audio;
using CozeDevice.Codecs;
using CozeDevice.Tests.Support.Audio;
using Xunit;

namespace CozeDevice.Tests.Audio;

public sealed class PlayoutBufferTests
{
    private static readonly WireFormat Opus = new(AudioCodec.Opus, 16_000);
    private static readonly WireFormat Mu = new(AudioCodec.G711U, 8_000);

    private readonly PlayoutBuffer _buffer = new();
    private readonly byte[] _taken = new byte[OpusPacket.MaxBytes];

    [Fact]
    public void Packets_keep_their_boundaries()
    {
        byte[][] packets = [[0x48, 1, 2], [0x48], [0x48, .. new byte[200]]];
        foreach (var packet in packets) _buffer.Write(1, Opus, packet);

        Assert.All(packets, packet => Assert.Equal(packet, TakePacket()));
        Assert.Null(TakePacket());
    }

    [Fact]
    public void The_queue_is_measured_in_time()
    {
        _buffer.Write(1, Opus, [9 << 3]);
        _buffer.Write(1, Opus, [10 << 3]);
        var packets = _buffer.Counters.QueuedMs;
        _buffer.Write(2, Mu, new byte[800]);

        Assert.Equal(60, packets);
        Assert.Equal(100, _buffer.Counters.QueuedMs);
    }

    [Fact]
    public void A_higher_stream_replaces_the_lower_and_the_lower_is_refused()
    {
        _buffer.Write(1, Mu, [1, 1]);

        Assert.True(_buffer.Write(2, Mu, [2]));
        Assert.False(_buffer.Write(1, Mu, [1]));
        Assert.Equal(PlayoutTake.Payload, _buffer.Take(2, _taken, 10, 1, takesRest: true, out var length));
        Assert.Equal([2], _taken[..length]);
    }

    [Fact]
    public void A_stream_has_the_format_of_its_first_payload()
    {
        _buffer.Write(1, Mu, [1]);

        Assert.False(_buffer.Write(1, Opus, [0x48]));
        Assert.Equal(Mu, _buffer.Look().Format);
        Assert.Equal(1, _buffer.Counters.Refused);
    }

    [Fact]
    public void A_complete_stream_takes_no_more()
    {
        _buffer.Write(1, Mu, [1]);
        _buffer.Complete(1);

        Assert.False(_buffer.Write(1, Mu, [1]));
    }

    [Fact]
    public void Two_minutes_are_kept_and_then_the_stream_ends()
    {
        var second = new byte[8_000];
        for (var i = 0; i < 120; i++) Assert.True(_buffer.Write(1, Mu, second));

        Assert.False(_buffer.Write(1, Mu, second));
        Assert.True(_buffer.Look().IsComplete);
        Assert.Equal(120_000, _buffer.Look().QueuedMs);
    }

    [Fact]
    public void Four_mebibytes_are_the_limit_of_any_format()
    {
        var pcm = new WireFormat(AudioCodec.Pcm, 48_000);
        var chunk = new byte[256 * 1024 - 4];
        for (var i = 0; i < 16; i++) Assert.True(_buffer.Write(1, pcm, chunk));

        Assert.False(_buffer.Write(1, pcm, chunk));
    }

    [Fact]
    public void After_an_overflow_nothing_of_the_stream_follows_a_hole()
    {
        Assert.False(_buffer.Write(1, Mu, new byte[5_000_000]));

        Assert.False(_buffer.Write(1, Mu, [1]));
        Assert.True(_buffer.Write(2, Mu, [1]));
    }

    [Fact]
    public void A_packet_no_encoder_makes_is_refused_alone()
    {
        Assert.False(_buffer.Write(1, Opus, new byte[OpusPacket.MaxBytes + 1]));
        Assert.True(_buffer.Write(1, Opus, [0x48]));
    }

    [Fact]
    public void What_was_heard_is_over()
    {
        _buffer.Write(1, Mu, [1]);
        _buffer.Complete(1);

        Assert.True(_buffer.Finish(1));
        Assert.Equal(default, _buffer.Look());
        Assert.False(_buffer.Write(1, Mu, [1]));
    }

    [Fact]
    public void The_ring_wraps_and_grows_without_mixing_bytes()
    {
        var random = new Random(3);
        var next = 0;
        var expected = 0;
        var run = new byte[50_000];
        for (var round = 0; round < 400; round++)
        {
            var length = random.Next(1, run.Length);
            for (var i = 0; i < length; i++) run[i] = (byte)(next++ % 251);
            Assert.True(_buffer.Write(1, Mu, run.AsSpan(0, length)));
            for (var takes = random.Next(0, 3); takes > 0 || _buffer.Counters.QueuedMs > 60_000; takes--)
            {
                if (_buffer.Take(1, _taken, random.Next(1, 60_000), 1, takesRest: true, out length) != PlayoutTake.Payload) break;
                for (var i = 0; i < length; i++) Assert.Equal((byte)(expected++ % 251), _taken[i]);
            }
        }

        Assert.True(expected > 3_000_000);
    }

    [Fact]
    public void Every_change_wakes_the_reader()
    {
        var pacer = new ManualPacer();
        _buffer.Attach(pacer);

        _buffer.Write(1, Mu, [1]);
        Assert.False(pacer.WaitUntil(TimeSpan.FromSeconds(1)));
        _buffer.Complete(1);
        Assert.False(pacer.WaitUntil(TimeSpan.FromSeconds(1)));
        _buffer.Discard(2);
        Assert.False(pacer.WaitUntil(TimeSpan.FromSeconds(1)));
        Assert.True(pacer.WaitUntil(TimeSpan.FromSeconds(1)));
    }

    private byte[]? TakePacket() =>
        _buffer.Take(1, _taken, 0, 1, takesRest: false, out var length) == PlayoutTake.Payload ? _taken[..length] : null;
}
