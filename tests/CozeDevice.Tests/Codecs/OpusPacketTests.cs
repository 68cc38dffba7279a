using CozeDevice.Codecs;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace CozeDevice.Tests.Codecs;

public sealed class OpusPacketTests
{
    [Theory]
    [InlineData(0, 10_000)] // SILK narrowband
    [InlineData(3, 60_000)]
    [InlineData(9, 20_000)] // SILK wideband
    [InlineData(12, 10_000)] // hybrid
    [InlineData(15, 20_000)]
    [InlineData(16, 2_500)] // CELT
    [InlineData(31, 20_000)]
    public void One_frame_lasts_what_table_2_of_RFC_6716_says(int configuration, int microseconds) =>
        Assert.Equal(microseconds, OpusPacket.DurationUs([(byte)(configuration << 3)]));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Codes_1_and_2_are_two_frames(int code) =>
        Assert.Equal(40_000, OpusPacket.DurationUs([(byte)((9 << 3) | code), 1, 2]));

    [Fact]
    public void Code_3_counts_its_frames() => Assert.Equal(120_000, OpusPacket.DurationUs([(9 << 3) | 3, 6]));

    [Fact]
    public void More_than_120_milliseconds_is_no_packet() => Assert.Equal(0, OpusPacket.DurationUs([(9 << 3) | 3, 7]));

    [Fact]
    public void An_empty_packet_has_no_duration() => Assert.Equal(0, OpusPacket.DurationUs([]));

    [Fact]
    public void No_bytes_make_it_fail() =>
        Prop.ForAll<byte[]>(bytes => OpusPacket.DurationUs(bytes) is >= 0 and <= 120_000).QuickCheckThrowOnFailure();
}
