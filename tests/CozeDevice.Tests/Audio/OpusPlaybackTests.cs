using CozeDevice.Audio;
using CozeDevice.Codecs;
using CozeDevice.Linux.Opus;
using CozeDevice.Tests.Linux;
using CozeDevice.Tests.Support.Audio;
using Xunit;

namespace CozeDevice.Tests.Audio;

/// <summary>Packets of any duration through the speaker loop.</summary>
public sealed class OpusPlaybackTests
{
    private static readonly WireFormat Format = new(AudioCodec.Opus, 24_000);

    [OpusFact]
    public void Packets_become_frames_without_loss()
    {
        using var bench = new PlaybackBench();
        var packets = Packets(Signal.Voice(AudioFormat.Samples(1_000)));
        foreach (var packet in packets) bench.Buffer.Write(1, Format, packet);
        bench.Buffer.Complete(1);
        bench.Settle();

        Assert.Equal(Decoded(packets), bench.Speaker.Samples);
    }

    [OpusFact]
    public void A_corrupt_packet_is_counted_and_the_others_are_heard()
    {
        using var bench = new PlaybackBench();
        var packets = Packets(Signal.Voice(AudioFormat.Samples(200)));
        foreach (var packet in packets)
        {
            bench.Buffer.Write(1, Format, packet);
            bench.Buffer.Write(1, Format, [0xFF]);
        }

        bench.Buffer.Complete(1);
        bench.Settle();

        Assert.Equal(packets.Count, bench.Pump.Counters.DecodeErrors);
        Assert.Equal(packets.Count, bench.Pump.Counters.FramesWritten);
        Assert.Contains(new PlaybackDrained(1), bench.Notices());
    }

    [Fact]
    public void Without_libopus_the_reply_is_skipped_and_the_turn_ends()
    {
        using var bench = new PlaybackBench(codecs: new LinuxCodecs(null, "libopus-that-is-not-there.so.0"));
        for (var i = 0; i < 20; i++) bench.Buffer.Write(1, Format, [9 << 3, 1, 2, 3]);
        bench.Buffer.Complete(1);
        bench.Settle();

        Assert.Equal([new DeviceReady(AudioDirection.Playback), new PlaybackDrained(1)], bench.Notices());
        Assert.Equal(0, bench.Buffer.Counters.QueuedMs);
    }

    private static List<byte[]> Packets(short[] voice)
    {
        using var encoder = new OpusEncoder(new OpusEncoderOptions());
        var payload = new byte[encoder.MaxPayloadBytes];
        List<byte[]> packets = [];
        for (var i = 0; i < voice.Length; i += AudioFormat.FrameSamples)
            packets.Add(payload[..encoder.Encode(voice.AsSpan(i, AudioFormat.FrameSamples), payload)]);
        return packets;
    }

    private static short[] Decoded(List<byte[]> packets)
    {
        using var decoder = new OpusDecoder(16_000);
        var samples = new short[decoder.MaxSamples];
        List<short> heard = [];
        foreach (var packet in packets) heard.AddRange(samples.AsSpan(0, decoder.Decode(packet, samples)));
        return [.. heard];
    }
}
