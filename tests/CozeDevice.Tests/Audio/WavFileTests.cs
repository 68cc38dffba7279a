using System.Buffers.Binary;
using System.Runtime.InteropServices;
using CozeDevice.Audio;
using CozeDevice.Tests.Support.Audio;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace CozeDevice.Tests.Audio;

public sealed class WavFileTests
{
    [Fact]
    public void Sixteen_bit_mono_is_read_bit_for_bit()
    {
        var samples = Signal.Noise(1_000, amplitude: short.MaxValue);

        Assert.Equal(samples, WavFile.Parse(Wav(1, 1, 16_000, 16, Bytes(samples))).Samples.ToArray());
    }

    [Fact]
    public void Eight_bits_are_unsigned() =>
        Assert.Equal([-32_768, 0, 32_512], WavFile.Parse(Wav(1, 1, 16_000, 8, [0, 128, 255])).Samples.ToArray());

    [Fact]
    public void Twenty_four_and_thirty_two_bits_are_rounded()
    {
        byte[] wide24 = [0x80, 0x01, 0x00, 0x7F, 0x01, 0x00, 0xFF, 0xFF, 0x7F, 0x00, 0x00, 0x80];
        byte[] wide32 = [0x00, 0x80, 0x01, 0x00, 0xFF, 0xFF, 0xFF, 0x7F, 0x00, 0x00, 0x00, 0x80];

        Assert.Equal([2, 1, 32_767, -32_768], WavFile.Parse(Wav(1, 1, 16_000, 24, wide24)).Samples.ToArray());
        Assert.Equal([2, 32_767, -32_768], WavFile.Parse(Wav(1, 1, 16_000, 32, wide32)).Samples.ToArray());
    }

    [Fact]
    public void Floating_point_saturates_and_nonsense_is_silence()
    {
        float[] values = [0, 0.5f, -1, 2, float.NaN, float.NegativeInfinity];
        double[] doubles = [0.25];

        Assert.Equal(
            [0, 16_384, -32_768, 32_767, 0, -32_768],
            WavFile.Parse(Wav(3, 1, 16_000, 32, MemoryMarshal.AsBytes(values.AsSpan()).ToArray())).Samples.ToArray());
        Assert.Equal(
            [8_192], WavFile.Parse(Wav(3, 1, 16_000, 64, MemoryMarshal.AsBytes(doubles.AsSpan()).ToArray())).Samples.ToArray());
    }

    [Fact]
    public void Channels_are_mixed_to_one() =>
        Assert.Equal([150, -5], WavFile.Parse(Wav(1, 2, 16_000, 16, Bytes([100, 200, 0, -10]))).Samples.ToArray());

    [Fact]
    public void The_extensible_format_names_the_real_one_inside()
    {
        var wav = Wav(0xFFFE, 1, 16_000, 16, Bytes([7]), extension: [22, 0, 16, 0, 4, 0, 0, 0, 1, 0, .. new byte[14]]);

        Assert.Equal([7], WavFile.Parse(wav).Samples.ToArray());
    }

    [Fact]
    public void Other_chunks_are_skipped_with_their_padding()
    {
        byte[] odd = [.. "LIST"u8, 3, 0, 0, 0, 1, 2, 3, 0];

        Assert.Equal([7, 8], WavFile.Parse(Wav(1, 1, 16_000, 16, Bytes([7, 8]), before: odd, after: odd)).Samples.ToArray());
    }

    [Theory]
    [InlineData(0xFFFF_FFFF, 0xFFFF_FFFF)] // a pipe
    [InlineData(0, 0)] // a recorder that was killed before its first update
    [InlineData(36, 0)]
    [InlineData(100_036, 100_000)] // a file that was cut off
    public void Sizes_nobody_filled_in_mean_all_there_is(uint riffSize, uint dataSize)
    {
        var wav = Wav(1, 1, 16_000, 16, Bytes([1, 2, 3]));
        BinaryPrimitives.WriteUInt32LittleEndian(wav.AsSpan(4), riffSize);
        BinaryPrimitives.WriteUInt32LittleEndian(wav.AsSpan(40), dataSize);

        Assert.Equal([1, 2, 3], WavFile.Parse(wav).Samples.ToArray());
    }

    [Fact]
    public void Half_a_sample_at_the_end_is_left_out() =>
        Assert.Equal([1], WavFile.Parse([.. Wav(1, 1, 16_000, 16, [1, 0, 9])]).Samples.ToArray());

    [Theory]
    [InlineData(2, 1, 16_000, 4, "format 2")] // ADPCM
    [InlineData(1, 0, 16_000, 16, "0 channels")]
    [InlineData(1, 9, 16_000, 16, "9 channels")]
    [InlineData(1, 1, 0, 16, "0 Hz")]
    [InlineData(1, 1, 192_000, 16, "192000 Hz")]
    [InlineData(1, 1, 16_000, 12, "12 bits")]
    public void A_format_that_is_not_understood_is_named(int tag, int channels, int rate, int bits, string reason)
    {
        var error = Assert.Throws<InvalidDataException>(() => WavFile.Parse(Wav(tag, channels, rate, bits, [])));

        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_beginning_of_a_file_is_read_or_refused()
    {
        var wav = Wav(1, 2, 44_100, 24, new byte[60], before: [.. "fact"u8, 4, 0, 0, 0, 1, 2, 3, 4]);

        for (var length = 0; length < wav.Length; length++) ReadOrRefuse(wav.AsSpan(0, length));
    }

    [Fact]
    public void Hostile_headers_are_read_or_refused() => Prop.ForAll<byte[], int>((noise, seed) =>
    {
        var wav = Wav(1, 1, 16_000, 16, noise);
        var random = new Random(seed);
        for (var i = 0; i < 4; i++) wav[random.Next(44)] = (byte)random.Next(256);
        ReadOrRefuse(wav);
        ReadOrRefuse(noise);
        return true;
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(8_000)]
    [InlineData(22_050)]
    [InlineData(44_100)]
    [InlineData(48_000)]
    public void Another_rate_is_converted_without_moving_the_sound_in_time(int rate)
    {
        var wav = Wav(1, 1, rate, 16, Bytes(Signal.Sine(rate, 1_000, rate)));

        var converted = WavFile.Parse(wav).ToHouseRate();

        Assert.Equal(16_000, converted.Length);
        Assert.True(Signal.Correlation(converted.AsSpan(500, 15_000), Signal.Sine(16_000, 1_000, 16_000).AsSpan(500)) > 0.9999);
    }

    [Fact]
    public void What_the_writer_writes_is_read_back()
    {
        var path = Path.GetTempFileName();
        var samples = Signal.Noise(1_001);
        using (var writer = new WavWriter(path, 16_000))
        {
            writer.Write(samples.AsSpan(0, 500));
            writer.WriteHeader();
            writer.Write(samples.AsSpan(500));
            writer.WriteHeader();
        }

        using (var writer = new WavWriter(path, 16_000, isContinued: true))
        {
            writer.Write([5]);
            writer.WriteHeader();
        }

        Assert.Equal([.. samples, 5], WavFile.Read(path).Samples.ToArray());
        File.Delete(path);
    }

    [Fact]
    public void A_file_that_is_none_is_named()
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, "not a sound");

        var error = Assert.Throws<InvalidDataException>(() => WavFile.Read(path));

        Assert.StartsWith(path, error.Message, StringComparison.Ordinal);
        File.Delete(path);
    }

    private static void ReadOrRefuse(ReadOnlySpan<byte> bytes)
    {
        try
        {
            WavFile.Parse(bytes);
        }
        catch (InvalidDataException)
        {
            // refused with a reason: the only exception a file may cause
        }
    }

    private static byte[] Bytes(short[] samples) => MemoryMarshal.AsBytes(samples.AsSpan()).ToArray();

    private static byte[] Wav(
        int tag, int channels, int rate, int bits, byte[] data,
        byte[]? before = null, byte[]? after = null, byte[]? extension = null)
    {
        var frame = channels * bits / 8;
        byte[] format =
        [
            .. Word(tag), .. Word(channels), .. Long(rate), .. Long(rate * frame), .. Word(frame), .. Word(bits),
            .. extension ?? [],
        ];
        byte[] body =
        [
            .. "WAVE"u8, .. "fmt "u8, .. Long(format.Length), .. format, .. before ?? [],
            .. "data"u8, .. Long(data.Length), .. data, .. data.Length % 2 == 1 ? new byte[1] : [], .. after ?? [],
        ];
        return [.. "RIFF"u8, .. Long(body.Length), .. body];
    }

    private static byte[] Word(int value) => [(byte)value, (byte)(value >> 8)];

    private static byte[] Long(int value) => BitConverter.GetBytes(value);
}
